"""The story can be told on any day: its scenes keep their order, and nothing of the past comes after now."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.demo.calendar import Calendar
from app.foundation.clock import PARIS

START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 6 * 365 * 1440).map(lambda minutes: START + timedelta(minutes=minutes))
PAST = st.tuples(st.integers(-900, -1), st.sampled_from(["06:00", "09:20", "14:30", "21:10"]))
TUESDAY = Calendar(datetime(2026, 6, 2, 12, tzinfo=UTC))


def written(calendar, scene):
    """Return when a scene is played, as a clock on a wall shows it."""
    return calendar.at(*scene).astimezone(PARIS).replace(tzinfo=None)


@given(MOMENTS, PAST, PAST)
def test_two_scenes_of_the_past_are_as_far_apart_whatever_the_day_the_story_is_told(now, one, other):
    calendar = Calendar(now)
    assert written(calendar, one) - written(calendar, other) == written(TUESDAY, one) - written(TUESDAY, other)


@given(MOMENTS, PAST)
def test_the_past_is_past_and_on_a_working_day(now, scene):
    played = Calendar(now).at(*scene)
    assert played < now
    assert played.astimezone(PARIS).weekday() < 5


@given(MOMENTS, st.integers(0, 90))
def test_what_comes_is_not_before_its_day_and_on_a_working_day(now, days):
    calendar = Calendar(now)
    played = calendar.at(days, "14:30").astimezone(PARIS).date()
    assert calendar.today + timedelta(days=days) <= played <= calendar.today + timedelta(days=days + 2)
    assert played.weekday() < 5


def test_the_past_is_counted_from_the_last_tuesday():
    assert Calendar(datetime(2026, 11, 23, 12, tzinfo=UTC)).day(-1) == date(2026, 11, 16)
    assert Calendar(datetime(2026, 11, 23, 12, tzinfo=UTC)).day(0) == date(2026, 11, 23)
    assert Calendar(datetime(2026, 11, 24, 12, tzinfo=UTC)).day(-1) == date(2026, 11, 23)
