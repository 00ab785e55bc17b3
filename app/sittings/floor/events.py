"""Facts about the floor.

Each carries the whole order of those who wait and the version of the list; and who did it (`by`), on behalf of the
speaker or of the chair (`on_behalf`) when it is neither.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class FloorAsked(Fact):
    """Somebody asked for the floor. `speech` is as in the snapshot."""

    kind: ClassVar[str] = "floor.asked"
    speech: dict[str, Any]
    on_behalf: bool
    by: str
    order: list[int]
    version: int


@dataclass(frozen=True, kw_only=True)
class FloorWithdrawn(Fact):
    """A request was withdrawn."""

    kind: ClassVar[str] = "floor.withdrawn"
    speech_id: int
    on_behalf: bool
    by: str
    order: list[int]
    version: int


@dataclass(frozen=True, kw_only=True)
class FloorGiven(Fact):
    """Somebody has the floor. The time runs from `speech.started_at`."""

    kind: ClassVar[str] = "floor.given"
    speech: dict[str, Any]
    on_behalf: bool
    by: str
    order: list[int]
    version: int


@dataclass(frozen=True, kw_only=True)
class FloorPaused(Fact):
    """The speaking time stands still since `speech.paused_at`."""

    kind: ClassVar[str] = "floor.paused"
    speech: dict[str, Any]
    on_behalf: bool
    by: str
    order: list[int]
    version: int


@dataclass(frozen=True, kw_only=True)
class FloorResumed(Fact):
    """The speaking time runs again; `speech.paused_seconds` do not count."""

    kind: ClassVar[str] = "floor.resumed"
    speech: dict[str, Any]
    on_behalf: bool
    by: str
    order: list[int]
    version: int


@dataclass(frozen=True, kw_only=True)
class FloorEnded(Fact):
    """A speech ended after `seconds` of speaking."""

    kind: ClassVar[str] = "floor.ended"
    speech: dict[str, Any]
    seconds: int
    on_behalf: bool
    by: str
    order: list[int]
    version: int


@dataclass(frozen=True, kw_only=True)
class FloorMoved(Fact):
    """The chair changed the order of those who wait."""

    kind: ClassVar[str] = "floor.moved"
    on_behalf: bool
    by: str
    order: list[int]
    version: int


@dataclass(frozen=True, kw_only=True)
class FloorEmptied(Fact):
    """The requests still waiting fell with their item."""

    kind: ClassVar[str] = "floor.emptied"
    on_behalf: bool
    by: str
    order: list[int]
    version: int


@dataclass(frozen=True, kw_only=True)
class FloorClosed(Fact):
    """The list is closed: only points of order are still taken."""

    kind: ClassVar[str] = "floor.closed"
    on_behalf: bool
    by: str
    order: list[int]
    version: int


@dataclass(frozen=True, kw_only=True)
class FloorReopened(Fact):
    """The list is open again."""

    kind: ClassVar[str] = "floor.reopened"
    on_behalf: bool
    by: str
    order: list[int]
    version: int
