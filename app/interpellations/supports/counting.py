"""The exact count, and what it opens or undoes. Part of acts already allowed, on the locked row of the file."""

from collections.abc import Iterable

from sqlalchemy import select

from app.conferences.rules.settings import Reglement
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.clock import deadlines
from app.interpellations.hearings.requesting import pending_hearing, request_hearing
from app.interpellations.hearings.settling import drop
from app.interpellations.models import Hearing, Interpellation, ThresholdCrossing
from app.interpellations.rules.states import check_transition
from app.interpellations.rules.thresholds import Standing, crossed, thresholds, undone
from app.interpellations.words import (
    DeadlineKind,
    EscalationCause,
    HearingState,
    InterpellationState,
    ThresholdEffect,
)

from .events import SupportsCounted, ThresholdCrossed, ThresholdUndone

ASKS_TO_BE_HEARD = (ThresholdEffect.AGENDA, ThresholdEffect.CONSULTATION)
CAN_ASK = (InterpellationState.ADMISSIBLE, InterpellationState.ANSWERED, InterpellationState.HEARD)


def change_count(work: UnitOfWork, file: Interpellation, by: int) -> None:
    """Change the count and tell it, with the thresholds it crosses or leaves."""
    if by == 0:
        return
    file.supports += by
    work.record(SupportsCounted(stream=file.stream, supports=file.supports))
    conference = file.contract.conference
    declared = thresholds(Reglement.from_json(conference.reglement) if conference else Reglement())
    rows = {row.threshold: row for row in _standing(work, file)}
    known = [Standing(at=at, happened=row.happened_at is not None) for at, row in rows.items()]
    for threshold in crossed(declared, known, file.supports):
        work.add(
            ThresholdCrossing(
                interpellation_id=file.id, threshold=threshold.at, effect=threshold.effect, crossed_at=work.now()
            )
        )
        work.record(ThresholdCrossed(stream=file.stream, threshold=threshold.at, effect=threshold.effect.value))
        if threshold.effect in ASKS_TO_BE_HEARD and file.state in CAN_ASK:
            request_hearing(work, file, EscalationCause.THRESHOLD)
    for at in undone(known, file.supports):
        _undo(work, file, rows.pop(at), still=rows.values())


def _standing(work: UnitOfWork, file: Interpellation) -> list[ThresholdCrossing]:
    standing = select(ThresholdCrossing).where(
        ThresholdCrossing.interpellation_id == file.id, ThresholdCrossing.undone_at.is_(None)
    )
    return list(work.session.scalars(standing.order_by(ThresholdCrossing.threshold)))


def _undo(
    work: UnitOfWork, file: Interpellation, crossing: ThresholdCrossing, *, still: Iterable[ThresholdCrossing]
) -> None:
    """Undo what a threshold opened; a lower one that stands (`still`) asks to be heard all the same."""
    crossing.undone_at = work.now()
    work.record(ThresholdUndone(stream=file.stream, threshold=crossing.threshold, effect=crossing.effect.value))
    asks = any(one.effect in ASKS_TO_BE_HEARD and one.happened_at is None for one in still)
    if crossing.effect not in ASKS_TO_BE_HEARD or asks:
        return
    hearing = pending_hearing(work, file)
    if hearing is None or hearing.cause is not EscalationCause.THRESHOLD or hearing.state is not HearingState.REQUESTED:
        return
    drop(work, file, hearing, None)
    _go_back(work, file)


def _go_back(work: UnitOfWork, file: Interpellation) -> None:
    """Bring the file where it stood; a silence that was noted meanwhile asks to be heard by itself (I7)."""
    answer = deadlines.find(work, file, DeadlineKind.ANSWER)
    heard = select(Hearing.id).where(Hearing.interpellation_id == file.id, Hearing.state == HearingState.HELD)
    if work.session.scalar(heard.limit(1)) is not None:
        file.state = check_transition("lapse_heard", file.state)
    elif answer is not None and answer.met_at is not None:
        file.state = check_transition("lapse_answered", file.state)
    else:
        file.state = check_transition("lapse", file.state)
        if answer is not None and answer.late_noted_at is not None:
            request_hearing(work, file, EscalationCause.NO_ANSWER)
        return
    deadlines.begin(work, file, DeadlineKind.JUDGEMENT)
