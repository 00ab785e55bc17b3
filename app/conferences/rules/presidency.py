"""R3.4, R3.11: who chairs on a given day, which levels come next, and whether a term may be recorded.

A term runs from `starts_on` to the day before `ends_on`; when it is vacated, an interim of the same level
runs from `vacated_on` to the same end.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from app.conferences.words import Profile
from app.foundation.errors import Refused
from app.foundation.french import day as in_words
from app.institutions.words import Level

PLANNED_TERMS = 4
"""R3.4: the plan for the next four terms is public."""


class HeldTerm(Protocol):
    """What a rule needs to know of a term; the stored entity fits."""

    @property
    def level(self) -> Level: ...  # noqa: D102 - the names are the documentation
    @property
    def institution_id(self) -> int | None: ...  # noqa: D102
    @property
    def starts_on(self) -> date: ...  # noqa: D102
    @property
    def ends_on(self) -> date: ...  # noqa: D102
    @property
    def interim(self) -> bool: ...  # noqa: D102
    @property
    def vacated_on(self) -> date | None: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term as a value; `institution_id` is None while only its level is known."""

    level: Level
    starts_on: date
    ends_on: date
    institution_id: int | None = None
    interim: bool = False
    vacated_on: date | None = None

    @classmethod
    def of(cls, term: HeldTerm) -> "Term":
        """Return the value of a stored term."""
        return cls(
            level=term.level,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            institution_id=term.institution_id,
            interim=term.interim,
            vacated_on=term.vacated_on,
        )


def add_months(start: date, months: int) -> date:
    """Return the same day that many months later, or the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def runs_on(term: HeldTerm, day: date) -> bool:
    """Tell whether the institution of this term chairs that day."""
    return term.starts_on <= day < (term.vacated_on or term.ends_on)


def term_on(terms: Iterable[HeldTerm], day: date) -> HeldTerm | None:
    """Return the term in force that day, an interim first; None when nobody chairs."""
    running = [term for term in terms if runs_on(term, day)]
    return max(running, key=lambda term: (term.interim, term.starts_on), default=None)


def holder_on(terms: Iterable[HeldTerm], day: date) -> int | None:
    """Return the institution that chairs that day."""
    term = term_on(terms, day)
    return term.institution_id if term else None


def chair_on(profile: Profile, region_id: int, terms: Iterable[HeldTerm], day: date) -> int | None:
    """Return the institution that chairs that day; R3.11: always the région in a statutory conference."""
    return region_id if profile is Profile.CTAP else holder_on(terms, day)


def regular(terms: Iterable[HeldTerm]) -> list[HeldTerm]:
    """Return the terms of the rotation, without interims, in order."""
    return sorted((term for term in terms if not term.interim), key=lambda term: term.starts_on)


def next_levels(order: Sequence[Level], history: Sequence[Level], count: int) -> list[Level]:
    """Return the levels that come next in the agreed order.

    The place in the order is found by walking through the past levels: a level that was skipped stays
    skipped, a level outside the order does not move the rotation.
    """
    place = -1
    for level in history:
        ahead = [step for step in range(1, len(order) + 1) if order[(place + step) % len(order)] is level]
        place += min(ahead, default=0)
    return [order[(place + step) % len(order)] for step in range(1, count + 1)]


def plan(
    order: Sequence[Level],
    terms: Iterable[HeldTerm],
    *,
    today: date,
    months: int = 12,
    count: int = PLANNED_TERMS,
) -> list[Term]:
    """Return the term of today (an interim when one runs), then `count` terms to come.

    Terms already recorded are kept and levels in turn complete them. Dates follow without a gap: once the
    recorded ones have run out, the rotation is taken to have gone on with nobody in the chair, so that
    the calendar of levels does not depend on who was late.
    """
    terms = list(terms)
    planned = [Term.of(term) for term in regular(terms)]
    while sum(term.starts_on > today for term in planned) < count:
        level = next_levels(order, [term.level for term in planned], 1)[0]
        start = planned[-1].ends_on if planned else today
        planned.append(Term(level=level, starts_on=start, ends_on=add_months(start, months)))
    chairing = term_on(terms, today)
    running = [term for term in planned if term.starts_on <= today < term.ends_on]
    current = [Term.of(chairing)] if chairing else running
    return current + [term for term in planned if term.starts_on > today][:count]


def check_order(order: Sequence[Level], seated: Iterable[Level]) -> None:
    """Refuse an order that is empty or names a level without a voting seat."""
    if not order:
        raise Refused(
            "L’ordre de la présidence tournante est vide. Indiquez les niveaux qui se succèdent.", rule="R3.4"
        )
    absent = set(order) - set(seated)
    if absent:
        words = ", ".join(LEVEL_WORDS[level] for level in Level if level in absent)
        raise Refused(
            f"L’ordre de la présidence nomme un niveau sans siège votant : {words}. "
            "Retirez ce niveau de l’ordre ou donnez-lui un siège dans la composition.",
            rule="R3.4",
        )


def vacate(term: HeldTerm, on: date) -> tuple[Term, Term]:
    """Return the term cut short and the interim until its end, whose institution is still to choose."""
    if not runs_on(term, on):
        raise Refused(
            f"La vacance du {in_words(on)} tombe hors de la présidence en cours. Choisissez une date "
            "entre le "
            f"{in_words(term.starts_on)} et la veille du {in_words(term.vacated_on or term.ends_on)}.",
            rule="R3.4",
        )
    cut = replace(Term.of(term), vacated_on=on)
    return cut, Term(level=term.level, starts_on=on, ends_on=term.ends_on, interim=True)


LEVEL_WORDS = {
    Level.REGION: "région",
    Level.DEPARTEMENT: "département",
    Level.EPCI: "EPCI",
    Level.COMMUNE: "commune",
}
