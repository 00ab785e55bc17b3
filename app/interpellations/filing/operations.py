"""The only writers of a question's beginning: draft → registered → admissible or not (I1–I4)."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.contracts.models import Action, Contract
from app.contracts.words import ClauseKind
from app.foundation.errors import Refused
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.institutions.naming import search_form
from app.interpellations.bodies.queries import running
from app.interpellations.clock import deadlines
from app.interpellations.desk.releasing import let_go
from app.interpellations.events import (
    REQUESTER,
    InterpellationAdmitted,
    InterpellationCorrected,
    InterpellationDrafted,
    InterpellationRefused,
    InterpellationRegistered,
    InterpellationWithdrawn,
    ServiceNamed,
)
from app.interpellations.guide.reading import reading_of
from app.interpellations.models import Attachment, FileCounter, Interpellation, Watcher
from app.interpellations.redaction.applying import hide_again
from app.interpellations.rules import filing as rules
from app.interpellations.rules.numbers import make_number
from app.interpellations.rules.states import check_transition
from app.interpellations.words import DeadlineKind, GuideReading, Inadmissibility, RequesterKind

from . import letters, policies


def begin_draft(
    work: UnitOfWork,
    contract: Contract,
    *,
    kind: RequesterKind,
    title: str,
    question: str,
    body_id: int | None = None,
    action: Action | None = None,
    clause_kind: ClauseKind | None = None,
    state_of_play: str = "",
    **more: Any,
) -> Interpellation:
    """Keep a question that is being written. `more`: request, residence_id, publishes_name."""
    work.allow(policies.may_draft, kind, contract.id, body_id)
    if not contract.public:
        raise Refused("Ce contrat n’est pas encore public : une interpellation l’est dès son dépôt.", rule="I2")
    assert work.actor.person_id is not None
    watch = _watch(work, contract.id, body_id) if kind is RequesterKind.WATCHER else None
    file: Interpellation = work.add(
        Interpellation(
            requester_kind=kind,
            requester_id=work.actor.person_id,
            contract_id=contract.id,
            body_id=watch.body_id if watch else body_id if kind is RequesterKind.BODY else None,
            watcher_id=watch.id if watch else None,
            action_id=action.id if action else None,
            clause_kind=clause_kind,
            service_id=action.owner_id if action else None,
            title=title.strip(),
            question=question.strip(),
            search=search_form(f"{title} {question}"),
            created_at=work.now(),
            state_of_play=state_of_play,
            **more,
        )
    )
    work.record(InterpellationDrafted(stream=file.stream, audience=REQUESTER, fields=["title", "question"]))
    return file


def _watch(work: UnitOfWork, contract_id: int, body_id: int | None) -> Watcher | None:
    """Return the designation under which the actor asks: that of the body they name, else the oldest."""
    mine = (
        select(Watcher)
        .where(Watcher.person_id == work.actor.person_id, Watcher.contract_id == contract_id, running(work.today()))
        .order_by(Watcher.id)
    )
    return work.session.scalars(mine.where(Watcher.body_id == body_id) if body_id else mine).first()


def change_draft(work: UnitOfWork, file: Interpellation, **changes: Any) -> None:
    """Change a draft, or correct a question that was judged not admissible; nothing else can be rewritten."""
    work.allow(policies.may_change_file, file)
    check_transition("correct" if file.inadmissibility else "register", file.state)
    written = {name: value.strip() if isinstance(value, str) else value for name, value in changes.items()}
    rewritten = [name for name, value in written.items() if value != getattr(file, name)]
    for name, value in written.items():
        setattr(file, name, value)
    file.search = search_form(f"{file.title} {file.question}")
    hide_again(work, file, rewritten)
    work.record(InterpellationDrafted(stream=file.stream, audience=REQUESTER, fields=sorted(changes)))


def register(work: UnitOfWork, file: Interpellation) -> None:
    """File the question: a number at once, the clock of the receipt and of admissibility, a mail to the requester."""
    work.allow(policies.may_change_file, file)
    target = check_transition("register", file.state)
    rules.check_question(file.title, file.question)
    _check_requester(work, file)
    file.number = make_number(work.today().year, _next_rank(work, work.today().year))
    file.state, file.registered_at = target, work.now()
    work.record(
        InterpellationRegistered(
            stream=file.stream,
            number=file.number,
            requester=file.requester_kind.value,
            body=file.body.name if file.body else "",
            contract=file.contract.title,
            action=file.action.title if file.action else "",
            service=_name(work, file.service_id),
        )
    )
    deadlines.begin(work, file, DeadlineKind.ACKNOWLEDGEMENT)
    deadlines.begin(work, file, DeadlineKind.ADMISSIBILITY)
    letters.registration_receipt(work, file)


def shown_requester(file: Interpellation) -> str:
    """Return who asks, as the public reads it: a citizen's name only if they ask for it."""
    if file.body is not None:
        return file.body.name if file.requester_kind is RequesterKind.BODY else f"Vigie désignée par {file.body.name}"
    if file.publishes_name:
        return file.requester.name
    return f"Une personne de {file.residence.name}" if file.residence else "Une personne"


