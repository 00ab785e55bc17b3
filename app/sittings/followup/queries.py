"""Named reads of decisions and commitments for everybody."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.conferences.models import Conference
from app.people.models import Person
from app.sittings.models import Ballot, Commitment, Decision, Sitting

PAGE = 30


@dataclass(frozen=True, kw_only=True)
class DecisionRow:
    """A decision in a list: itself, where it was taken, and its vote when there was one."""

    decision: Decision
    sitting: str
    conference: str
    ballot: Ballot | None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a list is restricted to; empty means everything."""

    conference: str = ""
    year: int | None = None
    words: str = ""


def _matching(asked: Asked) -> Select[Decision, str, str, Ballot]:
    query = (
        select(Decision, Sitting.title, Conference.name, Ballot)
        .join(Sitting, Sitting.id == Decision.sitting_id)
        .join(Conference, Conference.id == Decision.conference_id)
        .outerjoin(Ballot, Ballot.id == Decision.ballot_id)
        .where(Decision.public)
    )
    if asked.conference:
        query = query.where(Conference.slug == asked.conference)
    if asked.year:
        query = query.where(func.date_part("year", func.timezone("Europe/Paris", Decision.decided_at)) == asked.year)
    if asked.words:
        document = func.to_tsvector("french", Decision.text)
        query = query.where(document.op("@@")(func.websearch_to_tsquery("french", asked.words)))
    return query


def decisions(session: Session, asked: Asked, page: int) -> tuple[list[DecisionRow], int]:
    """Return one page of public decisions, the newest first, and how many there are in all."""
    total = session.scalar(select(func.count()).select_from(_matching(asked).subquery())) or 0
    rows = session.execute(
        _matching(asked).order_by(Decision.decided_at.desc(), Decision.id.desc()).offset((page - 1) * PAGE).limit(PAGE)
    )
    return [DecisionRow(decision=d, sitting=s, conference=c, ballot=b) for d, s, c, b in rows], total


def years(session: Session) -> list[int]:
    """Return the years in which something public was decided, the latest first."""
    year = func.date_part("year", func.timezone("Europe/Paris", Decision.decided_at))
    return [int(y) for y in session.scalars(select(year).where(Decision.public).distinct().order_by(year.desc()))]


def conference_names(session: Session) -> dict[str, str]:
    """Return the conferences by slug, for filters."""
    return {conference.slug: conference.name for conference in session.scalars(select(Conference))}


@dataclass(frozen=True, kw_only=True)
class DecisionPage:
    """One decision with all that followed."""

    decision: Decision
    sitting: Sitting
    ballot: Ballot | None
    writers: dict[int, str]


def decision_page(session: Session, id: int) -> DecisionPage | None:
    """Return a decision with its sitting, its vote, its commitments and their news."""
    decision = session.scalars(
        select(Decision)
        .where(Decision.id == id)
        .options(
            selectinload(Decision.commitments).joinedload(Commitment.owner),
            selectinload(Decision.commitments).selectinload(Commitment.updates),
        )
    ).one_or_none()
    if decision is None:
        return None
    sitting = session.get_one(Sitting, decision.sitting_id, options=[joinedload(Sitting.conference)])
    ballot = session.get(Ballot, decision.ballot_id) if decision.ballot_id else None
    ids = {update.written_by_id for c in decision.commitments for update in c.updates}
    writers = {p.id: p.name for p in session.scalars(select(Person).where(Person.id.in_(ids)))}
    return DecisionPage(decision=decision, sitting=sitting, ballot=ballot, writers=writers)
