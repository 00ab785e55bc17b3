"""The only writers of answers and of what follows them."""

from collections.abc import Sequence

from sqlalchemy import select

from app.foundation.errors import IllegalTransition
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.clock import deadlines
from app.interpellations.events import (
    AnswerCorrected,
)
from app.interpellations.hearings.requesting import pending_hearing
from app.interpellations.models import (
    Interpellation,
    InterpellationAnswer,
)
from app.interpellations.rules.states import check_transition
from app.interpellations.words import DeadlineKind, InterpellationState

from . import letters, policies
from .writing import Promise, current_answer, tell_given, write


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
    if current_answer(work, file) is not None:
        raise IllegalTransition("La réponse est donnée : vous pouvez la corriger, l’ancienne reste lisible.")
    answer = write(work, file, text=text, signatory=signatory, promises=promises)
    in_time = deadlines.meet(work, file, DeadlineKind.ANSWER)
    if target is InterpellationState.ANSWERED:
        deadlines.drop(work, file, DeadlineKind.LAST_RESORT)
    file.state = target
    if pending_hearing(work, file) is None:
        # Who waits to be heard owes no opinion yet; they may still give it.
        deadlines.begin(work, file, DeadlineKind.JUDGEMENT)
    tell_given(work, file, answer, in_time=in_time)
    return answer


def correct_answer(
    work: UnitOfWork, file: Interpellation, answer: InterpellationAnswer, *, text: str, signatory: str
) -> InterpellationAnswer:
    """Put a corrected answer beside the former one, which stays; its commitments go on."""
    work.allow(policies.may_answer, file)
    if work.session.scalar(select(InterpellationAnswer.id).where(InterpellationAnswer.corrects_id == answer.id)):
        raise IllegalTransition("Cette réponse est déjà corrigée : corrigez la dernière version.")
    corrected = write(work, file, text=text, signatory=signatory, promises=(), corrects=answer)
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
