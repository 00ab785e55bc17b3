"""When whoever owes is reminded, whom, and which reminders go once a worker was down (I5). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.interpellations.words import DeadlineKind, ReminderKind

R = ReminderKind
TO: Final = {
    R.HALF_TIME: "service",
    R.FIFTEEN_DAYS_BEFORE: "service",
    R.THREE_DAYS_BEFORE: "service",
    R.DAY_AFTER: "service",
    R.ELECTED_HEAD: "élu responsable",
    R.CHAIR: "présidence",
}
OFFSETS: Final = {
    R.FIFTEEN_DAYS_BEFORE: -15,
    R.THREE_DAYS_BEFORE: -3,
    R.DAY_AFTER: 1,
    R.ELECTED_HEAD: 8,
    R.CHAIR: 15,
}
OF_KIND: Final = {
    DeadlineKind.ANSWER: tuple(ReminderKind),
    DeadlineKind.CLARIFICATION: tuple(ReminderKind),
    DeadlineKind.ADMISSIBILITY: (R.THREE_DAYS_BEFORE, R.DAY_AFTER, R.CHAIR),
    DeadlineKind.HEARING_REPLY: (R.HALF_TIME, R.THREE_DAYS_BEFORE, R.DAY_AFTER),
    DeadlineKind.JUDGEMENT: (R.FIFTEEN_DAYS_BEFORE,),
    DeadlineKind.SECOND_REQUEST: (R.FIFTEEN_DAYS_BEFORE,),
    DeadlineKind.LAST_RESORT: (R.FIFTEEN_DAYS_BEFORE,),
    DeadlineKind.CORRECTION: (R.THREE_DAYS_BEFORE,),
}


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A reminder and its day."""

    kind: ReminderKind
    on: date


def plan(kind: DeadlineKind, starts_on: date, due_on: date) -> list[Planned]:
    """Return the reminders of a deadline in the order of their days; one that would come at its start is left out."""
    days = [Planned(kind=reminder, on=_day(reminder, starts_on, due_on)) for reminder in OF_KIND.get(kind, ())]
    return sorted((p for p in days if p.on > starts_on), key=lambda p: p.on)


def _day(reminder: ReminderKind, starts_on: date, due_on: date) -> date:
    if reminder is R.HALF_TIME:
        return starts_on + timedelta(days=(due_on - starts_on).days // 2)
    return due_on + timedelta(days=OFFSETS[reminder])


def due(planned: Sequence[Planned], gone: frozenset[ReminderKind], today: date) -> list[tuple[Planned, bool]]:
    """Return the reminders to note today, in order, and whether each still has a point.

    After a worker was down, one that a later reminder to the same person says better is noted without being sent.
    """
    missing = [p for p in planned if p.on <= today and p.kind not in gone]
    last_to = {TO[p.kind]: p for p in missing}
    return [(p, last_to[TO[p.kind]] is p) for p in missing]
