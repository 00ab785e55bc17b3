from datetime import timedelta

import pytest

from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, OutOfDate, Refused
from app.sittings.models import Commitment, CommitmentUpdate, Decision, ItemNote
from app.sittings.words import CommitmentState


def _record(room, do, person=None, text="La conférence approuve.", **more):
    item = room.fresh().current_item_id
    return do(person or room.secretary, "decision.record", item_id=item, text=text, **more)


def _get(room, entity, id):
    with room.world.home.units.reading() as session:
        return session.get_one(entity, id)


def test_s13_a_decision_is_numbered_by_year_rank_of_sitting_and_rank(room, do, world, clock):
    assert [_record(room, do)["number"] for _ in range(2)] == ["2026-01-D01", "2026-01-D02"]
    clock.advance(days=1)
    second = world.open_sitting(room.conference)
    answer = do(room.chair, "decision.record", item_id=second.current_item_id, text="Oui.")
    assert answer["number"] == "2026-02-D01"
    clock.set(2027, 1, 1, 8)
    third = world.open_sitting(room.conference)
    assert do(room.chair, "decision.record", item_id=third.current_item_id, text="Oui.")["number"] == "2027-01-D01"


def test_s13_a_decision_is_told_in_the_sitting_s_record_and_in_its_conference_s(room, do, world):
    _record(room, do)
    assert room.last.kind == "decision.recorded"
    assert room.last.payload["by"] == room.secretary.name
    assert world.kinds(room.conference.stream) == ["decision.recorded"]


def test_s13_a_decision_by_ballot_needs_a_ballot_that_carried(room, do, world):
    world.present(room.sitting, room.chair, *room.delegates)
    item = room.fresh().current_item_id
    numbers = []
    for choice in ("against", "for"):
        ballot = do(room.chair, "ballot.open", item_id=item, question="Oui ?")["ballot_id"]
        with pytest.raises(IllegalTransition):
            _record(room, do, ballot_id=ballot)
        do(room.chair, "ballot.cast", ballot_id=ballot, choice=choice)
        do(room.chair, "ballot.close", ballot_id=ballot)
        numbers.append(ballot)
    with pytest.raises(Refused):
        _record(room, do, ballot_id=numbers[0])
    assert _record(room, do, ballot_id=numbers[1])["number"] == "2026-01-D01"


def test_s13_a_decision_is_taken_on_an_item_that_was_dealt_with(room, do, world):
    other = world.item(room.sitting)
    with pytest.raises(IllegalTransition):
        do(room.secretary, "decision.record", item_id=other.id, text="Oui.")


def test_s11_a_decision_behind_closed_doors_is_not_public(room, do):
    do(room.chair, "sitting.close_doors", sitting_id=room.sitting.id)
    id = _record(room, do)["decision_id"]
    assert _get(room, Decision, id).public is False
    assert room.last.audience == "members"


def test_s11_what_a_closed_vote_decided_stays_closed_when_written_down_in_public(room, do, world):
    world.present(room.sitting, room.chair, *room.delegates)
    do(room.chair, "sitting.close_doors", sitting_id=room.sitting.id)
    ballot = do(room.chair, "ballot.open", item_id=room.fresh().current_item_id, question="Oui ?")["ballot_id"]
    do(room.chair, "ballot.cast", ballot_id=ballot, choice="for")
    do(room.chair, "ballot.close", ballot_id=ballot)
    do(room.chair, "sitting.open_doors", sitting_id=room.sitting.id)
    _record(room, do, ballot_id=ballot)
    assert (room.last.kind, room.last.audience) == ("decision.recorded", "members")
    assert world.entries(room.conference.stream)[-1].audience == "members"


@pytest.fixture
def commitment(room, do, world):
    decision = _record(room, do)["decision_id"]
    asked = {
        "decision_id": decision,
        "title": "Publier le plan",
        "owner_id": room.delegates[0].seat.institution_id,
        "due_on": (world.today() + timedelta(days=60)).isoformat(),
    }
    return do(room.secretary, "commitment.add", **asked)["commitment_id"]


def test_s13_a_decision_commits_an_institution_by_a_date(room, do, commitment):
    assert room.last.kind == "commitment.added"
    assert room.last.payload["commitment"]["due_on"] == "2026-05-02"
    assert _get(room, Commitment, commitment).state is CommitmentState.OPEN


def test_s13_a_date_before_the_decision_is_refused(room, do, world):
    decision = _record(room, do)["decision_id"]
    with pytest.raises(Invalid):
        do(
            room.secretary,
            "commitment.add",
            decision_id=decision,
            title="Hier",
            owner_id=room.delegates[0].seat.institution_id,
            due_on="2026-03-02",
        )


def test_s13_what_was_said_about_a_commitment_stays(room, do, commitment, clock):
    owner = room.delegates[0]
    do(owner, "commitment.update", commitment_id=commitment, text="Premier jet.")
    clock.advance(days=30)
    do(owner, "commitment.update", commitment_id=commitment, text="Publié.", state="done")
    stored = _get(room, Commitment, commitment)
    assert (stored.state, stored.settled_at) == (CommitmentState.DONE, clock())
    do(room.secretary, "commitment.update", commitment_id=commitment, text="À reprendre.", state="open")
    with room.world.home.units.reading() as session:
        said = [(u.text, u.state.value) for u in session.query(CommitmentUpdate).order_by(CommitmentUpdate.id)]
    assert said == [("Premier jet.", "open"), ("Publié.", "done"), ("À reprendre.", "open")]
    assert _get(room, Commitment, commitment).settled_at is None
    assert room.kinds[-3:] == ["commitment.updated"] * 3


def test_s13_another_institution_does_not_speak_for_the_owner(room, do, commitment):
    with pytest.raises(NotAllowed):
        do(room.delegates[1], "commitment.update", commitment_id=commitment, text="Fait.", state="done")


def test_s10_notes_are_never_lost_to_somebody_else_s(room, do):
    item = room.fresh().current_item_id
    assert do(room.secretary, "note.write", item_id=item, text="Un.", expected_version=0)["version"] == 1
    assert do(room.secretary, "note.write", item_id=item, text="Un, deux.", expected_version=1)["version"] == 2
    with pytest.raises(OutOfDate) as refusal:
        do(room.chair, "note.write", item_id=item, text="Autre.", expected_version=1)
    assert refusal.value.members == {"current_version": 2, "current_text": "Un, deux."}
    assert _get(room, ItemNote, item).text == "Un, deux."
    assert (room.last.kind, room.last.audience) == ("note.written", "bureau")
    assert "deux" not in str(room.last.payload)
