from datetime import timedelta

import pytest

from app.foundation.errors import IllegalTransition, Refused
from app.sittings.conduct.queries import agenda_of
from app.sittings.models import AgendaItem, Presence, Sitting
from app.sittings.words import ItemState, SittingState


@pytest.fixture
def convened(room, world):
    """The room's sitting, convened and not yet open, with three items of which one has a part."""
    first = world.item(room.sitting, title="Un")
    world.item(room.sitting, title="Un bis", parent_id=first.id)
    world.item(room.sitting, title="Deux")
    return world.update(room.sitting, state=SittingState.CONVENED, current_item_id=None, opened_at=None)


def test_s3_opening_notes_who_chairs_and_the_quorum_in_both_records(room, do, world, convened):
    do(room.chair, "sitting.open", sitting_id=convened.id)
    sitting = room.fresh()
    assert sitting.state is SittingState.OPEN
    assert (sitting.chair_person_id, sitting.secretary_person_id) == (room.chair.id, room.secretary.id)
    assert room.last.kind == "sitting.opened"
    assert room.last.payload["quorum"]["needed"] == 3
    assert world.kinds(room.conference.stream) == ["sitting.opened"]
    with pytest.raises(IllegalTransition):
        do(room.chair, "sitting.open", sitting_id=convened.id)


def test_s10_the_opening_puts_on_record_who_was_expected_and_who_keeps_the_record(room, do, world, convened):
    vacant = world.seat(room.conference)
    do(room.chair, "sitting.open", sitting_id=convened.id)
    said = room.last.payload
    assert said["secretary"] == room.secretary.name
    by_seat = {line["seat_id"]: line for line in said["roll"]}
    assert len(by_seat) == 7
    assert by_seat[room.chair.seat.id]["name"] == room.chair.name
    assert by_seat[room.chair.seat.id]["level"] == "region"
    assert [by_seat[room.observer.seat.id]["voting"], by_seat[vacant.id]["name"]] == [False, ""]


def test_s2_items_are_taken_up_one_at_a_time_in_the_order_of_the_tree(room, do, world, convened):
    world.update(_first(room), state=ItemState.REFUSED)
    do(room.chair, "sitting.open", sitting_id=convened.id)
    titles = []
    for _ in range(3):
        id = do(room.chair, "item.next", sitting_id=convened.id)["item_id"]
        titles.append(_item(room, id).title)
    assert titles == ["Un", "Un bis", "Deux"]
    with pytest.raises(Refused):
        do(room.chair, "item.next", sitting_id=convened.id)
    do(room.chair, "item.end", item_id=id)
    assert room.fresh().current_item_id is None
    assert room.kinds[1:] == ["item.started", "item.ended"] * 3
    assert _item(room, id).state is ItemState.DONE


def _first(room):
    with room.world.home.units.reading() as session:
        return session.query(AgendaItem).filter_by(sitting_id=room.sitting.id, title="Un point").one()


def _item(room, id):
    with room.world.home.units.reading() as session:
        return session.get_one(AgendaItem, id)


def test_s5_an_item_that_ends_takes_its_speakers_with_it(room, do, world):
    a, b = room.delegates[:2]
    world.present(room.sitting, a, b)
    speech = do(a, "floor.ask", sitting_id=room.sitting.id)["speech_id"]
    do(b, "floor.ask", sitting_id=room.sitting.id)
    do(room.chair, "floor.give", speech_id=speech)
    do(room.chair, "item.start", item_id=world.item(room.sitting).id)
    assert room.kinds[-4:] == ["floor.ended", "floor.emptied", "item.ended", "item.started"]


def test_s5_suspending_stops_the_time_of_whoever_speaks(room, do, world):
    world.present(room.sitting, room.delegates[0])
    id = do(room.delegates[0], "floor.ask", sitting_id=room.sitting.id)["speech_id"]
    do(room.chair, "floor.give", speech_id=id)
    do(room.chair, "sitting.suspend", sitting_id=room.sitting.id)
    assert room.kinds[-2:] == ["floor.paused", "sitting.suspended"]
    with pytest.raises(IllegalTransition):
        do(room.delegates[0], "floor.ask", sitting_id=room.sitting.id)
    do(room.chair, "sitting.resume", sitting_id=room.sitting.id)
    assert room.fresh().state is SittingState.OPEN


def test_s3_closing_ends_every_presence_and_is_told_in_both_records(room, do, world, clock):
    world.present(room.sitting, room.chair, *room.delegates)
    clock.advance(hours=1)
    do(room.chair, "sitting.close", sitting_id=room.sitting.id)
    with world.home.units.reading() as session:
        assert {p.left_at for p in session.query(Presence)} == {clock()}
    assert room.kinds == ["item.ended", "sitting.closed"]
    assert world.kinds(room.conference.stream) == ["sitting.closed"]
    assert room.fresh().without_quorum is False


def test_s5_a_sitting_is_not_closed_in_the_middle_of_a_speech(room, do, world):
    world.present(room.sitting, room.delegates[0])
    id = do(room.delegates[0], "floor.ask", sitting_id=room.sitting.id)["speech_id"]
    do(room.chair, "floor.give", speech_id=id)
    with pytest.raises(Refused):
        do(room.chair, "sitting.close", sitting_id=room.sitting.id)


