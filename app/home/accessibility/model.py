"""The words of the grid: a criterion, how it is checked, where it fails. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .sample import EVERYWHERE, Page


class Verdict(StrEnum):
    """What is found of one criterion on one page, or on the whole sample."""

    CONFORM = "conforme"
    FAILING = "non conforme"
    ABSENT = "non applicable"


@dataclass(frozen=True)
class Axe:
    """Rules of axe that the journeys run on every page of the sample."""

    rules: tuple[str, ...]


@dataclass(frozen=True)
class Proof:
    """A test of this repository, by its path."""

    path: str


@dataclass(frozen=True)
class Hand:
    """What a person looked at, in a browser, and when."""

    looked: str
    on: date


Check = Axe | Proof | Hand


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Where a criterion is not met, what it costs to whom, what one can do meanwhile, and what is planned."""

    pages: frozenset[Page]
    what: str
    consequence: str
    meanwhile: str
    plan: str


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One criterion. `on`: the pages that have something it speaks of; `absent` says why none does."""

    number: str
    asks: str
    on: frozenset[Page] = frozenset()
    absent: str = ""
    checks: tuple[Check, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def theme(self) -> int:
        """Return the number of its theme."""
        return int(self.number.partition(".")[0])

    @property
    def failing_on(self) -> frozenset[Page]:
        """Return the pages where it is not met."""
        return frozenset(page for failure in self.failures for page in failure.pages)

    def verdict(self, page: Page) -> Verdict:
        """Return what is found on one page."""
        if page not in self.on:
            return Verdict.ABSENT
        return Verdict.FAILING if page in self.failing_on else Verdict.CONFORM

    @property
    def overall(self) -> Verdict:
        """Return what is found on the sample: one page that fails is enough."""
        if not self.on:
            return Verdict.ABSENT
        return Verdict.FAILING if self.failures else Verdict.CONFORM


def met(number: str, asks: str, *checks: Check, on: Iterable[Page] = EVERYWHERE, but: Iterable[Page] = ()) -> Criterion:
    """Return a criterion that is met wherever it applies."""
    return Criterion(number=number, asks=asks, on=frozenset(on) - frozenset(but), checks=checks)


def unmet(number: str, asks: str, *checks: Check, on: Iterable[Page], failures: tuple[Failure, ...]) -> Criterion:
    """Return a criterion that fails on some page."""
    return Criterion(number=number, asks=asks, on=frozenset(on), checks=checks, failures=failures)


def absent(number: str, asks: str, why: str) -> Criterion:
    """Return a criterion of which no page of the sample has anything."""
    return Criterion(number=number, asks=asks, absent=why)


def axe(*rules: str) -> Axe:
    """Return a check by these rules of axe."""
    return Axe(rules)
