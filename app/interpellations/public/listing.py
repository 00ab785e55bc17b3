"""The public list of files: words, filters, pages."""

from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.contracts.models import Action, Contract
from app.institutions.models import Institution
from app.institutions.naming import search_form
from app.interpellations.models import Deadline, Interpellation
from app.interpellations.scoreboard import measures
from app.interpellations.words import DeadlineKind, InterpellationState

PAGE = 30
S = InterpellationState
GROUPS: dict[str, tuple[InterpellationState, ...]] = {
    "attente": (S.REGISTERED, S.ADMISSIBLE),
    "reponse": (S.ANSWERED,),
    "audition": (S.ESCALATED, S.HEARD),
    "close": (S.CLOSED, S.WITHDRAWN),
    "non-recevable": (S.INADMISSIBLE,),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address asks; everything in it can be combined."""

    words: str = ""
    state: str = ""
    contract: str = ""
    institution: int | None = None
    late: bool = False
    answer: str = ""
    """A measure of the scoreboard: the files that one of its figures counts."""
    page: int = 1

    def query(self, **changes: object) -> str:
        """Return the query string of this selection, changed; what is empty is left out."""
        asked = replace(self, **changes)  # type: ignore[arg-type]  # the names are those of the fields
        said = {
            "q": asked.words,
            "etat": asked.state,
            "contrat": asked.contract,
            "institution": asked.institution,
            "retard": "1" if asked.late else "",
            "reponse": asked.answer,
            "page": asked.page if asked.page > 1 else "",
        }
        return urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One page of the list."""

    files: list[Interpellation]
    late: frozenset[int]
    """Files whose answer did not come in time, those included that were closed without any (I9)."""
    total: int
    page: int

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return max(1, ceil(self.total / PAGE))


def listed(session: Session, asked: Asked, today: date) -> Listed:
    """Return the files that are public and asked for, the newest first. Three reads."""
    wanted = _wanted(asked, today)
    total = session.scalar(wanted.with_only_columns(func.count()).order_by(None)) or 0
    files = session.scalars(
        wanted.options(
            joinedload(Interpellation.contract).load_only(Contract.slug, Contract.title),
            joinedload(Interpellation.action).load_only(Action.code, Action.title),
            joinedload(Interpellation.service).load_only(Institution.name),
        )
        .order_by(Interpellation.registered_at.desc(), Interpellation.id.desc())
        .limit(PAGE)
        .offset((asked.page - 1) * PAGE)
    ).all()
    late = session.scalars(select(Deadline.interpellation_id).where(_silent(today), _in([f.id for f in files])))
    return Listed(files=list(files), late=frozenset(late), total=total, page=asked.page)


def _in(ids: list[int]) -> ColumnElement[bool]:
    return Deadline.interpellation_id.in_(ids)


def _unanswered_late(today: date) -> ColumnElement[bool]:
    return and_(
        Deadline.kind == DeadlineKind.ANSWER,
        Deadline.met_at.is_(None),
        Deadline.dropped_at.is_(None),
        Deadline.due_on < today,
    )


def _silent(today: date) -> ColumnElement[bool]:
    closed = and_(Deadline.kind == DeadlineKind.ANSWER, Deadline.met_at.is_(None), Deadline.late_noted_at.is_not(None))
    return or_(_unanswered_late(today), closed)


def readable() -> ColumnElement[bool]:
    """Return the condition that everybody may read of a file, its contract joined."""
    return and_(Interpellation.state != S.DRAFT, Interpellation.number.is_not(None), Contract.public)


def _wanted(asked: Asked, today: date) -> Select[Interpellation]:
    wanted = select(Interpellation).join(Contract, Contract.id == Interpellation.contract_id).where(readable())
    words = search_form(asked.words)
    if words:
        matching = func.to_tsvector("french", Interpellation.search).op("@@")(
            func.websearch_to_tsquery("french", words)
        )
        wanted = wanted.where(or_(matching, Interpellation.number == asked.words.strip()))
    if asked.state in GROUPS:
        wanted = wanted.where(Interpellation.state.in_(GROUPS[asked.state]))
    if asked.contract:
        wanted = wanted.where(Contract.slug == asked.contract)
    if asked.institution:
        wanted = wanted.where(Interpellation.service_id == asked.institution)
    if asked.late:
        late = exists().where(Deadline.interpellation_id == Interpellation.id, _unanswered_late(today))
        wanted = wanted.where(late)
    if asked.answer in measures.MEASURES:
        answer = measures.ANSWER
        wanted = wanted.join(answer, answer.interpellation_id == Interpellation.id)
        wanted = wanted.where(measures.due(today), measures.MEASURES[asked.answer](today))
    return wanted
