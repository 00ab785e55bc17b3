"""How a deadline stands on a day, and the words for it. Lateness is computed, never a state. Pure."""

from datetime import date
from enum import StrEnum

from app.foundation.french import count, day
from app.interpellations.words import DeadlineKind


class Standing(StrEnum):
    """How what is owed stands."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    MET = "met"
    MET_LATE = "met_late"
    LATE = "late"
    VERY_LATE = "very_late"
    DROPPED = "dropped"


def standing(
    due_on: date, very_late_on: date, today: date, *, met_on: date | None, dropped: bool, suspended: bool
) -> Standing:
    """Return how a deadline stands; the last day itself is in time."""
    if met_on is not None:
        return Standing.MET if met_on <= due_on else Standing.MET_LATE
    if dropped:
        return Standing.DROPPED
    if today > very_late_on:
        return Standing.VERY_LATE
    if today > due_on:
        return Standing.LATE
    return Standing.SUSPENDED if suspended else Standing.RUNNING


def sentence(kind: DeadlineKind, found: Standing, due_on: date, today: date) -> str:
    """Say how a deadline stands; a silence is « réponse non intervenue », never acceptance (I9)."""
    if found in (Standing.LATE, Standing.VERY_LATE):
        since = f"échéance dépassée depuis {count((today - due_on).days, 'jour')}"
        return f"Réponse non intervenue : {since}" if kind is DeadlineKind.ANSWER else since.capitalize()
    return {
        Standing.RUNNING: f"au plus tard le {day(due_on)}, dans {count((due_on - today).days, 'jour')}",
        Standing.SUSPENDED: f"délai suspendu, au plus tard le {day(due_on)}",
        Standing.MET: "fait dans le délai",
        Standing.MET_LATE: f"fait après le délai, qui finissait le {day(due_on)}",
        Standing.DROPPED: "n’est plus attendu",
    }[found]
