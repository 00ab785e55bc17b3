"""What each figure counts, once, in SQL: the scoreboard adds up these conditions, the public list filters by them.

All are about the answer deadline of a file; a silence is « réponse non intervenue », never acceptance (I9).
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Date, and_, cast, exists, func, literal, or_
from sqlalchemy.orm import aliased

from app.interpellations.models import Deadline, SentReminder
from app.interpellations.words import DeadlineKind

ANSWER: Final = aliased(Deadline, name="answer_due")


def _day(moment: ColumnElement[object]) -> ColumnElement[date]:
    return cast(func.timezone("Europe/Paris", moment), Date)


ANSWERED_ON: Final = _day(ANSWER.met_at)  # type: ignore[arg-type]  # a column of moments that may be null
DROPPED_ON: Final = _day(ANSWER.dropped_at)  # type: ignore[arg-type]  # as above
ANSWERED: Final = ANSWER.met_at.is_not(None)


def due(_today: date) -> ColumnElement[bool]:
    """An answer is or was owed; a file taken back while there was still time owes nothing."""
    never_due = and_(ANSWER.met_at.is_(None), ANSWER.dropped_at.is_not(None), ANSWER.due_on >= DROPPED_ON)
    return and_(ANSWER.kind == DeadlineKind.ANSWER, or_(never_due.is_(None), ~never_due))


def answered(_today: date) -> ColumnElement[bool]:
    """The answer was given, in time or not."""
    return ANSWERED


def in_time(_today: date) -> ColumnElement[bool]:
    """The answer was given on the last day at the latest."""
    return and_(ANSWERED, ANSWER.due_on >= ANSWERED_ON)


def answered_late(_today: date) -> ColumnElement[bool]:
    """The answer was given after the last day."""
    return and_(ANSWERED, ANSWER.due_on < ANSWERED_ON)


def silent(today: date) -> ColumnElement[bool]:
    """The last day is over without an answer, whatever became of the file since."""
    return and_(ANSWER.met_at.is_(None), func.coalesce(DROPPED_ON, literal(today, Date)) > ANSWER.due_on)


def awaited(today: date) -> ColumnElement[bool]:
    """The answer is not there and there is still time."""
    return and_(ANSWER.met_at.is_(None), ANSWER.dropped_at.is_(None), ANSWER.due_on >= today)


def late(today: date) -> ColumnElement[bool]:
    """The last day came without the answer: given late, or never."""
    return or_(answered_late(today), silent(today))


def settled(today: date) -> ColumnElement[bool]:
    """What can be judged: given, or late. The share of what is late is a share of these."""
    return or_(ANSWERED, silent(today))


def reminded(_today: date) -> ColumnElement[bool]:
    """The answer was given after at least one reminder."""
    gone = exists().where(SentReminder.deadline_id == ANSWER.id, SentReminder.sent_at < ANSWER.met_at)
    return and_(ANSWERED, gone)


MEASURES: Final[Mapping[str, Callable[[date], ColumnElement[bool]]]] = {
    "dues": due,
    "donnees": answered,
    "dans-le-delai": in_time,
    "apres-delai": answered_late,
    "retard": late,
    "apres-rappel": reminded,
    "non-intervenue": silent,
    "attendue": awaited,
}
"""By their name in the address of the public list."""
