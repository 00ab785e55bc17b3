"""Dates that are not sittings and belong on the calendar all the same: features above this one give theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session


@dataclass(frozen=True, kw_only=True)
class Period:
    """Which dates are wanted: of which conference or group, from a first day to a last one."""

    first: date
    last: date | None = None
    conference_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class OtherDate:
    """A public date of a whole day. `key` tells it apart in a diary, whatever its day becomes."""

    key: str
    on: date
    title: str
    of: str
    href: str
    detail: str = ""


Source = Callable[[Session, Period], list[OtherDate]]
SOURCES: dict[str, Source] = {}


def other_dates(session: Session, period: Period) -> list[OtherDate]:
    """Return the dates of every source in order."""
    found = [other for source in SOURCES.values() for other in source(session, period)]
    return sorted(found, key=lambda other: (other.on, other.key))
