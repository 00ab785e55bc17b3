"""Dates as texts give them: a year, a quarter, a month, a day, or a span of years. Pure.

Written in ISO 8601 of any precision: `2019`, `2020-T4`, `2019-09`, `2019-09-15`, `2017-2018`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from app.foundation.errors import Invalid
from app.foundation.french import day as in_words

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?:T(?P<quarter>[1-4])|(?P<last>\d{4})|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?\Z", re.ASCII
)
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
QUARTERS = ("1er", "2e", "3e", "4e")


@dataclass(frozen=True, kw_only=True)
class PartialDate:
    """What is known of a date: any day from `first` to `last`, and its words."""

    first: date
    last: date
    words: str


def read_partial(written: str) -> PartialDate:
    """Return the span a written date allows, or raise `Invalid`."""
    found = _FORM.match(written)
    try:
        if found is None:
            raise ValueError(written)
        return _read(found)
    except ValueError as fault:
        raise Invalid(
            f"« {written} » n’est pas une date : écrivez une année (2019), un trimestre (2020-T4), un mois (2019-09), "
            "un jour (2019-09-15) ou une période (2017-2018)."
        ) from fault


def _read(found: re.Match[str]) -> PartialDate:
    year = int(found["year"])
    if found["last"]:
        last = int(found["last"])
        if last < year:
            raise ValueError(found[0])
        return PartialDate(first=date(year, 1, 1), last=date(last, 12, 31), words=f"{year}-{last}")
    if found["quarter"]:
        quarter = int(found["quarter"])
        end = quarter * 3
        return PartialDate(
            first=date(year, end - 2, 1),
            last=date(year, end, monthrange(year, end)[1]),
            words=f"{QUARTERS[quarter - 1]} trimestre {year}",
        )
    if found["month"] is None:
        return PartialDate(first=date(year, 1, 1), last=date(year, 12, 31), words=str(year))
    month = int(found["month"])
    if found["day"] is None:
        last_day = date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else date(year, month, 1)
        return PartialDate(first=date(year, month, 1), last=last_day, words=f"{MONTHS[month - 1]} {year}")
    exact = date(year, month, int(found["day"]))
    return PartialDate(first=exact, last=exact, words=in_words(exact))


def is_partial(written: str) -> bool:
    """Tell whether a written date can be read; « deux ans », as a source may say, cannot."""
    try:
        read_partial(written)
    except Invalid:
        return False
    return True


def said_by_source(written: str) -> str:
    """Return a written date in words, or the very words of the source where they are no date (P2)."""
    return read_partial(written).words if is_partial(written) else written


def last_day(written: str) -> date | None:
    """Return the last day a written date allows; None when nothing is written."""
    return read_partial(written).last if written else None


def in_french(written: str) -> str:
    """Return a written date in words (« 3e trimestre 2020 »), nothing when nothing is written."""
    return read_partial(written).words if written else ""
