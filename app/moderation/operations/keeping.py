"""What time does by itself: conservatory measures end, and reporters are forgotten."""

from sqlalchemy import String, cast, literal, select, update

from app.foundation.unit_of_work import UnitOfWork

from .. import policies, rules
from ..contents import content_of
from ..events import HoldLapsed
from ..hiding import end_hold
from ..models import Contest, ModerationCase, ModerationDecision, Report
from ..queries import holds_over

__all__ = ["forget_reporters", "holds_over", "lift_hold"]


def lift_hold(work: UnitOfWork, case_id: int) -> int:
    """Show again what was hidden while waiting and whose time has passed; return how many."""
    work.allow(policies.may_lift_holds)
    wanted = select(ModerationCase).where(ModerationCase.id == case_id).with_for_update(of=ModerationCase)
    case = work.session.scalars(wanted).one_or_none()
    if case is None or case.held_until is None or case.held_until > work.now():
        return 0
    content = content_of(work.session, case)
    held = end_hold(work, case, content, "le délai de la mesure conservatoire est passé")
    assert held is not None
    work.record(HoldLapsed(stream=case.stream, decision_id=held.id))
    return 1


def forget_reporters(work: UnitOfWork) -> None:
    """Blank the words and the addresses of reports once nobody may contest any more; the figures stay."""
    work.allow(policies.may_lift_holds)
    old = select(ModerationCase.id).where(ModerationCase.decided_at < work.now() - rules.REPORTS_KEPT)
    work.session.execute(
        update(Report)
        .where(Report.case_id.in_(old), Report.reporter_key.not_like("forgotten:%"))
        .values(
            words="", email=None, person_id=None, reporter_key=literal("forgotten:").concat(cast(Report.id, String))
        )
    )
    decisions = select(ModerationDecision.id).where(ModerationDecision.case_id.in_(old))
    work.session.execute(
        update(Contest).where(Contest.decision_id.in_(decisions), Contest.settled_at.is_not(None)).values(words="")
    )
