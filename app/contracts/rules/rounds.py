"""R8: what a negotiation has settled and what it leaves open, subject by subject. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.contracts.words import RoundOutcome, Side
from app.foundation.errors import IllegalTransition
from app.institutions.naming import search_form

OUTCOME_WORDS = {
    RoundOutcome.OFFERED: "proposé",
    RoundOutcome.ACCEPTED: "accepté",
    RoundOutcome.OPEN: "laissé ouvert",
    RoundOutcome.REFUSED: "refusé",
}
SETTLED = (RoundOutcome.ACCEPTED, RoundOutcome.REFUSED)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One position: in which round, by which side, on what, and what became of it."""

    number: int
    side: Side
    subject: str
    position: str
    outcome: RoundOutcome


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A subject of the negotiation: its last position of each side, and where it stands."""

    title: str
    outcome: RoundOutcome
    number: int
    last: tuple[Said, ...]

    @property
    def settled(self) -> bool:
        """Tell whether nothing is left to negotiate about it."""
        return self.outcome in SETTLED


def subjects(positions: Iterable[Said]) -> list[Subject]:
    """Return the subjects in the order in which they came up; the last word on each says where it stands."""
    known: dict[str, list[Said]] = {}
    for said in positions:
        known.setdefault(search_form(said.subject), []).append(said)
    found = []
    for all_said in known.values():
        last = {said.side: said for said in all_said}
        final = all_said[-1]
        found.append(
            Subject(title=all_said[0].subject, outcome=final.outcome, number=final.number, last=tuple(last.values()))
        )
    return found


def left_open(positions: Iterable[Said]) -> list[str]:
    """Return the titles of the subjects on which the sides still differ."""
    return [subject.title for subject in subjects(positions) if not subject.settled]


def check_round_open(number: int, closed: bool) -> None:
    """Refuse to write in a round that is closed."""
    if closed:
        raise IllegalTransition(f"Le tour n° {number} est clos : il ne change plus. Ouvrez un nouveau tour.")


def check_no_open_round(open_numbers: Sequence[int]) -> None:
    """Refuse a second round while one is open."""
    if open_numbers:
        raise IllegalTransition(f"Le tour n° {open_numbers[0]} est encore ouvert. Clôturez-le d’abord.")
