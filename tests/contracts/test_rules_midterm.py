"""R16.1: the middle of a contract, computed."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.rules.midterm import Span, mid_term, span_of

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2080, 12, 31))


@pytest.mark.parametrize(
    ("known", "first", "last"),
    [
        ({"starts_on": date(2026, 1, 1), "ends_on": date(2031, 12, 31)}, date(2026, 1, 1), date(2031, 12, 31)),
        ({"signed_on": date(2026, 3, 3), "duration_years": Decimal(6)}, date(2026, 3, 3), date(2032, 3, 2)),
        ({"starts_on": date(2026, 2, 28), "duration_years": Decimal("0.5")}, date(2026, 2, 28), date(2026, 8, 27)),
        ({"starts_on": date(2024, 2, 29), "duration_years": Decimal(1)}, date(2024, 2, 29), date(2025, 2, 28)),
        ({"first_year": 2015, "last_year": 2020}, date(2015, 1, 1), date(2020, 12, 31)),
    ],
)
def test_r16_1_the_days_a_contract_covers_come_from_what_is_known(known, first, last):
    names = ("starts_on", "ends_on", "signed_on", "first_year", "last_year", "duration_years")
    span = span_of(**{name: known.get(name) for name in names})
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    "known",
    [{"starts_on": date(2026, 1, 1)}, {"ends_on": date(2026, 1, 1)}, {"duration_years": Decimal(3)}, {}],
)
def test_r16_1_without_a_beginning_or_an_end_there_is_no_middle(known):
    assert span_of(**{"starts_on": None, "ends_on": None} | known) is None


def test_r16_1_the_middle_of_six_years():
    assert mid_term(Span(first=date(2026, 1, 1), last=date(2031, 12, 31), basis="")) == date(2028, 12, 31)


@given(DAYS, st.integers(min_value=0, max_value=20_000))
def test_r16_1_as_much_is_left_as_has_passed_to_the_day(first, days):
    span = Span(first=first, last=first + timedelta(days=days), basis="")
    middle = mid_term(span)
    before, after = (middle - span.first).days, (span.last - middle).days + 1
    assert span.first <= middle <= span.last
    assert 0 <= after - before <= 1


@given(DAYS, st.integers(min_value=0, max_value=20_000), st.integers(1, 100), st.integers(1, 100))
def test_r16_1_a_greater_share_never_comes_earlier(first, days, one, two):
    span = Span(first=first, last=first + timedelta(days=days), basis="")
    low, high = sorted((Fraction(one, 100), Fraction(two, 100)))
    assert mid_term(span, low) <= mid_term(span, high) <= span.last


@given(DAYS, st.integers(min_value=1, max_value=30))
def test_a_whole_number_of_years_is_read_back_as_such(first, years):
    span = span_of(starts_on=first, ends_on=None, duration_years=Decimal(years))
    assert span.years == years
