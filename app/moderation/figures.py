"""What everybody may know of moderation: counts and delays, and no case."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .models import Contest, ModerationCase, ModerationDecision, Report
from .words import Act, CaseState, ReportReason

YEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Transparency:
    """The last twelve months (regulation 2022/2065, articles 15 and 24)."""

    since: date
    reports: dict[ReportReason, int]
    decisions: dict[Act, int]
    cases: int
    waiting: int
    late: int
    median_days: float | None
    contests: int
    overturned: int


def transparency(session: Session, today: date) -> Transparency:
    """Return the figures of the last twelve months. Four reads."""
    since = today - YEAR
    cases, waiting, late, median = _cases(session, since, today)
    contests, overturned = session.execute(
        select(func.count(Contest.id), func.count(Contest.id).filter(Contest.upheld.is_(False))).where(
            func.date(Contest.filed_at) >= since
        )
    ).one()
    return Transparency(
        since=since,
        reports=_reports(session, since),
        decisions=_decisions(session, since),
        cases=cases,
        waiting=waiting,
        late=late,
        median_days=None if median is None else float(median),
        contests=contests,
        overturned=overturned,
    )


def _reports(session: Session, since: date) -> dict[ReportReason, int]:
    counted = select(Report.reason, func.count(Report.id)).where(func.date(Report.filed_at) >= since)
    return {row[0]: row[1] for row in session.execute(counted.group_by(Report.reason))}


def _decisions(session: Session, since: date) -> dict[Act, int]:
    counted = select(ModerationDecision.act, func.count(ModerationDecision.id)).where(
        func.date(ModerationDecision.decided_at) >= since
    )
    return {row[0]: row[1] for row in session.execute(counted.group_by(ModerationDecision.act))}


def _cases(session: Session, since: date, today: date) -> tuple[int, int, int, float | None]:
    delay = func.extract("epoch", ModerationCase.decided_at - ModerationCase.opened_at) / 86400
    waits = ModerationCase.state == CaseState.OPEN
    row = session.execute(
        select(
            func.count(ModerationCase.id),
            func.count(ModerationCase.id).filter(waits),
            func.count(ModerationCase.id).filter(waits, ModerationCase.due_on < today),
            func.percentile_cont(0.5).within_group(delay).filter(ModerationCase.decided_at.is_not(None)),
        ).where(func.date(ModerationCase.opened_at) >= since)
    ).one()
    return row[0], row[1], row[2], row[3]
