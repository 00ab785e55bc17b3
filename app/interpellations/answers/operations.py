"""The only writers of answers and of what follows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.interpellations.clock import deadlines
from app.interpellations.events import (
    AnswerCommitmentUpdated,
    AnswerCorrected,
    AnswerGiven,
    AnswerJudged,
    ClarificationAsked,
)
from app.interpellations.models import (
    AnswerCommitment,
    Clarification,
    Interpellation,
    InterpellationAnswer,
    Judgement,
)
from app.interpellations.rules.states import check_transition
from app.interpellations.words import Closing, DeadlineKind, InterpellationState
from app.sittings.words import CommitmentState

from . import letters, policies
from .closing import close


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What an answer commits to."""

    title: str
    owner: Institution
    due_on: date


def give_answer(
    work: UnitOfWork,
    file: Interpellation,
    *,
    text: str,
    signatory: str,
    promises: Sequence[Promise] = (),
) -> InterpellationAnswer:
    """Put the institution's answer on record, and what it commits to; late answers are answers."""
    work.allow(policies.may_answer, file)
    target = check_transition("answer_late" if file.state is InterpellationState.ESCALATED else "answer", file.state)
    if _current_answer(work, file) is not None:
        raise IllegalTransition("La réponse est donnée : vous pouvez la corriger, l’ancienne reste lisible.")
    answer = _write(work, file, text=text, signatory=signatory, promises=promises)
    in_time = deadlines.meet(work, file, DeadlineKind.ANSWER)
    file.state = target
    deadlines.begin(work, file, DeadlineKind.JUDGEMENT)
    _tell_given(work, file, answer, in_time=in_time)
    return answer


def _write(
    work: UnitOfWork,
    file: Interpellation,
    *,
    text: str,
    signatory: str,
    promises: Sequence[Promise],
    corrects: InterpellationAnswer | None = None,
    clarification: Clarification | None = None,
) -> InterpellationAnswer:
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


def _tell_given(work: UnitOfWork, file: Interpellation, answer: InterpellationAnswer, *, in_time: bool) -> None:
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


def _current_answer(work: UnitOfWork, file: Interpellation) -> InterpellationAnswer | None:
    """Return the answer itself as it reads today, clarifications apart."""
    answers = work.session.scalars(
        select(InterpellationAnswer)
        .where(InterpellationAnswer.interpellation_id == file.id, InterpellationAnswer.clarification_id.is_(None))
        .order_by(InterpellationAnswer.id)
    ).all()
    return answers[-1] if answers else None


def correct_answer(
    work: UnitOfWork, file: Interpellation, answer: InterpellationAnswer, *, text: str, signatory: str
) -> InterpellationAnswer:
    """Put a corrected answer beside the former one, which stays; its commitments go on."""
    work.allow(policies.may_answer, file)
    if work.session.scalar(select(InterpellationAnswer.id).where(InterpellationAnswer.corrects_id == answer.id)):
        raise IllegalTransition("Cette réponse est déjà corrigée : corrigez la dernière version.")
    corrected = _write(work, file, text=text, signatory=signatory, promises=(), corrects=answer)
    corrected.clarification_id = answer.clarification_id
    work.session.flush()
    work.session.refresh(corrected)
    for commitment in list(answer.commitments):
        commitment.answer_id = corrected.id
    work.record(
        AnswerCorrected(
            stream=file.stream,
            answer_id=corrected.id,
            corrects_id=answer.id,
            institution=corrected.institution.name,
        )
    )
    letters.corrected(work, file)
    return corrected


def ask_clarification(work: UnitOfWork, file: Interpellation, *, text: str) -> Clarification:
    """Ask once that the answer be made clearer: the institution has a time to reply."""
    work.allow(policies.may_judge, file)
    if file.state is not InterpellationState.ANSWERED:
        raise IllegalTransition("Une précision se demande sur une réponse donnée.")
    if file.clarified:
        raise Refused("Une précision a déjà été demandée : dites maintenant si la réponse vous suffit.", rule="I5")
    if not text.strip():
        raise Invalid("Écrivez votre demande.", errors=[{"pointer": "#/text", "detail": "À remplir."}])
    file.clarified = True
    asked: Clarification = work.add(Clarification(interpellation_id=file.id, text=text.strip(), asked_at=work.now()))
    due = deadlines.begin(work, file, DeadlineKind.CLARIFICATION, owed_by=file.service_id)
    work.record(ClarificationAsked(stream=file.stream, due_on=due.due_on.isoformat()))
    letters.clarification_asked(work, file, due)
    return asked


def clarify(work: UnitOfWork, file: Interpellation, *, text: str, signatory: str) -> InterpellationAnswer:
    """Reply to the clarification asked for."""
    work.allow(policies.may_answer, file)
    asked = work.session.scalars(select(Clarification).where(Clarification.interpellation_id == file.id)).one_or_none()
    due = deadlines.find(work, file, DeadlineKind.CLARIFICATION)
    if asked is None or due is None or due.met_at is not None:
        raise IllegalTransition("Aucune précision n’est attendue sur cette réponse.")
    answer = _write(work, file, text=text, signatory=signatory, promises=(), clarification=asked)
    in_time = deadlines.meet(work, file, DeadlineKind.CLARIFICATION)
    deadlines.begin(work, file, DeadlineKind.JUDGEMENT)
    _tell_given(work, file, answer, in_time=in_time)
    return answer


def judge(work: UnitOfWork, file: Interpellation, *, satisfied: bool, reasons: str) -> Judgement:
    """Say whether the answer is enough; satisfied closes the file, not satisfied asks for reasons."""
    work.allow(policies.may_judge, file)
    if file.state not in (InterpellationState.ANSWERED, InterpellationState.HEARD):
        raise IllegalTransition("Un avis se donne sur une réponse ou après une audition.")
    if not satisfied and not reasons.strip():
        raise Invalid(
            "Dites en quoi la réponse ne suffit pas.",
            errors=[{"pointer": "#/reasons", "detail": "À remplir : vos raisons sont publiques."}],
        )
    answer = _current_answer(work, file)
    judgement: Judgement = work.add(
        Judgement(
            interpellation_id=file.id,
            answer_id=answer.id if answer else None,
            satisfied=satisfied,
            reasons=reasons.strip(),
            judged_at=work.now(),
        )
    )
    deadlines.meet(work, file, DeadlineKind.JUDGEMENT)
    work.record(AnswerJudged(stream=file.stream, satisfied=satisfied))
    if satisfied:
        close(work, file, Closing.SATISFIED)
    return judgement


def update_commitment(
    work: UnitOfWork, file: Interpellation, commitment: AnswerCommitment, *, state: CommitmentState
) -> None:
    """Say what became of a commitment of an answer."""
    work.allow(policies.may_update_commitment, file, commitment)
    if commitment.state is not CommitmentState.OPEN:
        raise IllegalTransition("Ce qu’est devenu cet engagement est déjà dit.")
    commitment.state = state
    commitment.settled_at = None if state is CommitmentState.OPEN else work.now()
    work.record(AnswerCommitmentUpdated(stream=file.stream, commitment_id=commitment.id, state=state.value))
