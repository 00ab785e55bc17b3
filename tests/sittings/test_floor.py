import pytest

from app.foundation.errors import IllegalTransition, NotAllowed, OutOfDate, Refused
from app.sittings.attendance.operations import welcome
from app.sittings.floor.queries import speeches
from app.sittings.models import Sitting, Speech
from app.sittings.words import PresenceMode, SpeechState


def _here(room, *people):
    room.world.present(room.sitting, *people)


def _waiting(room):
    with room.world.home.units.reading() as session:
        return [s.person_id for s in speeches(session, room.sitting.id, SpeechState.WAITING)]


def _speech(room, id):
    with room.world.home.units.reading() as session:
        return session.get_one(Speech, id)


def _ask(room, do, person, kind="contribution"):
    return do(person, "floor.ask", sitting_id=room.sitting.id, kind=kind)["speech_id"]


def test_s5_requests_wait_in_the_order_they_came_with_points_of_order_first(room, do):
    a, b, c, d = room.delegates
    _here(room, *room.delegates)
    _ask(room, do, a), _ask(room, do, b, "against"), _ask(room, do, c, "point_of_order")
    last = _ask(room, do, d, "point_of_order")
    assert _waiting(room) == [c.id, d.id, a.id, b.id]
    payload = room.last.payload
    assert payload["order"][1] == last
    assert payload["version"] == room.fresh().floor_version
    assert payload["speech"]["name"] == d.name
    assert payload["speech"]["institution"]


def test_s5_one_asks_once_and_may_add_a_point_of_order(room, do):
    member = room.delegates[0]
    _here(room, member)
    _ask(room, do, member)
    with pytest.raises(Refused):
        _ask(room, do, member, "for")
    _ask(room, do, member, "point_of_order")
    assert len(_waiting(room)) == 2


def test_s5_the_floor_is_asked_for_by_those_who_are_there(room, do):
    with pytest.raises(Refused, match="présence"):
        _ask(room, do, room.delegates[0])
    with pytest.raises(NotAllowed):
        _ask(room, do, room.world.person())


def test_s5_the_secretary_puts_somebody_on_the_list_and_it_is_traced(room, do):
    guest = room.delegates[0]
    do(room.secretary, "floor.ask", sitting_id=room.sitting.id, kind="reply", person_id=guest.id)
    assert _waiting(room) == [guest.id]
    assert room.last.payload["on_behalf"] is True
    assert room.last.payload["by"] == room.secretary.name


def test_s5_nobody_comes_onto_the_public_list_who_has_nothing_to_do_with_the_sitting(room, do):
    """By their numbers, the name of every account of the site could be read there."""
    stranger = room.world.person()
    with pytest.raises(Refused):
        do(room.secretary, "floor.ask", sitting_id=room.sitting.id, person_id=stranger.id)
    with room.world.home.units.begin(room.world.actor(stranger)) as work:
        sitting = work.session.get_one(Sitting, room.sitting.id)
        welcome(work, sitting, mode=PresenceMode.ROOM)  # somebody whom the assembly hears
    do(room.secretary, "floor.ask", sitting_id=room.sitting.id, person_id=stranger.id)
    assert _waiting(room) == [stranger.id]


def test_s5_giving_the_floor_ends_the_speech_under_way(room, do, clock):
    a, b = room.delegates[:2]
    _here(room, a, b)
    first, second = _ask(room, do, a), _ask(room, do, b)
    do(room.chair, "floor.give", speech_id=first, limit_seconds=60)
    clock.advance(seconds=45)
    do(room.chair, "floor.give_next", sitting_id=room.sitting.id)
    assert _speech(room, first).state is SpeechState.DONE
    assert _speech(room, first).seconds_at(clock()) == 45
    assert _speech(room, second).limit_seconds == 180
    assert room.kinds[-3:] == ["floor.given", "floor.ended", "floor.given"]
    assert room.last.payload["speech"]["started_at"] == clock().isoformat()
    assert room.last.payload["order"] == []