def test_r3_10_two_sittings_in_a_row_without_quorum_block_the_conference(room, do, world, clock):
    do(room.chair, "sitting.close", sitting_id=room.sitting.id, without_quorum=True)
    clock.advance(days=7)
    second = world.open_sitting(room.conference)
    do(room.chair, "sitting.close", sitting_id=second.id, without_quorum=True)
    missed = [e.payload for e in world.entries(room.conference.stream) if e.kind == "quorum.missed"]
    assert [(m["in_a_row"], m["blocked"]) for m in missed] == [(1, False), (2, True)]


def test_r3_10_a_sitting_with_quorum_does_not_end_for_want_of_it(room, do, world):
    world.present(room.sitting, room.chair, *room.delegates)
    with pytest.raises(Refused, match="Quorum atteint"):
        do(room.chair, "sitting.close", sitting_id=room.sitting.id, without_quorum=True)


def test_s3_a_sitting_without_quorum_is_reconvened_three_days_later_with_what_is_left(room, do, world, clock):
    left = world.item(room.sitting, title="Reste à traiter")
    do(room.chair, "sitting.close", sitting_id=room.sitting.id, without_quorum=True)
    asked = {"sitting_id": room.sitting.id}
    with pytest.raises(Refused) as refusal:
        do(room.chair, "sitting.reconvene", **asked, starts_at=(clock() + timedelta(days=2)).isoformat())
    assert refusal.value.members["rule"] == "S3"
    answer = do(room.chair, "sitting.reconvene", **asked, starts_at=(clock() + timedelta(days=3)).isoformat())
    with world.home.units.reading() as session:
        again = session.get_one(Sitting, answer["sitting_id"])
        assert (again.state, again.reconvened_from_id) == (SittingState.CONVENED, room.sitting.id)
        assert [i.title for i in agenda_of(session, again.id)] == [left.title]
    assert answer["location"] == f"/seances/{again.id}"
    assert world.kinds(again.stream) == ["sitting.reconvened"]
    with pytest.raises(Refused, match="déjà"):
        do(room.chair, "sitting.reconvene", **asked, starts_at=(clock() + timedelta(days=4)).isoformat())


def test_s3_a_sitting_that_had_its_quorum_is_not_reconvened(room, do, world, clock):
    do(room.chair, "sitting.close", sitting_id=room.sitting.id)
    with pytest.raises(IllegalTransition):
        do(
            room.chair,
            "sitting.reconvene",
            sitting_id=room.sitting.id,
            starts_at=(clock() + timedelta(days=4)).isoformat(),
        )


def test_s11_closed_doors_is_the_last_thing_the_public_hears(room, do, world):
    world.present(room.sitting, room.delegates[0])
    do(room.chair, "sitting.close_doors", sitting_id=room.sitting.id)
    do(room.delegates[0], "floor.ask", sitting_id=room.sitting.id)
    do(room.chair, "sitting.open_doors", sitting_id=room.sitting.id)
    assert [(e.kind, e.audience) for e in world.entries(room.sitting.stream)] == [
        ("sitting.doors_closed", "public"),
        ("floor.asked", "members"),
        ("sitting.doors_opened", "public"),
    ]


def test_s11_closing_a_sitting_ends_its_closed_session(room, do, world):
    do(room.chair, "sitting.close_doors", sitting_id=room.sitting.id)
    do(room.chair, "sitting.close", sitting_id=room.sitting.id)
    assert [(e.kind, e.audience) for e in world.entries(room.sitting.stream)][1:] == [
        ("item.ended", "members"),
        ("sitting.doors_opened", "public"),
        ("sitting.closed", "public"),
    ]


def test_s11_when_the_doors_open_again_the_public_hears_who_is_there_now(room, do, world):
    stays, leaves, comes = room.delegates[:3]
    world.present(room.sitting, stays, leaves)
    do(room.chair, "sitting.close_doors", sitting_id=room.sitting.id)
    do(leaves, "presence.leave", sitting_id=room.sitting.id)
    do(comes, "presence.enter", sitting_id=room.sitting.id, mode="remote")
    do(room.chair, "sitting.open_doors", sitting_id=room.sitting.id)
    said = [(line["person_id"], line["mode"]) for line in room.last.payload["present"]]
    assert said == [(stays.id, "room"), (comes.id, "remote")]


def test_s12_a_remote_sitting_has_no_closed_doors(room, do):
    do(room.chair, "sitting.set_attendance", sitting_id=room.sitting.id, attendance="remote")
    with pytest.raises(Refused):
        do(room.chair, "sitting.close_doors", sitting_id=room.sitting.id)


def test_s12_attendance_does_not_change_under_somebody_who_attends_otherwise(room, do, world):
    world.present(room.sitting, room.delegates[0])
    with pytest.raises(Refused) as refusal:
        do(room.chair, "sitting.set_attendance", sitting_id=room.sitting.id, attendance="remote")
    assert room.delegates[0].name in refusal.value.detail
