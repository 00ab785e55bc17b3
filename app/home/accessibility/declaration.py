"""The declaration of accessibility, computed from the grid and from what the browser found."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from . import looks
from .grid import AUDITED, GRID, THEMES
from .model import Axe, Check, Criterion, Failure, Hand, Proof, Verdict
from .rates import FULL, PARTIAL, Rates, percent, rates_of
from .sample import SAMPLE, Page

ESTABLISHED: Final = date(2026, 11, 21)
DECLARED: Final = PARTIAL
"""The level that is signed. A test compares it with the grid: neither changes without the other."""
TECHNOLOGIES: Final = ("HTML5", "CSS", "SVG", "WAI-ARIA", "JavaScript", "PDF")
DEFENDER: Final = {
    "form": "https://formulaire.defenseurdesdroits.fr/",
    "delegates": "https://www.defenseurdesdroits.fr/saisir/delegues",
}
"""Where to turn to when the publisher does not answer, as the arrêté du 20 septembre 2019 asks to say."""
SHORT: Final = {Verdict.CONFORM: "done", Verdict.FAILING: "late", Verdict.ABSENT: "neutral"}
NAMES: Final = {sampled.page: sampled.name for sampled in SAMPLE}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A criterion as the declaration shows it."""

    number: str
    asks: str
    verdict: Verdict
    mark: str
    how: str


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What is not accessible: the criterion, the pages, what it costs, what one can do, what is planned."""

    number: str
    asks: str
    pages: list[str]
    failure: Failure


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """All that the page says."""

    level: str
    by_operator: bool
    """Whether the level comes from an audit the operator had made; otherwise it is the grid's own."""
    own_level: str
    on: date
    established: date
    overall: str
    average: str
    rates: Rates
    gaps: list[Gap]
    sample: list[dict[str, Any]]
    looks: looks.Looks
    themes: list[tuple[str, list[Line]]]
    technologies: tuple[str, ...] = TECHNOLOGIES

    @property
    def full(self) -> bool:
        """Tell whether nothing is left to mend."""
        return self.level == FULL


def stated(audited: str = "") -> str:
    """Return the level that every page states: the operator's own audit if there is one, the grid's otherwise."""
    return audited or DECLARED


@cache
def today(audited: str = "") -> Declaration:
    """Return the declaration; `audited` is the level of an audit that the operator had made, if any."""
    rates, found = rates_of(GRID, list(Page)), looks.read()
    return Declaration(
        level=stated(audited),
        by_operator=bool(audited),
        own_level=DECLARED,
        on=AUDITED,
        established=ESTABLISHED,
        overall=percent(rates.overall),
        average=percent(rates.average),
        rates=rates,
        gaps=[_gap(criterion, failure) for criterion in GRID for failure in criterion.failures],
        sample=[
            {"sampled": sampled, "rate": percent(rates.by_page[sampled.page]), "look": found.pages[sampled.page]}
            for sampled in SAMPLE
        ],
        looks=found,
        themes=[
            (f"{number}. {name}", [_line(criterion) for criterion in GRID if criterion.theme == number])
            for number, name in THEMES.items()
        ],
    )


def _gap(criterion: Criterion, failure: Failure) -> Gap:
    pages = [name for page, name in NAMES.items() if page in failure.pages]
    return Gap(number=criterion.number, asks=criterion.asks, pages=pages, failure=failure)


def _line(criterion: Criterion) -> Line:
    how = criterion.absent or "\u00a0; ".join(_how(check) for check in criterion.checks)
    verdict = criterion.overall
    return Line(number=criterion.number, asks=criterion.asks, verdict=verdict, mark=SHORT[verdict], how=how)


def _how(check: Check) -> str:
    match check:
        case Axe(rules):
            return f"axe ({', '.join(rules)})"
        case Proof(path):
            return f"test {path}"
        case Hand(looked, on):
            return f"à la main le {on.day:02}/{on.month:02}/{on.year}\u00a0: {looked}"
