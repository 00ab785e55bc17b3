"""How supports came over time: columns of one width, few enough to be drawn (I6). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

MOST: Final = 48
WIDTHS: Final = (
    (timedelta(minutes=10), "par dix minutes"),
    (timedelta(hours=1), "par heure"),
    (timedelta(hours=6), "par quart de journée"),
    (timedelta(days=1), "par jour"),
    (timedelta(days=7), "par semaine"),
    (timedelta(days=28), "par quatre semaines"),
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """The supports that came from `begins` on, for the width of a column: those that count, those set aside."""

    begins: datetime
    counted: int
    aside: int


@dataclass(frozen=True, kw_only=True)
class Pace:
    """The columns in order, those without any support included."""

    words: str
    """« par heure »."""
    days: bool
    """A column is a day or more: its hour says nothing."""
    columns: tuple[Column, ...]


def pace(came: Sequence[tuple[datetime, bool]], zone: ZoneInfo) -> Pace:
    """Return the columns; `came`: (when, whether it counts). Hours and days are those of the zone's clocks."""
    # The clocks' own hours: a day is a day when they change.
    local = [(at.astimezone(zone).replace(tzinfo=None), counts) for at, counts in came]
    if not local:
        return Pace(words=WIDTHS[0][1], days=False, columns=())
    first, last = min(at for at, _ in local), max(at for at, _ in local)
    width, words = next((w for w in WIDTHS if (last - _floor(first, w[0])) // w[0] < MOST), WIDTHS[-1])
    begins = _floor(first, width)
    columns = [[0, 0] for _ in range((last - begins) // width + 1)]
    for at, counts in local:
        columns[(at - begins) // width][0 if counts else 1] += 1
    return Pace(
        words=words,
        days=width >= timedelta(days=1),
        columns=tuple(
            Column(begins=begins + rank * width, counted=counted, aside=aside)
            for rank, (counted, aside) in enumerate(columns)
        ),
    )


def _floor(at: datetime, width: timedelta) -> datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if width >= timedelta(days=1) else midnight + (at - midnight) // width * width
