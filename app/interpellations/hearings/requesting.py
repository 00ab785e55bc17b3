"""A file asks to be heard: the chair has a time to schedule it, or to refuse with published reasons (I7)."""

from sqlalchemy import func, select

from app.conferences.models import ThematicGroup
from app.conferences.rules.settings import Reglement
from app.contracts.models import Action
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.clock import deadlines
from app.interpellations.models import Deadline, Hearing, Interpellation
from app.interpellations.redaction.applying import hide_again
from app.interpellations.rules.states import check_transition
from app.interpellations.words import DeadlineKind, EscalationCause, HearingState, InterpellationState

from .events import HearingRequested

PENDING = (HearingState.REQUESTED, HearingState.SCHEDULED, HearingState.PREFECT_TOLD)


def pending_hearing(work: UnitOfWork, file: Interpellation) -> Hearing | None:
    """Return the request to be heard that still waits for something, if there is one."""
    return work.session.scalars(
        select(Hearing).where(Hearing.interpellation_id == file.id, Hearing.state.in_(PENDING))
    ).one_or_none()


def request_hearing(
    work: UnitOfWork, file: Interpellation, cause: EscalationCause, *, reasons: str = ""
) -> Hearing | None:
    """Ask the assembly to hear the file. A consequence of acts already allowed; None when it asks already.

    Nobody can hear a contract without a conference: its file stays with its late answer.
    """
    conference = file.contract.conference
    if conference is None or pending_hearing(work, file) is not None:
        return None
    # A file that was refused a hearing, or whose answer came late, asks already: it asks again where it stands.
    if file.state is not InterpellationState.ESCALATED:
        file.state = check_transition("escalate", file.state)
    hearing: Hearing = work.add(
        Hearing(
            interpellation_id=file.id,
            conference_id=conference.id,
            rank=_next_rank(work, file),
            cause=cause,
            requested_at=work.now(),
            reasons=reasons.strip(),
            group_id=_group_of(work, file, cause),
            speaking_seconds=Reglement.from_json(conference.reglement).hearing_seconds,
        )
    )
    hide_again(work, file)
    due = _now_the_chairs_turn(work, file, hearing)
    work.record(
        HearingRequested(
            stream=file.stream,
            hearing_id=hearing.id,
            rank=hearing.rank,
            cause=cause.value,
            reply_due_on=due.due_on.isoformat(),
        )
    )
    return hearing


def _now_the_chairs_turn(work: UnitOfWork, file: Interpellation, hearing: Hearing) -> Deadline:
    """Who waits to be heard owes no opinion of the answer meanwhile; the chair owes a reply."""
    deadlines.drop(work, file, DeadlineKind.JUDGEMENT)
    deadlines.meet(work, file, DeadlineKind.SECOND_REQUEST)
    return deadlines.begin(work, file, DeadlineKind.HEARING_REPLY, rank=hearing.rank)


def _next_rank(work: UnitOfWork, file: Interpellation) -> int:
    return 1 + work.session.scalars(select(func.count(Hearing.id)).where(Hearing.interpellation_id == file.id)).one()


def _group_of(work: UnitOfWork, file: Interpellation, cause: EscalationCause) -> int | None:
    """Return the group of the action's finalité; None: the conference itself hears the file."""
    if cause is EscalationCause.THRESHOLD:
        # It brings the file before the conference itself (I6).
        return None
    return work.session.scalar(
        select(ThematicGroup.id)
        .join(Action, Action.finalite_id == ThematicGroup.finalite_id)
        .where(Action.id == file.action_id)
    )
