"""S11: what the public may not read is not in the bytes it receives, in any state, on any public address."""

import pytest

from app.sittings.models import Presence
from app.sittings.room import building, queries
from app.sittings.words import BallotState, Choice, SpeechState

from .conftest import STATES

PUBLIC = ["salle", "projection", "fragments/galerie?vue=gallery", "fragments/projection?vue=gallery"]
SECRETS = ["NOTE-DU-BUREAU", "DOCUMENT-DES-MEMBRES", "DÉCISION-À-HUIS-CLOS", "TEXTE-À-HUIS-CLOS", "ORATEUR-À-HUIS-CLOS"]


def _received(client, stage):
    client.application.extensions["cotap"].notes.pop("room.fragments", None)
    return "".join(client.get(f"{stage.url}/{address}").text for address in PUBLIC)


def _plant(stage):
    """Words that only members, or only the bureau, may read."""
    stage.note("NOTE-DU-BUREAU")
    stage.document("DOCUMENT-DES-MEMBRES", public=False)
    stage.decision("DÉCISION-À-HUIS-CLOS", public=False)
    stage.motion(title="TEXTE-À-HUIS-CLOS", public=False, number=7)
    speaker = stage.room.delegates[3]
    stage.world.update(speaker, family_name="ORATEUR-À-HUIS-CLOS")
    # Absent, so that the list of presences does not name them rightfully.
    with stage.world.home.units.sessions() as session:
        session.query(Presence).filter_by(person_id=speaker.id).delete()
        session.commit()
    for mandate in [m for m in stage.mandates() if m.person_id == speaker.id]:
        stage.world.update(mandate, ends_on=stage.world.today())
    stage.speech(speaker, SpeechState.DONE, public=False, started_at=stage.now, ended_at=stage.later(60))


@pytest.mark.parametrize("state", [s for s in STATES if s not in ("voted", "tied")])
def test_s11_no_word_of_members_occurs_in_what_a_visitor_receives(stage, client, as_, room, state):
    stage.put(state)
    _plant(stage)
    seen = _received(client, stage)
    assert [word for word in SECRETS if word in seen] == []
    assert [word for word in ("REÇU-", "csrf_token", "request_id", "/actes/", "name@") if word in seen] == []


@pytest.mark.parametrize(
    ("role", "reads", "does_not"),
    [
        ("delegate", ["DOCUMENT-DES-MEMBRES", "DÉCISION-À-HUIS-CLOS", "TEXTE-À-HUIS-CLOS"], ["NOTE-DU-BUREAU"]),
        ("observer", ["DOCUMENT-DES-MEMBRES"], ["NOTE-DU-BUREAU"]),
        ("chair", ["DOCUMENT-DES-MEMBRES", "NOTE-DU-BUREAU"], []),
        ("secretary", ["DOCUMENT-DES-MEMBRES", "NOTE-DU-BUREAU"], []),
    ],
)
def test_each_role_reads_what_is_its_own_and_no_more(stage, looking, role, reads, does_not):
    stage.put("open")
    _plant(stage)
    seen = looking(role).get(f"{stage.url}/salle").text
    assert [word for word in reads if word not in seen] == []
    assert [word for word in does_not if word in seen] == []


EVERYTHING = building.Reader(member=True, bureau=False, person_id=None)


def _no_guard(monkeypatch, name):
    """Let the public's views be built as a member's, in one place."""
    original = getattr(building, name)
    monkeypatch.setattr(building, name, lambda *given: original(*given[:-1], EVERYTHING))


@pytest.mark.parametrize(
    ("guard", "leak"),
    [
        ("item_views", "DOCUMENT-DES-MEMBRES"),
        ("decision_views", "DÉCISION-À-HUIS-CLOS"),
        ("motion_views", "TEXTE-À-HUIS-CLOS"),
    ],
)
def test_without_its_guard_each_secret_would_be_seen_by_the_test_above(stage, client, monkeypatch, guard, leak):
    stage.put("open")
    _plant(stage)
    _no_guard(monkeypatch, guard)
    assert leak in _received(client, stage)


def test_without_the_closed_doors_the_public_would_see_who_speaks(stage, client, room, monkeypatch):
    stage.put("speaking")
    stage.update(closed_doors_since=stage.now)
    assert room.delegates[1].name not in _received(client, stage)
    monkeypatch.setattr(queries.RoomView, "hidden", property(lambda _room: False))
    assert room.delegates[1].name in _received(client, stage)


@pytest.mark.parametrize("role", ["gallery", "delegate", "observer", "partner", "chair", "secretary"])
def test_s7_no_choice_can_be_read_while_the_ballot_is_open(stage, looking, queries, role):
    stage.put("open")
    ballot = stage.ballot(BallotState.OPEN, voters=4, choice=Choice.AGAINST)
    client = looking(role)
    before = client.get(f"{stage.url}/salle").text
    with stage.world.home.units.sessions() as session:
        from app.sittings.models import Vote

        session.query(Vote).filter_by(ballot_id=ballot.id).update({"choice": Choice.FOR})
        session.commit()
    client.application.extensions["cotap"].notes.pop("room.fragments", None)
    with queries(12) as sent:
        after = client.get(f"{stage.url}/salle").text
    assert _without_ids(after) == _without_ids(before)
    assert [s for s in sent if "FROM votes" in s or "JOIN votes" in s] == []


def _without_ids(page):
    import re

    return re.sub(r'name="(request_id|csrf_token)" value="[^"]*"', "", page)


def test_only_the_bureau_knows_who_has_not_voted(stage, looking, room):
    stage.put("open")
    stage.ballot(BallotState.OPEN, voters=4)
    url = f"{stage.url}/fragments/scrutin"
    assert room.chair.name in looking("chair").get(f"{url}?vue=chair").text
    assert "n’ont pas encore voté" in looking("secretary").get(f"{url}?vue=secretary").text
    assert "n’ont pas encore voté" not in looking("delegate").get(f"{stage.url}/salle").text


def test_a_receipt_is_shown_to_its_voter_alone(stage, looking, room):
    stage.put("open")
    stage.ballot(BallotState.OPEN, voters=4)
    mine = f"REÇU-{room.delegates[0].seat.id}"
    assert mine in looking("delegate").get(f"{stage.url}/salle").text
    for role in ("gallery", "observer", "chair", "secretary"):
        assert mine not in looking(role).get(f"{stage.url}/salle").text
