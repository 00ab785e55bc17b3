"""The rates and the level, as the RGAA computes them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean

from .model import Criterion, Verdict
from .sample import Page

FULL, PARTIAL, NOT = "totalement conforme", "partiellement conforme", "non conforme"


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What a grid comes to."""

    met: int
    unmet: int
    absent: int
    by_page: dict[Page, Fraction]

    @property
    def overall(self) -> Fraction:
        """Return the share of criteria met among those that apply; one page that fails is enough to fail one."""
        return Fraction(self.met, self.met + self.unmet)

    @property
    def average(self) -> Fraction:
        """Return the mean of the pages' own rates."""
        return mean(self.by_page.values())

    @property
    def level(self) -> str:
        """Return the level: full at 100 %, partial from 50 % on."""
        if self.overall == 1:
            return FULL
        return PARTIAL if self.overall >= Fraction(1, 2) else NOT


def rates_of(grid: Sequence[Criterion], pages: Sequence[Page]) -> Rates:
    """Compute the rates of a grid over a sample."""
    overall = [criterion.overall for criterion in grid]
    return Rates(
        met=overall.count(Verdict.CONFORM),
        unmet=overall.count(Verdict.FAILING),
        absent=overall.count(Verdict.ABSENT),
        by_page={page: _rate([criterion.verdict(page) for criterion in grid]) for page in pages},
    )


def _rate(found: list[Verdict]) -> Fraction:
    good, bad = found.count(Verdict.CONFORM), found.count(Verdict.FAILING)
    return Fraction(good, good + bad) if good + bad else Fraction(1)


def percent(rate: Fraction) -> str:
    """Return a rate in French, never rounded up to 100 %."""
    tenths = int(rate * 1000)
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}\u00a0%" if rest else f"{whole}\u00a0%"
