"""What follows an answer: the one clarification, the requester's judgement, the commitments."""

from sqlalchemy import select

from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.clock import deadlines
from app.interpellations.events import AnswerJudged, ClarificationAsked
from app.interpellations.hearings.requesting import request_hearing
from app.interpellations.models import (
    Clarification,
    Hearing,
    Interpellation,
    InterpellationAnswer,
    Judgement,
)
from app.interpellations.redaction.applying import hide_again
from app.interpellations.rules.opinions import already_given
from app.interpellations.words import Closing, DeadlineKind, EscalationCause, InterpellationState, RequesterKind

from . import letters, policies
from .closing import close
from .writing import current_answer, tell_given, write

ESCALATING = (RequesterKind.WATCHER, RequesterKind.BODY)


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
    hide_again(work, file)
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
    answer = write(work, file, text=text, signatory=signatory, promises=(), clarification=asked)
    in_time = deadlines.meet(work, file, DeadlineKind.CLARIFICATION)
    deadlines.begin(work, file, DeadlineKind.JUDGEMENT)
    tell_given(work, file, answer, in_time=in_time)
    return answer


def judge(work: UnitOfWork, file: Interpellation, *, satisfied: bool, reasons: str) -> Judgement:
    """Say whether the answer is enough; satisfied closes the file, not satisfied asks for reasons.

    The reasons of a watcher or of a body bring the file before the assembly; a citizen's do not by themselves (I7).
    """
    work.allow(policies.may_judge, file)
    answer = current_answer(work, file)
    late = file.state is InterpellationState.ESCALATED and answer is not None
    if not late and file.state not in (InterpellationState.ANSWERED, InterpellationState.HEARD):
        raise IllegalTransition("Un avis se donne sur une réponse ou après une audition.")
    _check_not_given(work, file)
    if not satisfied and not reasons.strip():
        raise Invalid(
            "Dites en quoi la réponse ne suffit pas.",
            errors=[{"pointer": "#/reasons", "detail": "À remplir : vos raisons sont publiques."}],
        )
    judgement: Judgement = work.add(
        Judgement(
            interpellation_id=file.id,
            answer_id=answer.id if answer else None,
            satisfied=satisfied,
            reasons=reasons.strip(),
            judged_at=work.now(),
        )
    )
    hide_again(work, file)
    deadlines.meet(work, file, DeadlineKind.JUDGEMENT)
    work.record(AnswerJudged(stream=file.stream, satisfied=satisfied))
    if satisfied:
        close(work, file, Closing.SATISFIED)
    elif file.state is InterpellationState.ANSWERED and file.requester_kind in ESCALATING:
        request_hearing(work, file, EscalationCause.INSUFFICIENT, reasons=reasons)
    return judgement


def _check_not_given(work: UnitOfWork, file: Interpellation) -> None:
    answered = select(InterpellationAnswer.given_at).where(InterpellationAnswer.interpellation_id == file.id)
    held = select(Hearing.held_at).where(Hearing.interpellation_id == file.id)
    judged = select(Judgement.judged_at).where(Judgement.interpellation_id == file.id)
    done = [*work.session.scalars(answered), *work.session.scalars(held)]
    if already_given(work.session.scalars(judged), done):
        raise IllegalTransition("Votre avis est déjà publié : vous en donnerez un autre si le dossier avance.")
