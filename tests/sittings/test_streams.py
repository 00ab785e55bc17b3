"""Who reads a sitting's record (S11), and what a newcomer receives."""

import json

import pytest

from app.foundation.actors import VISITOR
from app.foundation.errors import NotFound
from app.journal.streams import audiences_for
from app.sittings.snapshot import snapshot
from app.sittings.words import ItemState, SittingState


def _audiences(room, person, sitting=None):
    actor = room.world.actor(person) if person else VISITOR
    with room.world.home.units.reading() as session:
        try:
            return audiences_for(session, actor, (sitting or room.sitting).stream)
        except NotFound:
            return ()


def _snapshot(room, *audiences):
    with room.world.home.units.reading() as session:
        return snapshot(session, room.sitting.id, audiences)


def test_s11_each_reads_what_their_capacity_opens(room):
    member = room.delegates[0]
    assert _audiences(room, None) == ("public",)
    assert _audiences(room, room.world.person()) == ("public",)
    assert _audiences(room, room.world.person(administrator=True)) == ("public",)
    assert _audiences(room, member) == ("public", "members", f"seat:{member.seat.id}")
    assert _audiences(room, room.observer) == ("public", "members", f"seat:{room.observer.seat.id}")
    assert _audiences(room, room.chair) == ("public", "members", "bureau", f"seat:{room.chair.seat.id}")
    assert _audiences(room, room.secretary) == ("public", "members", "bureau")
    assert _audiences(room, room.partner) == ("public", "members")


@pytest.mark.parametrize(
    ("state", "followed"),
    [
        (SittingState.PREPARING, False),
        (SittingState.CONVENED, True),
        (SittingState.OPEN, True),
        (SittingState.SUSPENDED, True),
        (SittingState.CLOSED, True),
        (SittingState.CANCELLED, False),
    ],
)
def test_s11_the_public_follows_from_convocation(room, state, followed):
    room.world.update(room.sitting, state=state)
    assert _audiences(room, None) == (("public",) if followed else ())
    assert "members" in _audiences(room, room.delegates[0])


def test_s11_a_private_sitting_and_closed_doors_are_for_members(room, do):
    do(room.chair, "sitting.close_doors", sitting_id=room.sitting.id)
    assert _audiences(room, None) == ()
    assert "members" in _audiences(room, room.delegates[0])
    do(room.chair, "sitting.open_doors", sitting_id=room.sitting.id)
    assert _audiences(room, None) == ("public",)
    room.world.update(room.sitting, public=False)
    assert _audiences(room, None) == ()


def test_r5_3_a_group_s_sitting_is_its_members_own(room):
    group = room.world.group(room.conference)
    person = room.world.person()
    room.world.group_member(group, person)
    sitting = room.world.open_sitting(room.conference, group_id=group.id)
    assert _audiences(room, person, sitting) == ("public", "members")
    assert _audiences(room, room.delegates[0], sitting) == ("public",)
    assert "bureau" in _audiences(room, room.chair, sitting)


@pytest.fixture
def busy(room, do):
    """A sitting with a speaker, a queue, a text, a decided ballot, an open one, a decision and a document."""
    people = [room.chair, *room.delegates]
    for person in people:
        do(person, "presence.enter", sitting_id=room.sitting.id)
    item = room.fresh().current_item_id
    motion = do(room.delegates[0], "motion.table", item_id=item, title="Vœu", text="Un.\n\nDeux.")["motion_id"]
    first = do(room.chair, "ballot.open", item_id=item, motion_id=motion)["ballot_id"]
    do(room.chair, "ballot.cast", ballot_id=first, choice="for")
    do(room.chair, "ballot.close", ballot_id=first)
    decision = do(room.secretary, "decision.record", item_id=item, text="Oui.", ballot_id=first)["decision_id"]
    asked = {"decision_id": decision, "title": "Écrire", "due_on": "2026-06-01"}
    do(room.secretary, "commitment.add", owner_id=room.chair.seat.institution_id, **asked)
    speech = do(room.delegates[1], "floor.ask", sitting_id=room.sitting.id)["speech_id"]
    do(room.delegates[2], "floor.ask", sitting_id=room.sitting.id)
    do(room.chair, "floor.give", speech_id=speech)
    second = do(room.chair, "ballot.open", item_id=item, question="Et ceci ?")["ballot_id"]
    do(room.delegates[3], "ballot.cast", ballot_id=second, choice="against")
    return room


def test_s11_the_snapshot_is_whole_and_ready_for_json(busy):
    whole = json.loads(json.dumps(_snapshot(busy, "public", "members")))
    assert whole["sitting"]["state"] == "open"
    assert [i["state"] for i in whole["agenda"]] == ["current"]
    assert whole["current_item"]["id"] == whole["sitting"]["current_item_id"]
    assert whole["floor"]["holder"]["name"] == busy.delegates[1].name
    assert [s["name"] for s in whole["floor"]["waiting"]] == [busy.delegates[2].name]
    assert len(whole["presence"]) == 5
    assert whole["quorum"]["reached"] is True
    assert (whole["ballot"]["question"], whole["ballot"]["turnout"], whole["ballot"]["roll_size"]) == (
        "Et ceci ?",
        1,
        5,
    )
    assert whole["results"][0]["result"]["outcome"] == "carried"
    assert whole["decisions"][0]["commitments"][0]["title"] == "Écrire"
    assert whole["motions"][0]["state"] == "carried"


def test_s7_no_snapshot_says_what_anybody_chose_while_the_vote_is_open(busy):
    assert _snapshot(busy, "public", "members", "bureau")["ballot"]["result"] is None
    assert "against" not in json.dumps(_snapshot(busy, "public", "members")["ballot"])


def test_s11_what_began_behind_closed_doors_stays_out_of_the_public_snapshot(room, do):
    room.world.present(room.sitting, room.chair, *room.delegates)
    do(room.chair, "sitting.close_doors", sitting_id=room.sitting.id)
    item = room.fresh().current_item_id
    motion = do(room.chair, "motion.table", item_id=item, title="Secret", text="Un.")["motion_id"]
    ballot = do(room.chair, "ballot.open", item_id=item, motion_id=motion)["ballot_id"]
    do(room.chair, "ballot.cast", ballot_id=ballot, choice="for")
    do(room.chair, "ballot.close", ballot_id=ballot)
    do(room.secretary, "decision.record", item_id=item, text="Secret aussi.", ballot_id=ballot)
    do(room.chair, "sitting.open_doors", sitting_id=room.sitting.id)
    public, members = _snapshot(room, "public"), _snapshot(room, "public", "members")
    assert (public["motions"], public["results"], public["decisions"]) == ([], [], [])
    assert "Secret" not in json.dumps(public)
    assert len(members["motions"]) == len(members["results"]) == len(members["decisions"]) == 1


def test_s2_proposals_are_for_members(room):
    room.world.item(room.sitting, state=ItemState.PROPOSED, title="Une idée")
    assert _snapshot(room, "public")["proposals"] == []
    assert [p["title"] for p in _snapshot(room, "public", "members")["proposals"]] == ["Une idée"]


def test_s11_a_snapshot_costs_few_queries_however_full_the_room(busy, queries):
    with queries(18):
        _snapshot(busy, "public", "members")
