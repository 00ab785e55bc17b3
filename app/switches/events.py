"""Facts about what is suspended: public, they name no person."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact

PLATFORM = "platform:1"


@dataclass(frozen=True, kw_only=True)
class FeaturePaused(Fact):
    """A part of the service was suspended, for a public reason."""

    kind: ClassVar[str] = "feature.paused"
    stream: str = PLATFORM
    feature: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FeatureResumed(Fact):
    """A part of the service was restored."""

    kind: ClassVar[str] = "feature.resumed"
    stream: str = PLATFORM
    feature: str
