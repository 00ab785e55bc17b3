"""The figures of the scoreboard, added up by the database: one read for a page of lines, one for the whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from app.contracts.models import Contract
from app.institutions.models import Institution
from app.interpellations.models import Interpellation
from app.interpellations.public.listing import readable

from . import measures

PAGE: Final = 40
AT_ONCE: Final = 500
COUNTED: Final = ("answered", "in_time", "answered_late", "silent", "awaited", "late", "settled", "reminded")
"""What is counted besides what is due, by the names of `measures`."""


class By(StrEnum):
    """Whose figures a line gives."""

    INSTITUTION = "institution"
    CONTRACT = "contrat"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """How answers were given: of one institution, of one contract, or of all. Delays in days since admissibility."""

    key: str
    """The id of the institution or the name of the contract in its address; empty for the whole."""
    name: str
    due: int
    answered: int
    in_time: int
    answered_late: int
    silent: int
    """« Réponse non intervenue »: the last day is over without an answer; never acceptance."""
    awaited: int
    late: int
    settled: int
    reminded: int
    median_days: Decimal | None
    """None while nothing was answered."""

    @property
    def share_late(self) -> Decimal | None:
        """Return the percentage of what can be judged that was late, None while nothing can."""
        return round(Decimal(100 * self.late) / self.settled, 1) if self.settled else None


def board(session: Session, by: By, today: date, page: int) -> tuple[list[Figures], int]:
    """Return a page of lines, those who left most unanswered first, and how many lines there are. One read."""
    lines = _lines(by, today).add_columns(func.count().over().label("lines"))
    found = session.execute(lines.limit(PAGE).offset((page - 1) * PAGE)).all()
    return [_figures(row) for row in found], found[0]._mapping["lines"] if found else 0


def whole(session: Session, today: date) -> Figures:
    """Return the figures of all the public files. One read."""
    return _figures(session.execute(_files(today).with_only_columns(*_columns(today))).one())


def every_line(session: Session, by: By, today: date) -> Iterator[Figures]:
    """Yield every line, from a cursor of the server."""
    for row in session.execute(_lines(by, today), execution_options={"yield_per": AT_ONCE}):
        yield _figures(row)


def _files(today: date) -> Select[Any]:
    answer = measures.ANSWER
    return (
        select(Interpellation)
        .join(Contract, Contract.id == Interpellation.contract_id)
        .join(answer, answer.interpellation_id == Interpellation.id)
        .where(readable(), measures.due(today))
    )


def _columns(today: date) -> list[ColumnElement[Any]]:
    delay = measures.ANSWERED_ON - measures.ANSWER.starts_on
    counted = [func.count().filter(getattr(measures, name)(today)).label(name) for name in COUNTED]
    median = func.percentile_cont(0.5).within_group(delay.asc()).label("median_days")
    return [func.count().label("due"), *counted, median]


def _lines(by: By, today: date) -> Select[Any]:
    named: tuple[InstrumentedAttribute[Any], InstrumentedAttribute[str]] = (
        (Institution.id, Institution.name) if by is By.INSTITUTION else (Contract.slug, Contract.title)
    )
    files = _files(today)
    if by is By.INSTITUTION:
        files = files.join(Institution, Institution.id == Interpellation.service_id)
    silent = func.count().filter(measures.silent(today))
    return (
        files.with_only_columns(named[0].label("key"), named[1].label("name"), *_columns(today))
        .group_by(*named)
        .order_by(silent.desc(), func.count().desc(), named[1], named[0])
    )


def _figures(row: Row[Any]) -> Figures:
    said = dict(row._mapping)
    median = said["median_days"]
    return Figures(
        key=str(said.get("key", "")),
        name=said.get("name", ""),
        due=said["due"],
        median_days=None if median is None else Decimal(str(median)).quantize(Decimal("0.1")).normalize(),
        **{name: said[name] for name in COUNTED},
    )
