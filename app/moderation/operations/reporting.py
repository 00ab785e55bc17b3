"""Saying that a content should not be public as it is: anybody may, once for each content."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.conferences.words import Office
from app.contracts.correspondents import office_of
from app.foundation.errors import IllegalTransition
from app.foundation.unit_of_work import UnitOfWork, anyone
from app.interpellations.rules.addresses import canonical, digest
from app.journal.queries import database_id

from .. import letters, rules
from ..contents import Content, find_content
from ..events import ContentReported
from ..links import Links
from ..models import ModerationCase, Report
from ..queries import administrators
from ..words import CaseState, ReportReason


def report_content(
    work: UnitOfWork,
    key: str,
    *,
    reason: ReportReason,
    words: str,
    email: str | None,
    network: str,
    links: Links,
) -> Report:
    """Join the case of the content, or open it; the receipt is sent at once to whoever left an address."""
    work.allow(anyone)
    content = find_content(work.session, key)
    case, first = _case_of(work, content, reason)
    mine = _reporter_key(work, email, network)
    if any(one.reporter_key == mine for one in case.reports):
        raise IllegalTransition("Vous avez déjà signalé ce contenu : votre signalement est examiné.")
    signed_in = work.actor.signed_in
    report: Report = work.add(
        Report(
            case_id=case.id,
            reason=reason,
            words=words.strip(),
            email=None if signed_in else email,
            person_id=work.actor.person_id,
            filed_at=work.now(),
            reporter_key=mine,
        )
    )
    letters.received(work, report, content, links)
    if first:
        letters.opened(work, case, content, _who_decides(work, case))
    work.record(ContentReported(stream=case.stream, content=content.key, reason=reason.value, first=first))
    return report


def _case_of(work: UnitOfWork, content: Content, reason: ReportReason) -> tuple[ModerationCase, bool]:
    # Two first reports at once make one case; the second waits for the first and joins it.
    row = insert(ModerationCase).values(
        content=content.key,
        kind=content.kind,
        state=CaseState.OPEN,
        opened_at=work.now(),
        due_on=rules.due_on(reason, work.today()),
        conference_id=content.conference_id,
        author_id=content.author_id,
        asked_id=content.asked_id,
    )
    made = work.session.execute(row.on_conflict_do_nothing().returning(ModerationCase.id)).first()
    wanted = select(ModerationCase).where(ModerationCase.content == content.key, ModerationCase.state == CaseState.OPEN)
    case = work.session.scalars(wanted.with_for_update()).one()
    case.due_on = min(case.due_on, rules.due_on(reason, work.today()))
    return case, made is not None


def _reporter_key(work: UnitOfWork, email: str | None, network: str) -> str:
    if work.actor.person_id is not None:
        return f"person:{work.actor.person_id}"
    given = f"address:{canonical(email)}" if email else f"network:{network}"
    return digest(database_id(work.session), given)


def _who_decides(work: UnitOfWork, case: ModerationCase) -> list[str]:
    if case.conference_id is None:
        return administrators(work.session)
    return office_of(work, case.conference, Office.SECRETARY)
