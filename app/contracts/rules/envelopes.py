"""The envelopes of a text by theme and by year: who brings what, and what it adds up to. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.contracts.words import EnvelopePurpose
from app.foundation.french import listing

from .amounts import said

NO_THEME: Final = "Sans thème"
ANY_YEAR: Final = "Toutes années"
PURPOSES: Final = {
    EnvelopePurpose.PROJECTS: "projets",
    EnvelopePurpose.PRIORITY_TERRITORIES: "territoires prioritaires",
    EnvelopePurpose.EVALUATION: "évaluation",
}


@dataclass(frozen=True, kw_only=True)
class YearOfTheme:
    """What a theme receives for a year: the year in words, who brings it, and the sum in cents."""

    year: str
    brought: str
    cents: int


@dataclass(frozen=True, kw_only=True)
class ThemeEnvelopes:
    """The envelopes of a theme, year by year, and their sum in cents."""

    title: str
    years: Sequence[YearOfTheme]

    @property
    def cents(self) -> int:
        """Return what the theme receives in all."""
        return sum(year.cents for year in self.years)


def by_theme_and_year(envelopes: Sequence[Mapping[str, Any]]) -> list[ThemeEnvelopes]:
    """Return the envelopes of a text, each `{funder, theme, year, purpose, cents, qualifier}`, theme by theme."""
    grouped: defaultdict[str, defaultdict[int, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for envelope in envelopes:
        grouped[envelope["theme"] or NO_THEME][envelope["year"] or 0].append(envelope)
    ordered = sorted(grouped.items(), key=lambda item: item[0] == NO_THEME)
    return [
        ThemeEnvelopes(title=title, years=[_year(year, years[year]) for year in sorted(years, key=_last_when_any)])
        for title, years in ordered
    ]


def total(envelopes: Sequence[Mapping[str, Any]]) -> int:
    """Return what the envelopes add up to, in cents."""
    return sum(int(envelope["cents"]) for envelope in envelopes)


def _last_when_any(year: int) -> tuple[bool, int]:
    return year == 0, year


def _year(year: int, envelopes: Sequence[Mapping[str, Any]]) -> YearOfTheme:
    return YearOfTheme(
        year=str(year) if year else ANY_YEAR,
        brought=listing([_brought(envelope, alone=len(envelopes) == 1) for envelope in envelopes]),
        cents=total(envelopes),
    )


def _brought(envelope: Mapping[str, Any], *, alone: bool) -> str:
    purpose = PURPOSES.get(EnvelopePurpose(envelope["purpose"]), "")
    # The amount of the only one is that of the line, unless it is a bound.
    amount = "" if alone and not envelope["qualifier"] else f", {said(envelope['cents'], envelope['qualifier'])}"
    return f"{envelope['funder']}{amount}" + (f" ({purpose})" if purpose else "")
