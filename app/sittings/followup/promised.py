"""Commitments wherever they were taken, followed in one manner (S13): whoever takes some says how to read them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, String, Subquery, case, cast, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.conferences.models import Conference
from app.institutions.models import Institution
from app.sittings.models import Commitment, Decision
from app.sittings.words import CommitmentState

PAGE: Final = 50


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where commitments come from: `words` name their act, `statement` has the columns of `_of_decisions` in order.

    `reference` is the number of that act, `path` the address where one says what became of it, `item_id` the point of
    the agenda it belongs to, if any.
    """

    words: str
    statement: Callable[[], Select[Any]]


@dataclass(frozen=True, kw_only=True)
class Promised:
    """One commitment of the list."""

    id: int
    title: str
    owner_id: int
    owner: str
    due_on: date
    state: CommitmentState
    taken_in: str
    """« Décision nº 2026-01-D01 »."""
    origin: str
    reference: str
    href: str
    item_id: int | None


def _of_decisions() -> Select[Any]:
    number, id = cast(Decision.id, String), cast(Commitment.id, String)
    columns: list[Any] = [
        *(literal("decision").label("origin"), Commitment.id, Commitment.title, Commitment.owner_id),
        *(Commitment.due_on, Commitment.state, Decision.conference_id, Decision.number.label("reference")),
        *((literal("/decisions/") + number + "#engagement-" + id).label("path"), Decision.item_id),
    ]
    return select(*columns).join(Decision, Decision.id == Commitment.decision_id).where(Decision.public)


SOURCES: Final[dict[str, Source]] = {"decision": Source(words="Décision nº\u00a0%s", statement=_of_decisions)}
NOTES: Final[list[Callable[[Session, Sequence[int]], dict[int, tuple[str, str]]]]] = []
"""What features know of points of an agenda: (words, address) by point, shown beside the commitments taken there."""


def _every() -> Subquery:
    return union_all(*(source.statement() for source in SOURCES.values())).subquery("promised")


def _chosen(*, conference: str, owner: int | None, state: str, today: date) -> Select[Any]:
    every = _every()
    query = select(every, Institution.name).join(Institution, Institution.id == every.c.owner_id)
    if conference:
        query = query.join(Conference, Conference.id == every.c.conference_id).where(Conference.slug == conference)
    if owner:
        query = query.where(every.c.owner_id == owner)
    if state == "overdue":
        query = query.where(every.c.state == CommitmentState.OPEN, every.c.due_on < today)
    elif state in [known.value for known in CommitmentState]:
        query = query.where(every.c.state == CommitmentState(state))
    settled = case((every.c.state == CommitmentState.OPEN, 0), else_=1)
    return query.order_by(settled, every.c.due_on, every.c.origin, every.c.id)


def commitments(
    session: Session, *, conference: str, owner: int | None, state: str, today: date, page: int | None = 1
) -> tuple[list[Promised], int]:
    """Return a page of public commitments and how many there are: the overdue first, then by date; the settled last.

    Every one of them when `page` is None.
    """
    query = _chosen(conference=conference, owner=owner, state=state, today=today)
    if page is None:
        found = [_promised(row) for row in session.execute(query)]
        return found, len(found)
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return [_promised(row) for row in session.execute(query.limit(PAGE).offset((page - 1) * PAGE))], total


def next_due(session: Session, today: date, limit: int) -> list[Promised]:
    """Return the open public commitments, the most overdue first. One read."""
    query = _chosen(conference="", owner=None, state=CommitmentState.OPEN.value, today=today)
    return [_promised(row) for row in session.execute(query.limit(limit))]


def notes_on(session: Session, rows: Sequence[Promised]) -> dict[int, tuple[str, str]]:
    """Return what is known of the points of an agenda in which these commitments were taken."""
    items = [row.item_id for row in rows if row.item_id is not None]
    found: dict[int, tuple[str, str]] = {}
    for note in NOTES if items else ():
        found |= note(session, items)
    return found


def owners(session: Session) -> list[Institution]:
    """Return the institutions that committed themselves in public."""
    every = _every()
    committed = select(Institution).where(Institution.id.in_(select(every.c.owner_id)))
    return list(session.scalars(committed.order_by(Institution.name)))


def _promised(row: Any) -> Promised:
    said = row._mapping
    return Promised(
        id=said["id"],
        title=said["title"],
        owner_id=said["owner_id"],
        owner=said["name"],
        due_on=said["due_on"],
        state=said["state"],
        taken_in=SOURCES[said["origin"]].words % said["reference"],
        origin=said["origin"],
        reference=said["reference"],
        href=said["path"],
        item_id=said["item_id"],
    )
