from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import Refused
from app.sittings.rules.attendance import (
    check_entering,
    check_leaving,
    modes,
    present_at,
    quorum,
    stays,
)
from app.sittings.rules.proxies import Proxy, acting_proxies, check_proxy, voting_rights
from app.sittings.words import PresenceMode

START = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
IN_ROOM, REMOTE = PresenceMode.ROOM, PresenceMode.REMOTE


@dataclass(frozen=True)
class Presence:
    seat_id: int
    mode: PresenceMode
    entered_at: datetime
    left_at: datetime | None = None


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def stay(seat: int, entered: int, left: int | None = None, mode: PresenceMode = IN_ROOM) -> Presence:
    return Presence(seat, mode, at(entered), None if left is None else at(left))


PRESENCES = st.lists(
    st.tuples(
        st.integers(1, 5), st.integers(0, 30), st.one_of(st.none(), st.integers(0, 15)), st.sampled_from(PresenceMode)
    ),
    max_size=20,
).map(lambda rows: [stay(s, a, None if d is None else a + d, m) for s, a, d, m in rows])


@pytest.mark.parametrize(
    ("minute", "present"), [(-1, {}), (0, {1: IN_ROOM}), (9, {1: IN_ROOM}), (10, {}), (12, {1: REMOTE})]
)
def test_s3_one_is_present_from_the_entry_until_the_exit(minute: int, present: dict[int, PresenceMode]) -> None:
    assert present_at([stay(1, 0, 10), stay(1, 12, mode=REMOTE)], at(minute)) == present


def test_s3_of_two_overlapping_ways_the_latest_entry_counts() -> None:
    assert present_at([stay(1, 5, mode=REMOTE), stay(1, 0, 20)], at(6)) == {1: REMOTE}


def test_s3_overlapping_intervals_are_one_stay() -> None:
    joined = stays([stay(1, 0, 10), stay(1, 5, 15), stay(1, 15, 20), stay(2, 3), stay(2, 4, 5), stay(1, 30, 30)])
    assert [(s.seat_id, s.entered_at, s.left_at) for s in joined] == [(1, at(0), at(20)), (2, at(3), None)]


@given(PRESENCES, st.integers(-1, 50))
def test_s3_joining_intervals_changes_nobodys_presence(presences: list[Presence], minute: int) -> None:
    joined = {
        s.seat_id
        for s in stays(presences)
        if s.entered_at <= at(minute) and (s.left_at is None or at(minute) < s.left_at)
    }
    assert joined == set(present_at(presences, at(minute)))


@given(PRESENCES)
def test_s3_stays_of_a_seat_never_touch(presences: list[Presence]) -> None:
    joined = stays(presences)
    for a, b in pairwise(joined):
        if a.seat_id == b.seat_id:
            assert a.left_at is not None
            assert a.left_at < b.entered_at


QUORUMS = [
    # (seats, present), share, strict, needed, reached
    ((20, 11), "1/2", True, 11, True),
    ((20, 10), "1/2", True, 11, False),
    ((19, 10), "1/2", True, 10, True),
    ((19, 9), "1/2", True, 10, False),
    ((20, 10), "1/2", False, 10, True),
    ((19, 9), "1/2", False, 10, False),
    ((20, 7), "1/3", True, 7, True),
    ((21, 7), "1/3", True, 8, False),
    ((21, 7), "1/3", False, 7, True),
    ((20, 20), "1/1", True, 20, True),
    ((20, 19), "1/1", False, 20, False),
    ((1, 1), "1/2", True, 1, True),
    ((1, 0), "1/2", True, 1, False),
    ((0, 0), "1/2", True, 1, False),
]


@pytest.mark.parametrize(("assembly", "share", "strict", "needed", "reached"), QUORUMS)
def test_s3_the_quorum_is_more_than_half_of_the_voting_seats(
    assembly: tuple[int, int], share: str, strict: bool, needed: int, reached: bool
) -> None:
    seats, present = assembly
    computed = quorum(range(seats), range(present), share=Fraction(share), strict=strict)
    assert (computed.needed, computed.reached) == (needed, reached)


def test_s3_observers_do_not_count_in_the_quorum() -> None:
    computed = quorum({1, 2, 3, 4}, {1, 2, 10, 11, 12})
    assert (computed.present, computed.reached) == (2, False)


def test_s3_a_second_call_needs_no_quorum() -> None:
    again = quorum(range(20), {3}, second_call=True)
    assert again.reached
    assert again.missing == 0
    assert "aucun quorum n’est exigé" in again.sentence
    assert not quorum(range(20), [], second_call=True).reached


def test_s3_the_quorum_explains_itself_and_is_frozen_as_data() -> None:
    short = quorum(range(20), range(9))
    assert short.sentence == (
        "Quorum non atteint\u00a0: 9\u00a0présents sur 20\u00a0sièges votants, il en faut 11, il en manque 2."
    )
    assert quorum(range(20), range(12)).sentence.startswith("Quorum atteint\u00a0: 12\u00a0présents")
    assert short.to_json() == {"seats": 20, "present": 9, "needed": 11, "required": True, "reached": False}


