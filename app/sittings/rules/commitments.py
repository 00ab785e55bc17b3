"""S13: a decision becomes a commitment with an owner and a date, followed until it is done or dropped."""

from datetime import date
from enum import StrEnum
from typing import Final

from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.foundation.french import count, day
from app.sittings.words import CommitmentState

OPEN, DONE, DROPPED = CommitmentState.OPEN, CommitmentState.DONE, CommitmentState.DROPPED

TRANSITIONS: Final = {
    OPEN: frozenset({DONE, DROPPED}),
    DONE: frozenset({OPEN}),
    DROPPED: frozenset({OPEN}),
}
STATE_WORDS: Final = {OPEN: "en cours", DONE: "tenu", DROPPED: "abandonné"}


class Standing(StrEnum):
    """How a commitment stands today: its state, and `overdue` computed from the date."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DROPPED = "dropped"


def check_commitment(*, title: str, owner_id: int | None, due_on: date | None, decided_on: date) -> None:
    """Refuse a commitment without words, owner or date, every fault told at once."""
    errors = []
    if not title.strip():
        errors.append({"pointer": "#/title", "detail": "Écrivez ce qui doit être fait."})
    if owner_id is None:
        errors.append({"pointer": "#/owner_id", "detail": "Choisissez l’institution qui s’engage."})
    if due_on is None:
        errors.append({"pointer": "#/due_on", "detail": "Donnez la date à laquelle ce sera fait."})
    elif due_on < decided_on:
        detail = f"L’échéance précède la décision du {day(decided_on)}. Choisissez une date plus tardive."
        errors.append({"pointer": "#/due_on", "detail": detail})
    if errors:
        raise Invalid("Un engagement dit quoi, qui et pour quand. Complétez ce qui manque.", errors=errors, rule="S13")


def standing(state: CommitmentState, due_on: date, today: date) -> Standing:
    """Return how the commitment stands; it is late from the day after its date."""
    return Standing.OVERDUE if state is OPEN and today > due_on else Standing(state.value)


def days_late(state: CommitmentState, due_on: date, today: date) -> int:
    """Return how many days an open commitment is late, 0 when it is not."""
    return max(0, (today - due_on).days) if state is OPEN else 0


def sentence(state: CommitmentState, due_on: date, today: date, *, settled_on: date | None = None) -> str:
    """Say how the commitment stands."""
    late = days_late(state, due_on, today)
    if late:
        return f"En retard de {count(late, 'jour')} : échéance le {day(due_on)}."
    if state is OPEN:
        left = (due_on - today).days
        return f"À tenir pour le {day(due_on)}" + (f", dans {count(left, 'jour')}." if left else ", aujourd’hui.")
    return f"{STATE_WORDS[state].capitalize()}" + (f" le {day(settled_on)}." if settled_on else ".")


def check_settlement(state: CommitmentState, wanted: CommitmentState, *, text: str) -> None:
    """Refuse an impossible step, or one that leaves no word of explanation."""
    if wanted not in TRANSITIONS[state]:
        raise IllegalTransition(
            f"Cet engagement est {STATE_WORDS[state]} : il ne peut pas devenir {STATE_WORDS[wanted]}.",
            state=state.value,
            wanted=wanted.value,
        )
    if not text.strip():
        raise Refused("Dites ce qui a été fait, ou pourquoi l’engagement change. Chacun pourra le lire.", rule="S13")