def test_s5_a_pause_does_not_count_and_times_are_absolute(room, do, clock):
    a = room.delegates[0]
    _here(room, a)
    id = _ask(room, do, a)
    do(room.chair, "floor.give", speech_id=id)
    clock.advance(seconds=20)
    do(room.chair, "floor.pause", speech_id=id)
    assert room.last.payload["speech"]["paused_at"] == clock().isoformat()
    clock.advance(seconds=100)
    do(room.chair, "floor.resume", speech_id=id)
    clock.advance(seconds=10)
    do(a, "floor.end", speech_id=id)
    assert room.last.payload["seconds"] == 30
    assert room.kinds[-4:] == ["floor.given", "floor.paused", "floor.resumed", "floor.ended"]


def test_s5_reordering_an_older_list_is_refused_with_the_current_version(room, do):
    a, b = room.delegates[:2]
    _here(room, a, b)
    first = _ask(room, do, a)
    seen = room.fresh().floor_version
    second = _ask(room, do, b)
    with pytest.raises(OutOfDate) as refusal:
        do(room.chair, "floor.move", speech_id=second, before_id=first, expected_version=seen)
    assert refusal.value.members["current_version"] == seen + 1
    do(room.chair, "floor.move", speech_id=second, before_id=first, expected_version=seen + 1)
    assert _waiting(room) == [b.id, a.id]
    assert room.last.payload["order"] == [second, first]


def test_s5_whoever_has_spoken_least_can_be_listed_first(room, do, clock):
    a, b, c = room.delegates[:3]
    _here(room, a, b, c)
    do(room.chair, "floor.give", speech_id=_ask(room, do, a))
    clock.advance(seconds=30)
    do(room.chair, "floor.give", speech_id=_ask(room, do, b))
    clock.advance(seconds=10)
    for person in (a, b, c):
        _ask(room, do, person) if person is not b else _ask(room, do, person, "against")
    do(
        room.chair,
        "floor.least_spoken_first",
        sitting_id=room.sitting.id,
        expected_version=room.fresh().floor_version,
    )
    assert _waiting(room) == [c.id, b.id, a.id]


def test_s5_a_closed_list_still_takes_points_of_order(room, do):
    a = room.delegates[0]
    _here(room, a)
    do(room.chair, "floor.close", sitting_id=room.sitting.id)
    with pytest.raises(Refused):
        _ask(room, do, a)
    _ask(room, do, a, "point_of_order")
    do(room.chair, "floor.reopen", sitting_id=room.sitting.id)
    _ask(room, do, a)
    assert [k for k in room.kinds if "clos" in k or "open" in k] == ["floor.closed", "floor.reopened"]


def test_s5_one_withdraws_ones_own_request_only(room, do):
    a, b = room.delegates[:2]
    _here(room, a, b)
    id = _ask(room, do, a)
    with pytest.raises(NotAllowed):
        do(b, "floor.withdraw", speech_id=id)
    do(a, "floor.withdraw", speech_id=id)
    assert _waiting(room) == []
    with pytest.raises(IllegalTransition):
        do(a, "floor.withdraw", speech_id=id)


def test_s5_a_level_with_a_quota_is_given_what_is_left_of_it(room, do, clock, world):
    world.update(room.conference, reglement={"speaking_quotas": {"commune": 100}})
    a, b = room.delegates[:2]
    _here(room, a, b)
    do(room.chair, "floor.give", speech_id=_ask(room, do, a))
    assert room.last.payload["speech"]["limit_seconds"] == 100
    clock.advance(seconds=70)
    do(room.chair, "floor.give", speech_id=_ask(room, do, b))
    assert room.last.payload["speech"]["limit_seconds"] == 30


def test_s5_the_secretary_gives_the_floor_in_the_chair_s_name_unless_the_reglement_says_no(room, do, world):
    a = room.delegates[0]
    _here(room, a)
    id = _ask(room, do, a)
    world.update(room.conference, reglement={"secretary_conducts": False})
    with pytest.raises(NotAllowed):
        do(room.secretary, "floor.give", speech_id=id)
    world.update(room.conference, reglement={})
    do(room.secretary, "floor.give", speech_id=id)
    assert room.last.payload["on_behalf"] is True
