"""The socket of a person heard is one of the public: it follows no more, and acts for nobody else (I8)."""

import pytest

from app.interpellations.models import Hearing
from app.interpellations.words import EscalationCause, HearingState, InterpellationState
from app.sittings.models import Presence
from app.sittings.words import ItemKind, ItemOrigin, PresenceMode
from tests.builders.contracts import a_contract, a_state_service
from tests.builders.interpellations import a_file
from tests.live.test_confused_deputy import refused
from tests.processes import Follower
from tests.sittings.conftest import do, room

__all__ = ["do", "room"]


@pytest.fixture
def hearing(world, room):
    """A hearing scheduled at the sitting under way, whose requester was let in."""
    contract = a_contract(world, a_state_service(world), conference_id=room.conference.id)
    person = world.person()
    file = a_file(world, contract, person, state=InterpellationState.ESCALATED)
    made = world.add(
        Hearing(
            interpellation_id=file.id,
            conference_id=room.conference.id,
            rank=1,
            cause=EscalationCause.NO_ANSWER,
            requested_at=world.clock(),
            state=HearingState.SCHEDULED,
        )
    )
    item = world.item(
        room.sitting,
        title="Audition",
        kind=ItemKind.INTERPELLATION,
        origin=ItemOrigin.SYSTEM,
        origin_reference=f"hearing:{made.id}",
    )
    return world.update(made, agenda_item_id=item.id), item, person


@pytest.fixture
def guest(two_processes, world, room, hearing):
    person = hearing[2]
    here = {"mode": PresenceMode.ROOM, "entered_at": world.clock(), "entered_by_id": person.id}
    world.add(Presence(sitting_id=room.sitting.id, person_id=person.id, **here))
    follower = Follower(two_processes[0].url, person)
    yield follower
    follower.close()


def test_i8_the_socket_of_a_guest_follows_what_the_public_follows(room, guest, do):
    given = guest.follow(room.sitting.stream, audiences=["public", "members", "bureau"])
    assert given["you"]["audiences"] == ["public"]
    do(room.chair, "sitting.close_doors", sitting_id=room.sitting.id)
    refused(guest.follow(room.sitting.stream), 403, 404)


@pytest.mark.parametrize(
    ("command", "data"),
    [
        ("floor.ask", {}),
        ("floor.give_next", {}),
        ("floor.close", {}),
        ("presence.enter", {"mode": PresenceMode.ROOM.value}),
        ("sitting.close", {}),
        ("sitting.open_doors", {}),
        ("item.next", {}),
    ],
)
def test_i8_a_guest_conducts_nothing_and_speaks_by_no_other_way(room, guest, command, data):
    before = room.kinds
    refused(guest.command(command, {"sitting_id": room.sitting.id} | data), 403, 422)
    assert room.kinds == before


def test_i8_a_guest_votes_tables_and_notes_nothing(world, room, guest, hearing, do):
    do(room.chair, "item.start", item_id=hearing[1].id)
    refused(guest.command("motion.table", {"item_id": hearing[1].id, "title": "Un vœu", "text": "Que cela soit."}), 403)
    refused(guest.command("note.write", {"item_id": hearing[1].id, "text": "Noté", "expected_version": 0}), 403)
    world.present(room.sitting, room.chair, *room.delegates)
    do(room.chair, "ballot.open", item_id=hearing[1].id, question="Essai", base="votes_cast")
    for seat in (None, room.delegates[0].seat.id):
        refused(guest.command("ballot.cast", {"ballot_id": 1, "choice": "for"} | ({"seat_id": seat} if seat else {})))
    assert room.kinds.count("ballot.voted") == 0


def test_i8_a_guest_asks_for_their_own_floor_and_ends_nobody_elses(world, two_processes, room, guest, hearing, do):
    world.present(room.sitting, room.delegates[0])
    do(room.chair, "item.start", item_id=hearing[1].id)
    theirs = do(room.delegates[0], "floor.ask", sitting_id=room.sitting.id)
    refused(guest.command("floor.withdraw", {"speech_id": theirs["speech_id"]}), 403)
    refused(guest.command("floor.end", {"speech_id": theirs["speech_id"]}), 403)
    stranger = Follower(two_processes[1].url, room.delegates[0])
    refused(stranger.command("hearing.ask_floor", {"hearing_id": hearing[0].id, "person_id": 1}), 422)
    refused(stranger.command("hearing.ask_floor", {"hearing_id": hearing[0].id}), 403)
    stranger.close()
    asked = [e for e in world.entries(room.sitting.stream) if e.kind == "floor.asked"]
    mine = asked[0].payload["speech"]["id"]
    assert "result" in guest.command("floor.withdraw", {"speech_id": mine})
    assert "result" in guest.command("hearing.ask_floor", {"hearing_id": hearing[0].id})
    do(room.chair, "item.end", item_id=hearing[1].id)
    refused(guest.command("hearing.ask_floor", {"hearing_id": hearing[0].id}), 409)
