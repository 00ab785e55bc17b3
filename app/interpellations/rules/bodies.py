"""Dates of offices and of designations: what follows what, and the words for it (I1, I10). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.foundation.french import day as in_words
from app.interpellations.words import BodyKind

KINDS: Final = {
    BodyKind.CESER: "Conseil économique, social et environnemental régional (CESER)",
    BodyKind.DEVELOPMENT_COUNCIL: "Conseil de développement",
    BodyKind.NEIGHBOURHOOD_COUNCIL: "Conseil de quartier",
}
WHAT_IT_IS: Final = {
    BodyKind.CESER: "Assemblée consultative de la région : entreprises, syndicats, associations et personnes "
    "qualifiées y donnent un avis sur les politiques régionales.",
    BodyKind.DEVELOPMENT_COUNCIL: "Assemblée d’habitants et de représentants de la vie économique, sociale et "
    "associative : elle est consultée sur les projets de l’intercommunalité.",
    BodyKind.NEIGHBOURHOOD_COUNCIL: "Assemblée d’habitants d’un quartier, créée par la commune pour être consultée et "
    "proposer.",
}


@dataclass(frozen=True, kw_only=True)
class Period:
    """From a day, that day included, to another, that day excluded; None: nobody said when it ends."""

    starts_on: date
    ends_on: date | None

    def overlaps(self, other: "Period") -> bool:
        """Tell whether a day belongs to both."""
        before = other.ends_on is not None and other.ends_on <= self.starts_on
        after = self.ends_on is not None and self.ends_on <= other.starts_on
        return not before and not after


def check_dates(starts_on: date, ends_on: date | None) -> None:
    """Refuse a period that ends before it begins, or on the same day: it would give no right at all."""
    if ends_on is not None and ends_on <= starts_on:
        raise Invalid(
            "La fin doit être après le début.",
            errors=[{"pointer": "#/ends_on", "detail": f"Donnez un jour après le {in_words(starts_on)}."}],
        )


def check_free(wanted: Period, known: Iterable[Period], *, refusal: str) -> None:
    """Refuse what the same person already holds on one of these days."""
    if any(wanted.overlaps(period) for period in known):
        raise Refused(refusal, rule="I1")


def check_end(starts_on: date, ends_on: date | None, wanted: date) -> None:
    """Refuse an end before the beginning, or one that moves later an end on record."""
    if wanted < starts_on:
        raise Refused(f"Cela commence le {in_words(starts_on)} : cela ne peut pas finir avant.", rule="I1")
    if ends_on is not None and ends_on <= wanted:
        raise IllegalTransition(f"Une fin est déjà inscrite, le {in_words(ends_on)}.")


def said_period(starts_on: date, ends_on: date | None, today: date) -> str:
    """Say from when to when; the last day is the eve of the first day without."""
    if ends_on is None:
        verb = "à partir du" if starts_on > today else "depuis le"
        return f"{verb} {in_words(starts_on)}"
    if ends_on <= starts_on:
        return f"annulée, elle devait commencer le {in_words(starts_on)}"
    last = date.fromordinal(ends_on.toordinal() - 1)
    return f"du {in_words(starts_on)} au {in_words(last)}"
