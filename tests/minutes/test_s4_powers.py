"""S4 in the minutes: who gave power to whom, when it slept, and by whose hand a seat voted."""

from zoneinfo import ZoneInfo

from app.sittings.minutes.document.clock import Clock
from app.sittings.minutes.document.presence import attendance
from app.sittings.minutes.document.sentences import moment
from app.sittings.minutes.document.votes import groups
from tests.minutes.story import Story

PARIS = ZoneInfo("Europe/Paris")


def _give(story, giver, holder):
    data = {"sitting_id": story.id, "holder_seat_id": holder.seat.id}
    return story.do(giver, "proxy.give", **data)["proxy_id"]


def _told(story, clock):
    return [line for one in story.facts.moments if one.what.startswith("proxy_") and (line := moment(one, clock))]


def _clock(story):
    return Clock(PARIS, story.facts.opened.at.date())


def test_s4_the_minutes_say_who_gave_power_to_whom_and_by_whose_hand_the_seat_voted(world):
    story = Story(world)
    _give(story, story.denis, story.basile)
    story.open()
    story.do(story.aude, "item.start", item_id=story.trains.id)
    ballot = story.do(story.aude, "ballot.open", item_id=story.trains.id, question="Oui ?")["ballot_id"]
    story.do(story.basile, "ballot.cast", ballot_id=ballot, choice="for", seat_id=story.denis.seat.id)
    story.do(story.aude, "ballot.close", ballot_id=ballot)
    facts, sheet = story.facts, attendance(story.facts, _clock(story))
    assert sheet.represented == [
        "Denis Absent (Commune Fictive) a donné pouvoir à Basile Département (Département Fictif)"
    ]
    assert sheet.absent == []
    assert groups(facts.ballots[0])[0].names == [
        "Denis Absent (Commune Fictive), par pouvoir donné à Basile Département"
    ]
    assert story.public_facts.powers == facts.powers


def test_s4_the_minutes_tell_when_a_power_sleeps_and_when_it_ends(world):
    story = Story(world)
    story.open()
    story.wait(minutes=5)
    power = _give(story, story.denis, story.basile)
    story.do(story.denis, "presence.enter", sitting_id=story.id)
    story.wait(minutes=5)
    story.do(story.denis, "presence.leave", sitting_id=story.id)
    story.wait(minutes=5)
    story.do(story.denis, "proxy.revoke", proxy_id=power)
    story.do(story.aude, "sitting.close", sitting_id=story.id)
    told = "Le pouvoir donné par Denis Absent à Basile Département"
    assert _told(story, _clock(story)) == [
        "Denis Absent (Commune Fictive) donne pouvoir à Basile Département (Département Fictif).",
        f"{told} est suspendu.",
        f"{told} reprend effet.",
        f"{told} est révoqué.",
    ]
    (line,) = attendance(story.facts, _clock(story)).represented
    assert line.endswith("suspendu pendant sa présence, jusqu’à 14\u00a0h\u00a015")


def test_s4_a_power_given_behind_closed_doors_is_known_once_they_open(world):
    story = Story(world)
    story.open()
    story.do(story.aude, "sitting.close_doors", sitting_id=story.id)
    kept = _give(story, story.denis, story.basile)
    assert story.public_facts.powers == ()
    story.do(story.aude, "sitting.open_doors", sitting_id=story.id)
    assert [power.id for power in story.public_facts.powers] == [kept]
