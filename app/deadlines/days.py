"""Counting days and months as French law does. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from .territories import Territory, holiday_on

DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class Unit(StrEnum):
    """What a length is counted in. The day of the event is never counted (code de procédure civile, article 641)."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    """Jours ouvrés: Monday to Friday, without public holidays."""
    BUSINESS_DAYS = "business_days"
    """Jours ouvrables: Monday to Saturday, without public holidays."""
    MONTHS = "months"
    """From date to date; where the month has no such day, its last one (article 641)."""


OPEN_UNITS = (Unit.WORKING_DAYS, Unit.BUSINESS_DAYS)


def is_counted(unit: Unit, territory: Territory, day: date) -> bool:
    """Tell whether that day counts in this unit."""
    if unit not in OPEN_UNITS:
        return True
    rest = (SATURDAY, SUNDAY) if unit is Unit.WORKING_DAYS else (SUNDAY,)
    return day.weekday() not in rest and holiday_on(territory, day) is None


def why_closed(territory: Territory, day: date) -> str | None:
    """Return why a deadline cannot end that day: « samedi », « dimanche », a holiday's name; None when it can."""
    holiday = holiday_on(territory, day)
    if holiday:
        return holiday
    return {SATURDAY: "samedi", SUNDAY: "dimanche"}.get(day.weekday())


def next_open_day(territory: Territory, day: date) -> date:
    """Return the day itself when it is open, the first open one after it otherwise (article 642)."""
    while why_closed(territory, day):
        day += DAY
    return day


def after(start: date, length: int, unit: Unit, territory: Territory) -> date:
    """Return the last day of a length that begins the day after `start`."""
    if unit is Unit.MONTHS:
        return months_later(start, length)
    if unit is Unit.DAYS:
        return start + length * DAY
    day = start
    for _ in range(length):
        day += DAY
        while not is_counted(unit, territory, day):
            day += DAY
    return day


def months_later(start: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def between(first: date, last: date) -> Iterator[date]:
    """Yield the days from the first to the last, both included."""
    for offset in range((last - first).days + 1):
        yield first + offset * DAY
