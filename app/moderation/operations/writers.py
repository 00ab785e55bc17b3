"""What a moderator decides about whoever wrote: a warning, a bounded suspension, its end."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.people.events import account_stream

from .. import policies, rules
from ..contents import content_of
from ..events import AuthorWarned, WritingSuspended
from ..lifting import lift
from ..links import Links
from ..models import ModerationCase, ModerationDecision, WritingSuspension
from ..queries import suspension_of
from ..words import Act
from .recording import record_decision


def warn_author(work: UnitOfWork, case: ModerationCase, *, reason: str, links: Links) -> ModerationDecision:
    """Warn whoever wrote the content, with the reason."""
    work.allow(policies.may_moderate, case)
    said = rules.check_reason(reason)
    author_id = _author_of(case, Act.WARN)
    content = content_of(work.session, case)
    decision = record_decision(work, case, Act.WARN, said, content=content, links=links)
    work.record(AuthorWarned(stream=account_stream(author_id), decision_id=decision.id))
    return decision


def suspend_writing(
    work: UnitOfWork, case: ModerationCase, *, days: int, reason: str, links: Links
) -> ModerationDecision:
    """Let whoever wrote the content write nothing new in public for a bounded time, once they have been warned."""
    work.allow(policies.may_moderate, case)
    said = rules.check_reason(reason)
    author_id = _author_of(case, Act.SUSPEND)
    until = work.now() + timedelta(days=rules.check_days(days, rules.LONGEST_SUSPENSION))
    _check_warned(work, author_id)
    if suspension_of(work.session, author_id, work.now()) is not None:
        raise IllegalTransition("L’écriture publique de cette personne est déjà suspendue.")
    content = content_of(work.session, case)
    decision = record_decision(work, case, Act.SUSPEND, said, content=content, links=links, until=until)
    _suspend(work, author_id, decision, until)
    return decision


def _suspend(work: UnitOfWork, author_id: int, decision: ModerationDecision, until: datetime) -> None:
    work.add(WritingSuspension(person_id=author_id, decision_id=decision.id, starts_at=work.now(), ends_at=until))
    stream = account_stream(author_id)
    work.record(WritingSuspended(stream=stream, decision_id=decision.id, until=until.isoformat()))


def restore_writing(work: UnitOfWork, case: ModerationCase, *, reason: str, links: Links) -> ModerationDecision:
    """Let whoever wrote the content write in public again before the end of the suspension."""
    work.allow(policies.may_moderate, case)
    said = rules.check_reason(reason)
    author_id = _author_of(case, Act.RESTORE)
    running = suspension_of(work.session, author_id, work.now())
    if running is None or running.decision.case_id != case.id:
        raise IllegalTransition("Aucune suspension décidée dans ce dossier ne court.")
    content = content_of(work.session, case)
    lift(work, running)
    return record_decision(work, case, Act.RESTORE, said, content=content, links=links)


def _author_of(case: ModerationCase, act: Act) -> int:
    rules.check_act(act, case.state, case.kind)
    if case.author_id is None:
        raise Refused("Personne en particulier n’a écrit ce contenu.")
    return case.author_id


def _check_warned(work: UnitOfWork, author_id: int) -> None:
    warned = (
        select(ModerationDecision.id)
        .join(ModerationCase, ModerationCase.id == ModerationDecision.case_id)
        .where(
            ModerationCase.author_id == author_id,
            ModerationDecision.act == Act.WARN,
            ModerationDecision.overturned_at.is_(None),
        )
        .limit(1)
    )
    if work.session.scalar(warned) is None:
        raise Refused("Une suspension vient après un avertissement : avertissez d’abord la personne.")
