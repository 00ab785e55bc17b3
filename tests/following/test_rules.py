"""When followers are told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.following.rules import is_time, this_monday
from app.following.words import Rhythm

NOW = datetime(2026, 3, 4, 13, 0, tzinfo=UTC)


def minutes(n):
    return NOW - timedelta(minutes=n)


@pytest.mark.parametrize(
    ("oldest", "newest", "told"), [(1, 1, False), (5, 5, True), (59, 1, False), (60, 1, True), (600, 400, True)]
)
def test_what_happens_is_told_once_it_is_calm_or_an_hour_later(oldest, newest, told):
    asked = {"oldest": minutes(oldest), "newest": minutes(newest), "last_told": minutes(0), "now": NOW}
    assert is_time(Rhythm.AT_ONCE, **asked) is told


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (datetime(2026, 3, 2, 5, 59, tzinfo=UTC), datetime(2026, 2, 23, 6, 0, tzinfo=UTC)),
        (datetime(2026, 3, 2, 6, 0, tzinfo=UTC), datetime(2026, 3, 2, 6, 0, tzinfo=UTC)),
        (datetime(2026, 3, 8, 23, 0, tzinfo=UTC), datetime(2026, 3, 2, 6, 0, tzinfo=UTC)),
        (datetime(2026, 3, 30, 5, 0, tzinfo=UTC), datetime(2026, 3, 30, 5, 0, tzinfo=UTC)),
    ],
)
def test_the_week_begins_on_monday_at_seven_in_paris_summer_time_included(now, monday):
    assert this_monday(now) == monday


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_week_is_told_once(now):
    monday = this_monday(now)
    assert monday <= now < monday + timedelta(days=7, hours=2)
    assert not is_time(Rhythm.WEEKLY, oldest=now, newest=now, last_told=now, now=now)
