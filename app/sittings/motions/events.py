"""Facts about texts put to the vote."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class MotionTabled(Fact):
    """A text was tabled on an item. `motion` is as in the snapshot."""

    kind: ClassVar[str] = "motion.tabled"
    motion: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class MotionWithdrawn(Fact):
    """A text was withdrawn before the vote."""

    kind: ClassVar[str] = "motion.withdrawn"
    motion_id: int
    item_id: int
    by: str


@dataclass(frozen=True, kw_only=True)
class MotionCarried(Fact):
    """The assembly adopted the text."""

    kind: ClassVar[str] = "motion.carried"
    motion_id: int
    item_id: int
    ballot_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class MotionRejected(Fact):
    """The assembly did not adopt the text."""

    kind: ClassVar[str] = "motion.rejected"
    motion_id: int
    item_id: int
    ballot_id: int
    title: str
