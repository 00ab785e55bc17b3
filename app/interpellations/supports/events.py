"""Facts about supports: counts, never who."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class SupportsCounted(Fact):
    """The exact count after one or several supports came, left or were set aside."""

    kind: ClassVar[str] = "interpellation.supports_counted"
    supports: int


@dataclass(frozen=True, kw_only=True)
class ThresholdCrossed(Fact):
    """A declared threshold was crossed: what it opens."""

    kind: ClassVar[str] = "interpellation.threshold_crossed"
    threshold: int
    effect: str


@dataclass(frozen=True, kw_only=True)
class ThresholdUndone(Fact):
    """Supports went back below a threshold before its effect took place."""

    kind: ClassVar[str] = "interpellation.threshold_undone"
    threshold: int
    effect: str


@dataclass(frozen=True, kw_only=True)
class SupportsInvalidated(Fact):
    """The secretariat set supports aside, with a public reason; or took that back."""

    kind: ClassVar[str] = "interpellation.supports_invalidated"
    count: int
    reason: str
    lifted: bool


@dataclass(frozen=True, kw_only=True)
class ThresholdHonoured(Fact):
    """What a threshold opened took place, with its published report."""

    kind: ClassVar[str] = "interpellation.threshold_honoured"
    threshold: int
    effect: str
