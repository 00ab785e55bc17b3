"""Facts about presence and quorum."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class PresenceEntered(Fact):
    """Somebody entered the sitting, in the room or remotely, by themselves or noted by the secretariat."""

    kind: ClassVar[str] = "presence.entered"
    seat_id: int | None
    person_id: int
    name: str
    institution: str
    mode: str
    entered_at: str
    on_behalf: bool
    by: str
    quorum: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class PresenceLeft(Fact):
    """Somebody left the sitting. Losing a connection is not leaving."""

    kind: ClassVar[str] = "presence.left"
    seat_id: int | None
    person_id: int
    name: str
    institution: str
    left_at: str
    on_behalf: bool
    by: str
    quorum: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class QuorumReached(Fact):
    """Enough voting seats are present."""

    kind: ClassVar[str] = "quorum.reached"
    quorum: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class QuorumLost(Fact):
    """Not enough voting seats are present any more; the chair is alerted."""

    kind: ClassVar[str] = "quorum.lost"
    quorum: dict[str, Any]
    lost_at: str


@dataclass(frozen=True, kw_only=True)
class QuorumMissed(Fact):
    """In the conference's record: a sitting ended for want of a quorum (R3.10)."""

    kind: ClassVar[str] = "quorum.missed"
    sitting_id: int
    quorum: dict[str, Any]
    in_a_row: int
    blocked: bool
