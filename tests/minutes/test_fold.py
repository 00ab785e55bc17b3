"""S10: the facts of minutes are folded from the entries that real operations left."""

from datetime import timedelta

from app.foundation.facts import CATALOGUE
from app.sittings.minutes.fold import TELLS, facts_of


def test_every_kind_that_the_fold_reads_is_in_the_catalogue(app):
    assert set(TELLS) <= set(CATALOGUE)


def test_s10_the_same_entries_give_the_same_facts_whatever_happens_to_the_rows(sat):
    before = sat.facts
    sat.world.update(sat.basile, given_name="Autre", family_name="Nom")
    sat.world.update(sat.sitting, title="Réécrite")
    assert sat.facts == before


def test_s10_opening_and_end_come_from_the_record(sat):
    facts = sat.facts
    assert (facts.title, facts.chair, facts.secretary) == ("Séance de printemps", "Aude Présidente", "Fanny Secrétaire")
    assert facts.closed.at - facts.opened.at > timedelta(minutes=20)
    assert facts.quorum_at_opening.present == 3
    assert not facts.without_quorum


def test_s3_each_stay_has_its_entry_its_exit_its_mode_and_who_noted_it(sat):
    by_name = {a.name: a for a in sat.facts.attendees}
    assert [s.mode for s in by_name["Basile Département"].stays] == ["room", "remote"]
    first, second = by_name["Basile Département"].stays
    # One instant, two facts: the exit from the room, then the entry from afar.
    assert first.left.at == second.entered.at
    assert first.left.position < second.entered.position
    assert second.left == sat.facts.closed
    assert by_name["Chloé Communauté"].stays[0].entered_by == "Fanny Secrétaire"
    assert by_name["Chloé Communauté"].stays[0].left.at < sat.facts.closed.at
    assert "Denis Absent" not in by_name
    assert by_name["Gilles Préfet"].seat_id is None


def test_s10_the_roll_of_the_opening_says_who_was_expected(sat):
    expected = {(e.name, e.level, e.voting) for e in sat.facts.expected}
    assert ("Denis Absent", "commune", True) in expected
    assert ("Elsa Observatrice", "commune", False) in expected
    assert len(expected) == 5


def test_s5_speaking_times_are_those_of_the_record(sat):
    spoken = [(s.name, s.level, s.kind, s.seconds) for s in sat.facts.speeches]
    assert spoken == [
        ("Basile Département", "departement", "for", 185),
        ("Chloé Communauté", "epci", "against", 60),
        ("Gilles Préfet", None, "contribution", 45),
        ("Basile Département", "departement", "contribution", 30),
    ]


def test_s7_a_ballot_has_its_rule_its_quorums_its_names_and_its_result(sat):
    (ballot,) = sat.facts.ballots
    assert ballot.motion_id == sat.motion
    assert (ballot.quorum_at_opening.present, ballot.quorum_at_closing.present) == (3, 3)
    assert [(v.name, v.choice, v.on_behalf) for v in ballot.votes] == [
        ("Aude Présidente", "for", False),
        ("Basile Département", "for", False),
        ("Chloé Communauté", "against", True),
        ("Denis Absent", None, False),
    ]
    assert ballot.outcome == "carried"
    assert sat.facts.motions[0].fate == "carried"


def test_s13_a_decision_carries_its_commitments_as_they_were_made(sat):
    sat.do(sat.basile, "commitment.update", commitment_id=sat.commitment, text="C’est fait.", state="done")
    (decision,) = sat.facts.decisions
    assert decision.ballot_id == sat.ballot
    assert [(c.title, c.owner, c.due_on) for c in decision.commitments] == [
        ("Étudier le coût d’un train par heure", "Département Fictif", "2026-06-30")
    ]


def test_s11_suspensions_and_closed_doors_have_both_ends(sat):
    facts = sat.facts
    assert facts.suspensions[0].ended.at - facts.suspensions[0].began.at == timedelta(minutes=10)
    assert facts.closed_doors[0].ended is not None
    assert facts.behind_closed_doors() == {sat.trains.id}


def test_s11_what_closed_doors_covered_is_not_in_the_public_facts(sat):
    public = sat.public_facts
    assert len(public.speeches) == 3
    by_name = {a.name: a for a in public.attendees}
    chloe = by_name["Chloé Communauté"].stays[-1]
    assert (chloe.left, chloe.left_unseen) == (None, True)
    last = sat.facts.closed_doors[0].ended
    assert all(m.mark.position != p for m in public.moments for p in _hidden(sat))
    assert public.closed_doors[0].ended == last


def _hidden(story):
    return {e.position for e in story.entries("members", "bureau")}


def test_s11_a_speech_that_closed_doors_interrupt_has_no_end_in_public(story):
    story.open()
    story.do(story.aude, "item.start", item_id=story.trains.id)
    speech = story.do(story.basile, "floor.ask", sitting_id=story.id, kind="for")["speech_id"]
    story.do(story.aude, "floor.give", speech_id=speech)
    story.wait(seconds=20)
    story.do(story.aude, "sitting.close_doors", sitting_id=story.id)
    story.do(story.aude, "floor.end", speech_id=speech)
    assert story.public_facts.speeches[0].seconds is None
    assert story.facts.speeches[0].seconds == 20


def test_s3_losing_and_finding_the_quorum_again_is_told(story):
    story.open()
    story.do(story.chloe, "presence.leave", sitting_id=story.id)
    story.do(story.chloe, "presence.enter", sitting_id=story.id, mode="remote")
    told = [m.what for m in story.facts.moments]
    assert told == ["opened", "left", "quorum_lost", "entered", "quorum_reached"]


def test_s2_an_item_taken_up_again_keeps_both_stretches(story):
    story.open()
    for item in (story.trains, story.news):
        story.do(story.aude, "item.start", item_id=item.id)
        story.wait(minutes=1)
    story.do(story.aude, "item.end", item_id=story.news.id)
    first, second = story.facts.items
    assert [len(first.spans), len(second.spans)] == [1, 1]
    assert all(span.ended for span in first.spans + second.spans)
    assert first.number == "1"


def test_s7_a_cancelled_ballot_keeps_its_reason_and_no_result(story):
    story.open()
    story.do(story.aude, "item.start", item_id=story.trains.id)
    ballot = story.do(story.aude, "ballot.open", item_id=story.trains.id, question="Oui ?")["ballot_id"]
    story.do(story.aude, "ballot.cancel", ballot_id=ballot, reason="La question était mal posée.")
    (told,) = story.facts.ballots
    assert (told.cancelled_because, told.outcome) == ("La question était mal posée.", "")


def test_an_empty_record_has_no_facts():
    facts = facts_of([])
    assert (facts.opened, facts.expected, facts.attendees, facts.moments) == (None, None, (), ())
