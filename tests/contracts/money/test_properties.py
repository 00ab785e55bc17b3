"""Money under any sequence of acts: nothing is lost, nothing is exceeded, nothing jumps."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.contracts.rules.delegations import Granted, check_commitment
from app.contracts.rules.ledger import Move, Opening, account_of, check_move, lines_of, total_balance
from app.contracts.rules.shares import divide, percent_of
from app.contracts.rules.strata import Strata
from app.foundation.errors import Refused

START = date(2026, 1, 1)
THEMES = (1, 2, 3, 4)
QUARTER = Fraction(1, 4)

amounts = st.integers(0, 10**12)
wishes = st.lists(
    st.tuples(st.sampled_from(THEMES), st.sampled_from(THEMES), st.integers(-5, 10**12), st.integers(0, 30)),
    max_size=40,
)


def moved(openings, wanted):
    """Ask for each move in turn; return those that the rule lets through."""
    moves, day = [], START
    for giving, receiving, cents, days in wanted:
        day += timedelta(days=days)
        account = account_of(giving, openings, moves, share=QUARTER)
        try:
            check_move(account, cents, title="Thème", share=QUARTER)
        except Refused:
            continue
        if giving != receiving:
            moves.append(Move(from_theme_id=giving, to_theme_id=receiving, cents=cents, on=day))
    return moves


@given(st.lists(amounts, min_size=4, max_size=4), wishes)
def test_r15_4_the_ledger_balances_at_every_date_under_any_sequence_of_valid_moves(initial, wanted):
    openings = [Opening(theme_id=t, cents=c, on=START) for t, c in zip(THEMES, initial, strict=True)]
    moves = moved(openings, wanted)
    for on in {START, *(move.on for move in moves)}:
        assert total_balance(openings, moves, on) == sum(initial)
    for theme, first in zip(THEMES, initial, strict=True):
        account = account_of(theme, openings, moves, share=QUARTER)
        lines = lines_of(theme, openings, moves)
        assert lines[-1].balance == account.balance == first + account.came_in - account.went_out >= 0
        assert account.went_out * 4 <= first
        assert all(line.balance >= 0 for line in lines)


@given(amounts, st.lists(st.fractions(0, 1000, max_denominator=1000), min_size=1, max_size=30))
def test_r22_rounding_never_loses_a_cent(cents, weights):
    if not sum(weights):
        weights = [*weights, Fraction(1)]
    parts = divide(cents, weights)
    assert sum(parts) == cents
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - cents * weight / sum(weights)) < 1


@given(amounts, st.fractions(0, 1, max_denominator=1000))
def test_r15_1_a_ceiling_is_never_rounded_up(cents, share):
    assert percent_of(cents, share) <= cents * share < percent_of(cents, share) + 1


@given(st.integers(1, 10**9), st.lists(st.integers(-10, 10**9), max_size=30))
def test_r13_2_commitments_never_exceed_the_delegated_amount(cents, wanted):
    committed = 0
    for one in wanted:
        granted = Granted(cents=cents, committed=committed, starts_on=START)
        try:
            check_commitment(granted, one, START)
        except Refused:
            assert one <= 0 or committed + one > cents
            continue
        committed += one
    assert committed <= cents


curves = (
    st.integers(2, 8)
    .flatmap(
        lambda n: st.tuples(
            st.lists(st.integers(0, 100), min_size=n, max_size=n, unique=True).map(sorted),
            st.lists(st.integers(0, 100), min_size=n, max_size=n, unique=True).map(sorted),
        )
    )
    .map(lambda pair: Strata.of(*pair))
)
scores = st.decimals(0, 100, places=3)


@given(curves, scores, scores)
def test_r24_3_the_rate_is_monotone(curve, one, other):
    low, high = sorted((one, other))
    assert curve.rate(low) <= curve.rate(high)


@given(curves, st.decimals(0, 99, places=3))
def test_r24_3_the_rate_is_continuous_so_that_one_inhabitant_more_never_costs_a_step(curve, score):
    step = Decimal("0.001")
    steepest = max(
        Fraction(high[1] - low[1]) / Fraction(high[0] - low[0])
        for low, high in zip(curve.points, curve.points[1:], strict=False)
    )
    # Half a thousandth of rounding at each end.
    assert Fraction(curve.rate(score + step) - curve.rate(score)) <= steepest * Fraction(step) + Fraction(1, 1000)


@given(curves)
def test_r24_1_the_curve_goes_through_each_stratum(curve):
    assert [curve.rate(score) for score, _rate in curve.points] == [rate for _score, rate in curve.points]
