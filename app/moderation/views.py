"""What pages of moderation show of a case and of a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from .contents import Content, content_of
from .models import Contest, ModerationCase, ModerationDecision, WritingSuspension
from .queries import earlier_cases, suspension_of
from .rules import BY_CITIZENS, CONTEST_DAYS, EFFECTS, IN_A_FILE
from .titles import titles_of
from .words import Act, CaseState, Party


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """A decision as one of those concerned reads it."""

    decision: ModerationDecision
    told: bool
    """Whether it was told to them: what concerns the account is its person's alone."""
    contest: Contest | None
    """Theirs, when they made one."""
    may_contest: bool
    contest_until: datetime


def decision_view(decision: ModerationDecision, party: Party, report_id: int | None, now: datetime) -> DecisionView:
    """Return a decision as that party reads it."""
    mine = next((one for one in decision.contests if one.party is party and one.report_id in (None, report_id)), None)
    until = decision.decided_at + timedelta(days=CONTEST_DAYS)
    against = party in EFFECTS[decision.act].contested_by and decision.overturned_at is None
    return DecisionView(
        decision=decision,
        told=party is Party.AUTHOR or decision.act not in (Act.WARN, Act.SUSPEND, Act.RESTORE),
        contest=mine,
        may_contest=against and mine is None and now < until,
        contest_until=until,
    )


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """What the page of a case shows beside the case itself."""

    content: Content
    earlier: Sequence[ModerationCase]
    titles: Mapping[str, str]
    """Of the contents of the earlier cases, by their key."""
    suspension: WritingSuspension | None
    hides: bool
    """Whether the content has a public file, where words can be hidden."""
    holds: bool
    """Whether a conservatory measure may still be taken."""
    releases: bool
    warns: bool
    suspends: bool
    restores: bool


def case_view(session: Session, case: ModerationCase, now: datetime) -> CaseView:
    """Return what a case's page shows; the acts it offers are those that its rules grant now."""
    waits, in_file = case.state is CaseState.OPEN, case.kind in IN_A_FILE
    suspension = suspension_of(session, case.author_id, now) if case.author_id is not None else None
    known = earlier_cases(session, case)
    writes = case.author_id is not None and case.kind in BY_CITIZENS
    decided = [*case.decisions, *(one for other in known for one in other.decisions)]
    warned = any(one.act is Act.WARN and one.overturned_at is None for one in decided)
    here = suspension is not None and suspension.decision.case_id == case.id
    return CaseView(
        content=content_of(session, case),
        earlier=known,
        titles=titles_of(session, known),
        suspension=suspension,
        hides=in_file and waits,
        holds=in_file and waits and case.hold is None,
        releases=any(one.redaction is not None and one.redaction.lifted_at is None for one in case.decisions),
        warns=writes,
        suspends=writes and warned and suspension is None,
        restores=here,
    )
