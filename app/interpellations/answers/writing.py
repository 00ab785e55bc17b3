"""How an answer is stored and told, for every act that gives one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.foundation.errors import Invalid
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.interpellations.events import AnswerGiven
from app.interpellations.models import AnswerCommitment, Clarification, Interpellation, InterpellationAnswer
from app.interpellations.redaction.applying import hide_again

from . import letters


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What an answer commits to."""

    title: str
    owner: Institution
    due_on: date


def write(
    work: UnitOfWork,
    file: Interpellation,
    *,
    text: str,
    signatory: str,
    promises: Sequence[Promise],
    corrects: InterpellationAnswer | None = None,
    clarification: Clarification | None = None,
) -> InterpellationAnswer:
    """Store an answer with what it promises; part of an act already allowed."""
    _check(text, signatory, promises, work.today())
    assert file.service_id is not None
    assert work.actor.person_id is not None
    answer: InterpellationAnswer = work.add(
        InterpellationAnswer(
            interpellation_id=file.id,
            institution_id=file.service_id,
            text=text.strip(),
            given_at=work.now(),
            given_by_id=work.actor.person_id,
            signatory=signatory.strip(),
            corrects_id=corrects.id if corrects else None,
            clarification_id=clarification.id if clarification else None,
        )
    )
    for promise in promises:
        work.add(
            AnswerCommitment(
                answer_id=answer.id, title=promise.title.strip(), owner_id=promise.owner.id, due_on=promise.due_on
            )
        )
    hide_again(work, file)
    return answer


def _check(text: str, signatory: str, promises: Sequence[Promise], today: date) -> None:
    errors = []
    if not text.strip():
        errors.append({"pointer": "#/text", "detail": "Écrivez la réponse."})
    if not signatory.strip():
        errors.append({"pointer": "#/signatory", "detail": "Dites qui répond au nom de l’institution."})
    errors += [
        {"pointer": f"#/commitments/{n}/due_on", "detail": "Un engagement se prend pour une date à venir."}
        for n, promise in enumerate(promises)
        if promise.due_on < today
    ]
    if errors:
        raise Invalid("Complétez la réponse.", errors=errors)


def tell_given(work: UnitOfWork, file: Interpellation, answer: InterpellationAnswer, *, in_time: bool) -> None:
    """Record an answer and write to the requester."""
    work.session.flush()
    work.session.refresh(answer)
    work.record(
        AnswerGiven(
            stream=file.stream,
            answer_id=answer.id,
            institution=answer.institution.name,
            in_time=in_time,
            clarification=answer.clarification_id is not None,
            commitments=len(answer.commitments),
        )
    )
    letters.answered(work, file, answer)


def current_answer(work: UnitOfWork, file: Interpellation) -> InterpellationAnswer | None:
    """Return the answer itself as it reads today, clarifications apart."""
    answers = work.session.scalars(
        select(InterpellationAnswer)
        .where(InterpellationAnswer.interpellation_id == file.id, InterpellationAnswer.clarification_id.is_(None))
        .order_by(InterpellationAnswer.id)
    ).all()
    return answers[-1] if answers else None