@given(st.integers(0, 60), st.fractions(0, 1), st.booleans(), st.data())
def test_s3_one_more_present_never_loses_the_quorum(
    seats: int, share: Fraction, strict: bool, data: st.DataObject
) -> None:
    present = data.draw(st.integers(0, seats))
    before = quorum(range(seats), range(present), share=share, strict=strict)
    after = quorum(range(seats), range(present + 1), share=share, strict=strict)
    assert after.reached >= before.reached
    if seats:
        assert quorum(range(seats), range(seats), share=share, strict=strict).reached
        assert before.reached == (present >= before.needed)


@given(st.integers(1, 60), st.data())
def test_s3_strictly_more_than_half_cannot_be_met_twice(seats: int, data: st.DataObject) -> None:
    here = data.draw(st.sets(st.integers(0, seats - 1)))
    elsewhere = set(range(seats)) - here
    assert not (quorum(range(seats), here).reached and quorum(range(seats), elsewhere).reached)


def test_s3_entries_and_exits_alternate() -> None:
    check_entering(seated=True, already_present=False)
    check_leaving(stay(1, 0), at(5))
    with pytest.raises(Refused, match="déjà présent"):
        check_entering(seated=True, already_present=True)
    with pytest.raises(Refused, match="Seul un siège"):
        check_entering(seated=False, already_present=False)
    for presence in (None, stay(1, 0, 2)):
        with pytest.raises(Refused, match="n’est pas présent"):
            check_leaving(presence, at(5))
    with pytest.raises(Refused, match="précède l’entrée"):
        check_leaving(stay(1, 10), at(5))


def test_s3_the_ways_of_attending_are_counted() -> None:
    assert modes({1: IN_ROOM, 2: IN_ROOM, 3: REMOTE}) == {IN_ROOM: 2, REMOTE: 1}


def power(principal: int = 1, holder: int = 2, start: int = 0, end: int = 60, **more: object) -> Proxy:
    given_power = {
        "principal_seat": principal,
        "holder_seat": holder,
        "starts_at": at(start),
        "ends_at": at(end),
        "document": "Lettre fictive 12",
    }
    return Proxy(**{**given_power, **more})  # type: ignore[arg-type]


REFUSED_POWERS = [
    (power(document=" "), [], "est écrit"),
    (power(start=60, end=60), [], "finit avant de commencer"),
    (power(1, 1), [], "à soi-même"),
    (power(1, 99), [], "siège votant"),
    (power(99, 1), [], "siège votant"),
    (power(1, 2), [power(3, 2)], "1\u00a0pouvoir au plus"),
    (power(1, 2), [power(1, 3)], "déjà donné pouvoir"),
]


@pytest.mark.parametrize(("proxy", "others", "words"), REFUSED_POWERS)
def test_s4_a_proxy_is_written_named_bounded_and_one_per_holder(proxy: Proxy, others: list[Proxy], words: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_proxy(proxy, others, voting_seats=range(1, 21))
    assert words in refusal.value.detail
    assert refusal.value.members["rule"] == "S4"


@pytest.mark.parametrize(
    ("others", "per_holder"),
    [
        ([], 1),
        ([power(3, 2, 60, 90)], 1),  # before and after, not at the same time
        ([power(3, 2, revoked_at=at(0))], 1),
        ([power(3, 2)], 2),
        ([power(2, 3)], 1),  # a holder may give power too
    ],
)
def test_s4_powers_that_do_not_meet_do_not_add_up(others: list[Proxy], per_holder: int) -> None:
    check_proxy(power(), others, voting_seats=range(1, 21), per_holder=per_holder)


@pytest.mark.parametrize(
    ("present", "minute", "acts"),
    [
        ({2}, 10, True),
        ({1, 2}, 10, False),  # suspended while the principal is present
        ({1}, 10, False),
        (set(), 10, False),
        ({2}, -1, False),
        ({2}, 60, False),
        ({2}, 45, False),  # revoked
    ],
)
def test_s4_a_proxy_is_suspended_while_the_principal_is_present(present: set[int], minute: int, acts: bool) -> None:
    proxy = power(revoked_at=at(40))
    assert acting_proxies([proxy], present, at(minute)) == ([proxy] if acts else [])


def test_s4_who_votes_for_whom() -> None:
    rights = voting_rights({1, 2, 3}, {2, 3, 8}, [power(1, 2), power(3, 2)], at(10))
    assert rights == {1: 2, 2: 2, 3: 3}


@given(st.sets(st.integers(1, 20)), st.lists(st.tuples(st.integers(1, 20), st.integers(1, 20)), max_size=10))
def test_s4_proxies_never_count_for_the_quorum(present: set[int], pairs: list[tuple[int, int]]) -> None:
    proxies = [power(a, b) for a, b in pairs]
    rights = voting_rights(range(1, 21), present, proxies, at(10))
    assert quorum(range(1, 21), present).present == len(present)
    assert set(rights.values()) <= present
    assert all(rights[seat] == seat for seat in present)
