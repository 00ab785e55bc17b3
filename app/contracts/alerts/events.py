"""Facts about alerts."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class DuplicateDismissed(Fact):
    """A desk found that two actions that look alike are not one (R6.2)."""

    kind: ClassVar[str] = "duplicate.dismissed"
    first_id: int
    second_id: int
    first: str
    second: str
    reason: str
