"""What becomes of one request: scheduled, refused, put off, held, dropped. Consequences of acts already allowed."""

from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.foundation.clock import local_date
from app.foundation.errors import Refused
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.clock import deadlines
from app.interpellations.models import Hearing, Interpellation, ThresholdCrossing
from app.interpellations.rules.states import check_hearing, check_transition
from app.interpellations.words import DeadlineKind, HearingState, InterpellationState, ThresholdEffect
from app.sittings.models import AgendaItem, Sitting

from . import letters, passes
from .events import (
    HearingDropped,
    HearingHeld,
    HearingMoved,
    HearingPutOff,
    HearingRefused,
    HearingScheduled,
    PrefectTold,
)
from .reading import refused_before

H = HearingState


def schedule(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting, item: AgendaItem) -> None:
    """The chair has put the hearing on the agenda: the reply is given, the requester is summoned."""
    if hearing.state is H.SCHEDULED:
        return
    if hearing.state is H.REFUSED or file.state is not InterpellationState.ESCALATED:
        raise Refused(
            "Cette demande d’audition n’attend plus de suite : le dossier doit d’abord redemander.", rule="I7"
        )
    check_hearing(hearing.state, H.SCHEDULED)
    hearing.state, hearing.agenda_item_id, hearing.answered_at = H.SCHEDULED, item.id, work.now()
    in_time = deadlines.meet(work, file, DeadlineKind.HEARING_REPLY, rank=hearing.rank)
    deadlines.drop(work, file, DeadlineKind.LAST_RESORT)
    work.record(
        HearingScheduled(
            stream=file.stream,
            hearing_id=hearing.id,
            sitting_id=sitting.id,
            sitting=sitting.title,
            starts_at=sitting.starts_at.isoformat(),
            on=day_of(sitting),
            in_time=in_time,
        )
    )
    letters.summon(work, file, hearing, sitting)


def refuse(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting | None, *, reason: str) -> None:
    """The chair will not hear the file; told a second time, the préfet is told too (I7)."""
    if hearing.state is H.SCHEDULED and sitting is not None:
        letters.call_off(work, file, hearing, sitting)
        passes.revoke(work, hearing)
        hearing.state = H.REQUESTED
    second = refused_before(work.session, hearing)
    target = H.PREFECT_TOLD if second else H.REFUSED
    check_hearing(hearing.state, target)
    hearing.state, hearing.refusal, hearing.answered_at = target, reason.strip(), work.now()
    deadlines.meet(work, file, DeadlineKind.HEARING_REPLY, rank=hearing.rank)
    work.record(
        HearingRefused(
            stream=file.stream, hearing_id=hearing.id, rank=hearing.rank, reason=hearing.refusal, second=second
        )
    )
    if second:
        _tell_prefect(work, file, hearing)
    else:
        _leave_a_second_request(work, file, hearing)


def _leave_a_second_request(work: UnitOfWork, file: Interpellation, hearing: Hearing) -> None:
    """Once refused, one has a time to ask again; who has an answer may also say what they make of it."""
    until = deadlines.begin(work, file, DeadlineKind.SECOND_REQUEST)
    answer = deadlines.find(work, file, DeadlineKind.ANSWER)
    if answer is not None and answer.met_at is not None:
        deadlines.begin(work, file, DeadlineKind.JUDGEMENT)
    letters.refused(work, file, hearing, until=until)


def _tell_prefect(work: UnitOfWork, file: Interpellation, hearing: Hearing) -> None:
    """Tell the State, or who must when nobody represents it here; the chair can still schedule, for a time (I7)."""
    letters.refused(work, file, hearing, until=None)
    by_mail = letters.tell_prefect(work, file, hearing)
    work.record(PrefectTold(stream=file.stream, hearing_id=hearing.id, by_mail=by_mail))
    deadlines.begin(work, file, DeadlineKind.LAST_RESORT, owed_by=file.service_id)


def put_off(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting, *, why: str) -> None:
    """What was scheduled is not held: the request waits again, and its first time limit holds."""
    if hearing.state is not H.SCHEDULED:
        return
    check_hearing(hearing.state, H.REQUESTED)
    hearing.state, hearing.answered_at = H.REQUESTED, None
    # To accept and then put off gives no new time: the chair owes what it owed.
    owed = deadlines.find(work, file, DeadlineKind.HEARING_REPLY, rank=hearing.rank)
    if owed is not None:
        owed.met_at = None
    work.record(HearingPutOff(stream=file.stream, hearing_id=hearing.id, why=why))
    letters.call_off(work, file, hearing, sitting)
    passes.revoke(work, hearing)


def move(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting) -> None:
    """The sitting has another date or place: the requester is summoned again."""
    if hearing.state is not H.SCHEDULED:
        return
    work.record(
        HearingMoved(
            stream=file.stream,
            hearing_id=hearing.id,
            sitting_id=sitting.id,
            starts_at=sitting.starts_at.isoformat(),
            on=day_of(sitting),
        )
    )
    letters.summon(work, file, hearing, sitting)


def hold(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting) -> None:
    """The assembly has dealt with the item: the file is heard, its requester says what they make of it (I8)."""
    if hearing.state is not H.SCHEDULED or file.state is not InterpellationState.ESCALATED:
        return
    check_hearing(hearing.state, H.HELD)
    hearing.state, hearing.held_at = H.HELD, work.now()
    file.state = check_transition("hear", file.state)
    _note_effect(work, file)
    due = deadlines.begin(work, file, DeadlineKind.JUDGEMENT)
    work.record(
        HearingHeld(
            stream=file.stream,
            hearing_id=hearing.id,
            sitting_id=sitting.id,
            sitting=sitting.title,
            opinion_due_on=due.due_on.isoformat(),
        )
    )
    letters.heard(work, file, due)


def drop(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting | None) -> None:
    """The file no longer asks to be heard: nothing is owed to it on that account."""
    if hearing.state is H.SCHEDULED and sitting is not None:
        letters.call_off(work, file, hearing, sitting)
        passes.revoke(work, hearing)
    check_hearing(hearing.state, H.DROPPED)
    hearing.state = H.DROPPED
    deadlines.drop(work, file, DeadlineKind.HEARING_REPLY, rank=hearing.rank)
    work.record(HearingDropped(stream=file.stream, hearing_id=hearing.id))


def _note_effect(work: UnitOfWork, file: Interpellation) -> None:
    """What a threshold opened has taken place: going back below it undoes nothing any longer (I6)."""
    crossed = select(ThresholdCrossing).where(
        ThresholdCrossing.interpellation_id == file.id,
        ThresholdCrossing.effect == ThresholdEffect.AGENDA,
        ThresholdCrossing.undone_at.is_(None),
        ThresholdCrossing.happened_at.is_(None),
    )
    for crossing in work.session.scalars(crossed):
        crossing.happened_at = work.now()


def day_of(sitting: Sitting) -> str:
    """Return the day of a sitting where it is held, as ISO 8601."""
    return local_date(sitting.starts_at, ZoneInfo(sitting.conference.timezone)).isoformat()
