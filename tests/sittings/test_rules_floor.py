from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import IllegalTransition, OutOfDate, Refused
from app.sittings.rules.floor import (
    STATE_WORDS,
    check_giving,
    check_request,
    check_speech_transition,
    check_version,
    move,
    next_rank,
    queue,
    reorder,
)
from app.sittings.words import SpeechKind, SpeechState

START = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
CONTRIBUTION, POINT = SpeechKind.CONTRIBUTION, SpeechKind.POINT_OF_ORDER
WAITING = SpeechState.WAITING


@dataclass(frozen=True, kw_only=True)
class Request:
    id: int
    person_id: int
    kind: SpeechKind = CONTRIBUTION
    state: SpeechState = WAITING
    rank: int = 0
    requested_at: datetime = START


def requests(*kinds: SpeechKind) -> list[Request]:
    return [
        Request(id=i, person_id=100 + i, kind=kind, rank=i, requested_at=START + timedelta(seconds=i))
        for i, kind in enumerate(kinds, 1)
    ]


def ids(waiting: list[Request]) -> list[int]:
    return [r.id for r in waiting]


LISTS = st.lists(st.sampled_from(SpeechKind), max_size=12).map(lambda kinds: requests(*kinds))

LIFE = {
    ("waiting", "speaking"),
    ("waiting", "withdrawn"),
    ("speaking", "paused"),
    ("speaking", "done"),
    ("paused", "speaking"),
    ("paused", "done"),
}


@pytest.mark.parametrize(("state", "wanted"), list(product(SpeechState, repeat=2)))
def test_s5_a_request_waits_speaks_pauses_and_ends(state: SpeechState, wanted: SpeechState) -> None:
    if (state, wanted) in LIFE:
        check_speech_transition(state, wanted)
    else:
        with pytest.raises(IllegalTransition, match=STATE_WORDS[state]):
            check_speech_transition(state, wanted)


@pytest.mark.parametrize(
    ("mine", "kind", "closed", "words"),
    [
        ([], "contribution", False, None),
        ([("contribution", "waiting")], "contribution", False, "déjà sur la liste"),
        ([("contribution", "waiting")], "against", False, "déjà sur la liste"),
        ([("contribution", "waiting")], "point_of_order", False, None),
        ([("point_of_order", "waiting")], "point_of_order", False, "attend déjà"),
        ([("point_of_order", "waiting")], "contribution", False, None),
        ([("contribution", "done")], "reply", False, None),
        ([("contribution", "withdrawn")], "for", False, None),
        ([("contribution", "speaking")], "contribution", False, None),
        ([], "contribution", True, "est close"),
        ([], "point_of_order", True, None),
    ],
)
def test_s5_one_waiting_request_each_and_one_point_of_order(
    mine: list[tuple[str, str]], kind: str, closed: bool, words: str | None
) -> None:
    existing = [
        Request(id=i, person_id=1, kind=SpeechKind(k), state=SpeechState(state)) for i, (k, state) in enumerate(mine)
    ]
    existing.append(Request(id=50, person_id=2))
    if words is None:
        check_request(existing, 1, SpeechKind(kind), closed=closed)
        return
    with pytest.raises(Refused, match=words) as refusal:
        check_request(existing, 1, SpeechKind(kind), closed=closed)
    assert refusal.value.members["rule"] == "S5"


@pytest.mark.parametrize("state", SpeechState)
def test_s5_the_floor_has_one_holder_at_a_time(state: SpeechState) -> None:
    others = [Request(id=1, person_id=1, state=state)]
    if state in (SpeechState.SPEAKING, SpeechState.PAUSED):
        with pytest.raises(Refused, match="a la parole"):
            check_giving(others)
    else:
        check_giving(others)


def test_s5_points_of_order_come_first_then_the_chairs_order() -> None:
    waiting = requests(CONTRIBUTION, SpeechKind.FOR, POINT, SpeechKind.AGAINST, POINT)
    assert ids(queue(waiting)) == [3, 5, 1, 2, 4]


def test_s5_who_no_longer_waits_is_not_in_the_queue() -> None:
    waiting = [replace(r, state=s) for r, s in zip(requests(*[CONTRIBUTION] * 5), SpeechState, strict=True)]
    assert ids(queue(waiting)) == [1]


def test_s5_whoever_has_spoken_least_can_be_first() -> None:
    waiting = requests(CONTRIBUTION, CONTRIBUTION, CONTRIBUTION, POINT)
    spoken = {101: 300, 102: 60, 104: 900}
    assert ids(queue(waiting, spoken=spoken, least_spoken_first=True)) == [4, 3, 2, 1]
    assert ids(queue(waiting, spoken=spoken)) == [4, 1, 2, 3]


@given(LISTS, st.randoms())
def test_s5_everybody_sees_the_same_order(waiting: list[Request], random: object) -> None:
    shuffled = sorted(waiting, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert queue(shuffled) == queue(waiting)
    assert set(ids(queue(waiting))) == {r.id for r in waiting}


def test_s5_a_new_request_goes_behind_everybody() -> None:
    assert next_rank([]) == 0
    assert next_rank(requests(CONTRIBUTION, CONTRIBUTION)) == 3


def test_s5_an_act_on_a_stale_list_is_refused_with_the_current_version() -> None:
    check_version(None, 7)
    check_version(7, 7)
    with pytest.raises(OutOfDate) as refusal:
        check_version(6, 7)
    assert refusal.value.members == {"current_version": 7}


@given(LISTS, st.data())
def test_s5_the_chair_reorders_the_waiting_list(waiting: list[Request], data: st.DataObject) -> None:
    points = [r.id for r in waiting if r.kind is POINT]
    others = [r.id for r in waiting if r.kind is not POINT]
    wanted = data.draw(st.permutations(points)) + data.draw(st.permutations(others))
    ranks = reorder(waiting, wanted)
    assert ids(queue([replace(r, rank=ranks[r.id]) for r in waiting])) == wanted


@pytest.mark.parametrize("wanted", [[1], [1, 2, 2], [1, 2, 9], [], [1, 2, 3, 4]])
def test_s5_an_order_names_everybody_once(wanted: list[int]) -> None:
    with pytest.raises(Refused, match="une fois et une seule"):
        reorder(requests(*[CONTRIBUTION] * 3), wanted)


@pytest.mark.parametrize(
    ("id", "before", "order"),
    [(4, 3, [1, 2, 4, 3]), (3, None, [1, 2, 4, 3]), (1, None, [2, 1, 3, 4]), (2, 1, [2, 1, 3, 4])],
)
def test_s5_one_request_moves_before_another(id: int, before: int | None, order: list[int]) -> None:
    waiting = requests(POINT, POINT, CONTRIBUTION, CONTRIBUTION)
    ranks = move(waiting, id, before)
    assert sorted(ranks, key=ranks.__getitem__) == order


@pytest.mark.parametrize(("id", "before"), [(9, None), (1, 9), (1, 1)])
def test_s5_a_move_of_somebody_who_left_is_refused(id: int, before: int | None) -> None:
    with pytest.raises(Refused, match="n’attend plus"):
        move(requests(CONTRIBUTION, CONTRIBUTION), id, before)


def test_s5_nobody_moves_before_a_point_of_order() -> None:
    with pytest.raises(Refused, match="passe avant les autres"):
        move(requests(POINT, CONTRIBUTION), 2, 1)
