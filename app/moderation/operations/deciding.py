"""What a moderator decides about a content. Each decision has reasons, and is told to those it concerns."""

from datetime import timedelta

from app.foundation.errors import IllegalTransition
from app.foundation.french import day
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.rules.redaction import reason_of
from app.interpellations.words import HidingGround

from .. import policies, rules
from ..contents import content_of
from ..hiding import check_never_held, end_hold, hide_content, mask_words, show_content
from ..links import Links
from ..models import ModerationCase, ModerationDecision
from ..words import Act
from .recording import record_decision

REPLACED = "la mesure conservatoire prend fin avec la décision au fond"


def dismiss(work: UnitOfWork, case: ModerationCase, *, reason: str, links: Links) -> ModerationDecision:
    """Leave the content as it is; what a conservatory measure hid is public again."""
    work.allow(policies.may_moderate, case)
    said = rules.check_reason(reason)
    rules.check_act(Act.DISMISS, case.state, case.kind)
    content = content_of(work.session, case)
    end_hold(work, case, content, "le signalement qui l’avait fait masquer est écarté")
    return record_decision(work, case, Act.DISMISS, said, content=content, links=links)


def settle(work: UnitOfWork, case: ModerationCase, *, reason: str, links: Links) -> ModerationDecision:
    """Put on record that the content was corrected where it is written."""
    work.allow(policies.may_moderate, case)
    said = rules.check_reason(reason)
    rules.check_act(Act.SETTLE, case.state, case.kind)
    content = content_of(work.session, case)
    end_hold(work, case, content, "le contenu a été corrigé")
    return record_decision(work, case, Act.SETTLE, said, content=content, links=links)


def hold(
    work: UnitOfWork, case: ModerationCase, *, ground: HidingGround, days: int, detail: str, links: Links
) -> ModerationDecision:
    """Hide the content while it is examined, once and for a bounded time; it comes back by itself."""
    work.allow(policies.may_moderate, case)
    rules.check_act(Act.HOLD, case.state, case.kind)
    check_never_held(case)
    until = work.now() + timedelta(days=rules.check_days(days, rules.LONGEST_HOLD))
    last = day(work.today() + timedelta(days=days))
    content = content_of(work.session, case)
    said = reason_of(ground, f"à titre conservatoire, jusqu’au {last}, le temps d’examiner un signalement", "")
    made = hide_content(work, content, said)
    reason = f"{reason_of(ground, detail, '')}, {last} au plus tard"
    decision = record_decision(
        work, case, Act.HOLD, reason, content=content, links=links, until=until, redaction_id=made.id
    )
    case.held_until = until
    return decision


def mask(
    work: UnitOfWork, case: ModerationCase, *, passage: str, ground: HidingGround, detail: str, links: Links
) -> ModerationDecision:
    """Hide a passage for good, wherever the public file has it."""
    work.allow(policies.may_moderate, case)
    rules.check_act(Act.MASK, case.state, case.kind)
    content = content_of(work.session, case)
    reason = reason_of(ground, detail, passage)
    end_hold(work, case, content, REPLACED)
    made = mask_words(work, content, passage, reason)
    return record_decision(work, case, Act.MASK, reason, content=content, links=links, redaction_id=made.id)


def hide(
    work: UnitOfWork, case: ModerationCase, *, ground: HidingGround, detail: str, links: Links
) -> ModerationDecision:
    """Hide the whole content for good; its file goes on, delays included."""
    work.allow(policies.may_moderate, case)
    rules.check_act(Act.HIDE, case.state, case.kind)
    content = content_of(work.session, case)
    reason = reason_of(ground, detail, "")
    end_hold(work, case, content, REPLACED)
    made = hide_content(work, content, reason)
    return record_decision(work, case, Act.HIDE, reason, content=content, links=links, redaction_id=made.id)


def release(work: UnitOfWork, case: ModerationCase, *, reason: str, links: Links) -> ModerationDecision:
    """Show again what this case had hidden, before any term and whether or not anybody contested."""
    work.allow(policies.may_moderate, case)
    said = rules.check_reason(reason)
    rules.check_act(Act.RELEASE, case.state, case.kind)
    content = content_of(work.session, case)
    standing = [one for one in case.decisions if one.redaction and one.redaction.lifted_at is None]
    if not standing:
        raise IllegalTransition("Rien n’est masqué par ce signalement.")
    for one in standing:
        show_content(work, one, content, said)
    case.held_until = None
    return record_decision(work, case, Act.RELEASE, said, content=content, links=links)
