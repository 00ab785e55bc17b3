import pytest

from app.foundation.errors import IllegalTransition, NotAllowed, Refused
from app.sittings.attendance.queries import present_now, quorum_of
from app.sittings.words import AttendanceProfile, SittingState


def _present(room):
    with room.world.home.units.reading() as session:
        return {p.person_id: p.mode.value for p in present_now(session, room.sitting.id)}


def _quorum(room):
    with room.world.home.units.reading() as session:
        return quorum_of(session, session.get_one(type(room.sitting), room.sitting.id), room.world.today())


def test_s3_a_member_enters_and_leaves_with_times_kept(room, do, clock):
    member = room.delegates[0]
    do(member, "presence.enter", sitting_id=room.sitting.id, mode="remote")
    assert _present(room) == {member.id: "remote"}
    entered = room.last
    assert (entered.kind, entered.audience) == ("presence.entered", "public")
    assert entered.payload["seat_id"] == member.seat.id
    assert entered.payload["on_behalf"] is False
    clock.advance(minutes=10)
    do(member, "presence.leave", sitting_id=room.sitting.id)
    assert _present(room) == {}
    assert room.last.payload["left_at"] == clock().isoformat()
    assert room.kinds == ["presence.entered", "presence.left"]


def test_s3_entering_twice_the_same_way_changes_nothing(room, do):
    for _ in range(2):
        do(room.delegates[0], "presence.enter", sitting_id=room.sitting.id, mode="room")
    assert room.kinds == ["presence.entered"]


def test_s3_going_from_remote_to_the_room_closes_one_interval_and_opens_another(room, do, clock):
    member = room.delegates[0]
    do(member, "presence.enter", sitting_id=room.sitting.id, mode="remote")
    clock.advance(minutes=5)
    do(member, "presence.enter", sitting_id=room.sitting.id, mode="room")
    assert _present(room) == {member.id: "room"}
    assert _quorum(room).present == 1
    assert room.kinds == ["presence.entered", "presence.left", "presence.entered"]


def test_s3_the_secretary_notes_a_presence_on_behalf_of_the_holder_and_it_is_traced(room, do):
    member = room.delegates[0]
    do(room.secretary, "presence.enter", sitting_id=room.sitting.id, mode="room", seat_id=member.seat.id)
    assert _present(room) == {member.id: "room"}
    assert room.last.payload["on_behalf"] is True
    assert room.last.payload["by"] == room.secretary.name
    assert room.last.payload["name"] == member.name


def test_s3_a_member_does_not_note_the_presence_of_another(room, do):
    with pytest.raises(NotAllowed):
        do(room.delegates[0], "presence.enter", sitting_id=room.sitting.id, seat_id=room.delegates[1].seat.id)
    assert room.kinds == []


def test_s3_a_seat_without_holder_cannot_be_present(room, do, world):
    vacant = world.seat(room.conference)
    with pytest.raises(Refused, match="titulaire"):
        do(room.secretary, "presence.enter", sitting_id=room.sitting.id, seat_id=vacant.id)


def test_s3_quorum_counts_voting_seats_present_and_tells_when_it_is_reached_and_lost(room, do):
    do(room.observer, "presence.enter", sitting_id=room.sitting.id)
    do(room.partner, "presence.enter", sitting_id=room.sitting.id)
    assert (_quorum(room).present, _quorum(room).seats, _quorum(room).needed) == (0, 5, 3)
    for member in (room.chair, *room.delegates[:2]):
        do(member, "presence.enter", sitting_id=room.sitting.id)
    assert room.kinds[-2:] == ["presence.entered", "quorum.reached"]
    do(room.delegates[0], "presence.leave", sitting_id=room.sitting.id)
    assert room.kinds[-2:] == ["presence.left", "quorum.lost"]
    assert room.last.payload["quorum"] == {
        "seats": 5, "present": 2, "needed": 3, "required": True, "reached": False,
    }  # fmt: skip
    assert room.fresh().quorum_lost_at is not None
    do(room.delegates[0], "presence.enter", sitting_id=room.sitting.id)
    assert room.kinds[-1] == "quorum.reached"
    assert room.fresh().quorum_lost_at is None


def test_s3_a_seat_whose_holder_has_gone_is_not_counted(room, do, world):
    world.seat(room.conference)
    assert _quorum(room).seats == 5


def test_s3_a_second_sitting_needs_no_quorum(room, do, world):
    world.update(room.sitting, reconvened_from_id=room.sitting.id)
    do(room.chair, "presence.enter", sitting_id=room.sitting.id)
    assert _quorum(room).reached


def test_s3_in_a_group_the_quorum_counts_its_members(room, do, world):
    group = world.group(room.conference)
    people = [world.person() for _ in range(3)]
    for person in people:
        world.group_member(group, person)
    sitting = world.open_sitting(room.conference, group_id=group.id)
    do(people[0], "presence.enter", sitting_id=sitting.id, mode="remote")
    do(room.secretary, "presence.enter", sitting_id=sitting.id, person_id=people[1].id)
    assert world.kinds(sitting.stream) == ["presence.entered", "presence.entered", "quorum.reached"]
    with pytest.raises(NotAllowed):
        do(room.delegates[0], "presence.enter", sitting_id=sitting.id)


def test_s12_one_attends_only_in_the_ways_the_sitting_offers(room, do, world):
    world.update(room.sitting, attendance=AttendanceProfile.ROOM)
    with pytest.raises(Refused) as refusal:
        do(room.delegates[0], "presence.enter", sitting_id=room.sitting.id, mode="remote")
    assert refusal.value.members["rule"] == "S12"


def test_s3_presence_is_noted_from_convocation_to_closing(room, do, world):
    world.update(room.sitting, state=SittingState.CONVENED)
    do(room.delegates[0], "presence.enter", sitting_id=room.sitting.id)
    world.update(room.sitting, state=SittingState.CLOSED)
    with pytest.raises(IllegalTransition):
        do(room.delegates[0], "presence.leave", sitting_id=room.sitting.id)


def test_s3_somebody_who_is_not_there_cannot_leave(room, do):
    with pytest.raises(IllegalTransition):
        do(room.delegates[0], "presence.leave", sitting_id=room.sitting.id)


def test_s3_who_could_sit_is_read_on_the_day_of_the_sitting(room, do, world, clock):
    clock.advance(days=1)
    world.mandate(room.conference, world.person(), seat=world.seat(room.conference), ends_on=world.today())
    assert _quorum(room).seats == 5
