"""What every decision leaves: its row, its entry in the record, its mails.

Part of acts already allowed, on the locked row of the case.
"""

from datetime import datetime

from app.foundation.unit_of_work import UnitOfWork

from .. import letters, rules
from ..contents import Content
from ..events import CaseDecided
from ..links import Links
from ..models import ModerationCase, ModerationDecision
from ..words import Act, CaseState


def _state_after(work: UnitOfWork, case: ModerationCase, act: Act) -> None:
    after = rules.check_act(act, case.state, case.kind)
    if after is CaseState.DECIDED and case.state is not after:
        case.decided_at = work.now()
        for report in case.reports:
            if report.person_id is None and report.email is None:
                report.reporter_key = f"forgotten:{report.id}"  # the trace of a network serves no longer
    case.state = after


def record_decision(
    work: UnitOfWork,
    case: ModerationCase,
    act: Act,
    reason: str,
    *,
    content: Content,
    links: Links,
    until: datetime | None = None,
    redaction_id: int | None = None,
) -> ModerationDecision:
    """Keep a decision and tell it; asks nothing that `rules.check_act` has not already granted."""
    _state_after(work, case, act)
    assert work.actor.person_id is not None
    decision: ModerationDecision = work.add(
        ModerationDecision(
            case_id=case.id,
            act=act,
            reason=reason,
            decided_at=work.now(),
            decided_by_id=work.actor.person_id,
            until=until,
            redaction_id=redaction_id,
        )
    )
    letters.decided(work, case, decision, content, links)
    ends = until.isoformat() if until else None
    work.record(CaseDecided(stream=case.stream, decision_id=decision.id, act=act.value, until=ends))
    return decision
