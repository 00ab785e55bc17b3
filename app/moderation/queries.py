"""Named reads of moderation: the queue, a case, one's own reports and decisions, the public figures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.foundation.actors import Actor, CapacityKind
from app.foundation.database import among
from app.foundation.errors import NotFound
from app.people.models import Person

from .models import Contest, ModerationCase, ModerationDecision, Report, WritingSuspension
from .words import Act, CaseState, ContentKind, ReportReason

MISSING = "Ce dossier de modération n’existe pas, ou ne vous est pas ouvert."
PAGE = 30


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is asked of the queue."""

    state: str = "open"
    """`open`, `contested`, `decided`, `suspended`: the writing of who wrote it is suspended now."""
    reason: ReportReason | None = None
    kind: ContentKind | None = None
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Queued:
    """One page of the queue."""

    cases: Sequence[ModerationCase]
    total: int
    page: int
    until: Mapping[int, datetime] = field(default_factory=dict)
    """By case, when a suspension of writing that runs comes to its end."""

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return max(1, -(-self.total // PAGE))


def _mine(actor: Actor) -> ColumnElement[bool]:
    kept = [c.conference_id for c in actor.capacities if c.kind is CapacityKind.SECRETARY and c.conference_id]
    ours = among(ModerationCase.conference_id, kept)
    if not actor.administrator:
        return ours
    contested = exists().where(
        ModerationDecision.case_id == ModerationCase.id, Contest.decision_id == ModerationDecision.id
    )
    return or_(ours, ModerationCase.conference_id.is_(None), contested)


def _looked_after(actor: Actor) -> ColumnElement[bool]:
    # Nobody judges what they wrote.
    return and_(_mine(actor), ModerationCase.author_id.is_distinct_from(actor.person_id))


def _waiting_contest() -> ColumnElement[bool]:
    return exists().where(
        ModerationDecision.case_id == ModerationCase.id,
        Contest.decision_id == ModerationDecision.id,
        Contest.settled_at.is_(None),
    )


def _running(now: datetime) -> ColumnElement[bool]:
    return and_(WritingSuspension.lifted_at.is_(None), WritingSuspension.ends_at > now)


def _suspended(now: datetime) -> ColumnElement[bool]:
    decided = and_(
        ModerationDecision.case_id == ModerationCase.id, WritingSuspension.decision_id == ModerationDecision.id
    )
    return exists().where(decided, _running(now))


def _asked(actor: Actor, asked: Filters, now: datetime) -> ColumnElement[bool]:
    conditions = [_looked_after(actor)]
    if asked.state == "contested":
        conditions.append(_waiting_contest())
    elif asked.state == "suspended":
        conditions.append(_suspended(now))
    else:
        conditions.append(ModerationCase.state == CaseState(asked.state))
    if asked.reason:
        conditions.append(exists().where(Report.case_id == ModerationCase.id, Report.reason == asked.reason))
    if asked.kind:
        conditions.append(ModerationCase.kind == asked.kind)
    return and_(*conditions)


def queue(session: Session, actor: Actor, asked: Filters, now: datetime) -> Queued:
    """Return the cases that the actor looks after: open ones by the day a decision is due. Four reads."""
    wanted = _asked(actor, asked, now)
    total = session.scalar(select(func.count(ModerationCase.id)).where(wanted)) or 0
    order = ModerationCase.due_on if asked.state == "open" else ModerationCase.decided_at.desc()
    cases = session.scalars(
        select(ModerationCase)
        .where(wanted)
        .options(selectinload(ModerationCase.reports), joinedload(ModerationCase.conference))
        .order_by(order, ModerationCase.id)
        .limit(PAGE)
        .offset((asked.page - 1) * PAGE)
    ).all()
    return Queued(cases=cases, total=total, page=asked.page, until=_until(session, cases, now))


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What waits for a moderator."""

    open: int
    overdue: int
    """Of those open, whose decision was due before today."""
    contests: int


def waiting_for(session: Session, actor: Actor, today: date) -> Waiting:
    """Return what waits for this moderator. One read."""
    still_open = ModerationCase.state == CaseState.OPEN
    row = session.execute(
        select(
            func.count().filter(still_open),
            func.count().filter(still_open, ModerationCase.due_on < today),
            func.count().filter(_waiting_contest()),
        ).where(_looked_after(actor))
    ).one()
    return Waiting(open=row[0], overdue=row[1], contests=row[2])


def _until(session: Session, cases: Sequence[ModerationCase], now: datetime) -> dict[int, datetime]:
    ends = (
        select(ModerationDecision.case_id, WritingSuspension.ends_at)
        .join(WritingSuspension, WritingSuspension.decision_id == ModerationDecision.id)
        .where(ModerationDecision.case_id.in_([case.id for case in cases]), _running(now))
        .order_by(WritingSuspension.ends_at)
    )
    return {row[0]: row[1] for row in session.execute(ends)}


def case_with_all(session: Session, id: int) -> ModerationCase:
    """Return a case with its reports, decisions and contests, or raise `NotFound`. Four reads."""
    wanted = (
        select(ModerationCase)
        .where(ModerationCase.id == id)
        .options(
            selectinload(ModerationCase.reports).joinedload(Report.person),
            selectinload(ModerationCase.decisions).joinedload(ModerationDecision.redaction),
            selectinload(ModerationCase.decisions).selectinload(ModerationDecision.contests),
            joinedload(ModerationCase.author),
            joinedload(ModerationCase.conference),
        )
    )
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound(MISSING)
    return found


def earlier_cases(session: Session, case: ModerationCase) -> Sequence[ModerationCase]:
    """Return what was decided before about the same content or the same author, the last first. Two reads."""
    same = ModerationCase.content == case.content
    if case.author_id is not None:
        same = or_(same, ModerationCase.author_id == case.author_id)
    return session.scalars(
        select(ModerationCase)
        .where(ModerationCase.id != case.id, same, ModerationCase.state == CaseState.DECIDED)
        .options(selectinload(ModerationCase.decisions))
        .order_by(ModerationCase.decided_at.desc())
        .limit(10)
    ).all()


def suspension_of(session: Session, person_id: int, now: datetime) -> WritingSuspension | None:
    """Return the suspension that runs for a person now. One read."""
    return suspensions_of(session, [person_id], now).get(person_id)


def suspensions_of(session: Session, person_ids: Collection[int], now: datetime) -> dict[int, WritingSuspension]:
    """Return the suspension that runs for each of these persons now, the longest. One read."""
    wanted = (
        select(WritingSuspension)
        .where(
            WritingSuspension.person_id.in_(person_ids),
            _running(now),
        )
        .options(joinedload(WritingSuspension.decision))
        .order_by(WritingSuspension.ends_at)
    )
    return {running.person_id: running for running in session.scalars(wanted)}


def decisions_about(session: Session, person_id: int) -> Sequence[ModerationDecision]:
    """Return what was decided about what a person wrote, dismissed reports left out: they stay between others."""
    return session.scalars(
        select(ModerationDecision)
        .join(ModerationCase, ModerationCase.id == ModerationDecision.case_id)
        .where(ModerationCase.author_id == person_id, ModerationDecision.act != Act.DISMISS)
        .options(joinedload(ModerationDecision.case), selectinload(ModerationDecision.contests))
        .order_by(ModerationDecision.id.desc())
        .limit(50)
    ).all()


def reports_of(session: Session, person_id: int) -> Sequence[Report]:
    """Return what a person reported with their account, the last first."""
    return session.scalars(
        select(Report)
        .where(Report.person_id == person_id)
        .options(joinedload(Report.case).selectinload(ModerationCase.decisions))
        .order_by(Report.id.desc())
        .limit(50)
    ).all()


def administrators(session: Session) -> list[str]:
    """Return the addresses of the operators of the platform."""
    known = select(Person.email).where(Person.administrator, Person.disabled_at.is_(None)).order_by(Person.id)
    return list(session.scalars(known))


def holds_over(session: Session, now: datetime) -> list[int]:
    """Return the cases whose conservatory measure has come to its end."""
    over = select(ModerationCase.id).where(ModerationCase.held_until <= now).order_by(ModerationCase.id)
    return list(session.scalars(over))