def _check_requester(work: UnitOfWork, file: Interpellation) -> None:
    if file.requester_kind is RequesterKind.BODY:
        joined = select(Attachment.id).where(Attachment.interpellation_id == file.id, Attachment.deliberation).limit(1)
        rules.check_body(deliberation=work.session.scalar(joined) is not None)
    if file.requester_kind is RequesterKind.WATCHER:
        watcher = work.session.get(Watcher, file.watcher_id) if file.watcher_id else None
        rules.check_watcher(
            designated=watcher is not None and work.actor.watches(watcher.contract_id, watcher.body_id),
            guide=reading_of(work.session, file.contract, watcher) if watcher else GuideReading.UNREAD,
        )


def _next_rank(work: UnitOfWork, year: int) -> int:
    """Return the next rank of the year; its row stays locked until commit, so that numbers have no hole."""
    counted = (
        insert(FileCounter)
        .values(year=year, last=1)
        .on_conflict_do_update(index_elements=[FileCounter.year], set_={"last": FileCounter.last + 1})
        .returning(FileCounter.last)
    )
    return work.session.execute(counted).scalar_one()


def _name(work: UnitOfWork, institution_id: int | None) -> str:
    institution = work.session.get(Institution, institution_id) if institution_id else None
    return institution.name if institution else ""


def name_service(work: UnitOfWork, file: Interpellation, service: Institution) -> None:
    """Name the institution that must answer, when the action does not say it or says it wrong."""
    work.allow(policies.may_decide_admissibility, file)
    file.service_id = service.id
    work.record(ServiceNamed(stream=file.stream, service=service.name))
    let_go(work, file)


def admit(work: UnitOfWork, file: Interpellation) -> date:
    """Declare the question admissible: the institution is asked and its clock begins; return the last day."""
    work.allow(policies.may_decide_admissibility, file)
    target = check_transition("admit", file.state)
    rules.check_service(file.service_id)
    file.state, file.decided_at, file.inadmissibility, file.inadmissibility_reason = target, work.now(), None, ""
    hide_again(work, file, ["inadmissibility_reason"])
    deadlines.meet(work, file, DeadlineKind.ADMISSIBILITY)
    answer = deadlines.begin(work, file, DeadlineKind.ANSWER, owed_by=file.service_id)
    work.record(
        InterpellationAdmitted(
            stream=file.stream,
            service=_name(work, file.service_id),
            answer_due_on=answer.due_on.isoformat(),
            computation=list(answer.computation),
        )
    )
    letters.admitted(work, file, answer)
    return answer.due_on


def refuse(work: UnitOfWork, file: Interpellation, *, code: Inadmissibility, reason: str) -> None:
    """Declare the question not admissible, for a coded public reason, with a time to correct it."""
    work.allow(policies.may_decide_admissibility, file)
    target = check_transition("refuse", file.state)
    rules.check_refusal(code, reason, file.action.health if file.action else None)
    file.state, file.decided_at = target, work.now()
    file.inadmissibility, file.inadmissibility_reason = code, reason.strip()
    hide_again(work, file, ["inadmissibility_reason"])
    deadlines.meet(work, file, DeadlineKind.ADMISSIBILITY)
    correction = deadlines.begin(work, file, DeadlineKind.CORRECTION)
    work.record(
        InterpellationRefused(
            stream=file.stream,
            code=code.value,
            correct_by=correction.due_on.isoformat(),
        )
    )
    letters.refused(work, file, correction)


def correct(work: UnitOfWork, file: Interpellation) -> None:
    """File again a question that was corrected: admissibility is examined anew."""
    work.allow(policies.may_change_file, file)
    target = check_transition("correct", file.state)
    rules.check_question(file.title, file.question)
    file.state, file.inadmissibility, file.inadmissibility_reason = target, None, ""
    hide_again(work, file, ["inadmissibility_reason"])
    deadlines.meet(work, file, DeadlineKind.CORRECTION)
    deadlines.begin(work, file, DeadlineKind.ADMISSIBILITY)
    work.record(InterpellationCorrected(stream=file.stream, number=file.number or ""))


def withdraw(work: UnitOfWork, file: Interpellation) -> None:
    """Take the question back; its page stays, without answer owed. A draft simply disappears."""
    work.allow(policies.may_change_file, file)
    target = check_transition("withdraw", file.state)
    was_draft = file.number is None
    file.state, file.closed_at = target, work.now()
    deadlines.drop_all(work, file)
    audience = {"audience": REQUESTER} if was_draft else {}
    work.record(InterpellationWithdrawn(stream=file.stream, number=file.number or "", **audience))
