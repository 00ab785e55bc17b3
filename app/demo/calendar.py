"""The dates of the demonstration, counted from the day it is loaded."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.conferences.rules.presidency import add_months
from app.foundation.clock import PARIS, local_date

TUESDAY, FRIDAY = 1, 4
TERM_BEGAN = -4
"""Months from today to the beginning of the current presidency."""


@dataclass(frozen=True)
class Calendar:
    """Today, and what is so many days or months from it."""

    now: datetime

    @property
    def today(self) -> date:
        """Return the day of loading in Paris."""
        return local_date(self.now)

    def day(self, days: int) -> date:
        """Return the day so many days from today; the past is counted from the last Tuesday, whatever today is.

        The scenes of the past then fall on the same days of the week whenever the story is told: none overtakes
        another because a week-end came between them.
        """
        origin = self.today if days >= 0 else self.today - timedelta(days=(self.today.weekday() - TUESDAY) % 7)
        return origin + timedelta(days=days)

    def at(self, days: int, hour: str) -> datetime:
        """Return that hour (`14:30`, in Paris) so many days from today; a week-end gives way to the Monday after."""
        day = self.day(days)
        day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > FRIDAY else 0)
        return datetime.combine(day, time.fromisoformat(hour), PARIS).astimezone(UTC)

    def midnight(self, day: date) -> datetime:
        """Return the first instant of a day in Paris."""
        return datetime.combine(day, time(), PARIS).astimezone(UTC)

    def month(self, months: int) -> date:
        """Return the first day of the month so many months from this one."""
        return add_months(self.today.replace(day=1), months)

    def term(self, number: int) -> tuple[date, date]:
        """Return the dates of a presidency: 0 is the current one, -1 the one before."""
        start = self.month(TERM_BEGAN + 12 * number)
        return start, add_months(start, 12)


@dataclass
class MovedClock:
    """A clock that the story moves forward; it never goes back."""

    moment: datetime

    def __call__(self) -> datetime:
        """Say the moment of the story."""
        return self.moment

    def move_to(self, moment: datetime) -> None:
        """Go to a later moment."""
        if moment < self.moment:
            raise ValueError(f"the story would go back from {self.moment} to {moment}")
        self.moment = moment

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Do something at another moment, then come back to the story."""
        kept, self.moment = self.moment, moment
        yield
        self.moment = kept

    def pass_time(self, **units: float) -> None:
        """Let some time pass."""
        self.moment += timedelta(**units)
