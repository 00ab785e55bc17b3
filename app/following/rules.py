"""When followers are told. Pure.

As things happen: once nothing has been added for five minutes, so that a sitting under way does not send a mail for
each of its acts, and an hour after the oldest one in any case. Weekly: on Monday at 7 in Paris, or as soon as the
worker runs again after it.
"""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from .words import Rhythm

PARIS: Final = ZoneInfo("Europe/Paris")
CALM: Final = timedelta(minutes=5)
LONGEST_WAIT: Final = timedelta(hours=1)
CONFIRMATION_DAYS: Final = 7
MONDAY_AT: Final = time(7, 0)
LINES: Final = 50
"""Entries told in one mail; the others are counted and the page that has them is named."""


def is_time(rhythm: Rhythm, *, oldest: datetime, newest: datetime, last_told: datetime, now: datetime) -> bool:
    """Tell whether what is new must be told now. `last_told` is the day of the following before the first mail."""
    if rhythm is Rhythm.WEEKLY:
        return last_told < this_monday(now)
    return now - newest >= CALM or now - oldest >= LONGEST_WAIT


def this_monday(now: datetime) -> datetime:
    """Return the last Monday at 7 in Paris."""
    local = now.astimezone(PARIS)
    monday = local.date() - timedelta(days=local.weekday())
    hour = datetime.combine(monday, MONDAY_AT, PARIS)
    return hour if hour <= local else datetime.combine(monday - timedelta(days=7), MONDAY_AT, PARIS)
