"""Facts about the course of a sitting."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class SittingOpened(Fact):
    """The sitting is open. Recorded in its own stream and in its conference's.

    `roll` lists who was expected, in roll-call order: `{seat_id, person_id, name, institution, level, voting}`.
    `proxies` are the powers to vote in force at the opening, as in the snapshot.
    """

    kind: ClassVar[str] = "sitting.opened"
    sitting_id: int
    title: str
    opened_at: str
    chair: str
    secretary: str
    quorum: dict[str, Any]
    roll: list[dict[str, Any]]
    proxies: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class SittingSuspended(Fact):
    """The sitting is suspended."""

    kind: ClassVar[str] = "sitting.suspended"
    sitting_id: int
    suspended_at: str


@dataclass(frozen=True, kw_only=True)
class SittingResumed(Fact):
    """The sitting goes on."""

    kind: ClassVar[str] = "sitting.resumed"
    sitting_id: int


@dataclass(frozen=True, kw_only=True)
class SittingClosed(Fact):
    """The sitting has ended. Recorded in its own stream and in its conference's."""

    kind: ClassVar[str] = "sitting.closed"
    sitting_id: int
    title: str
    closed_at: str
    without_quorum: bool
    quorum: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class SittingReconvened(Fact):
    """A sitting without quorum is taken up again, with no quorum required (S3). In the conference's stream too."""

    kind: ClassVar[str] = "sitting.reconvened"
    sitting_id: int
    from_sitting_id: int
    starts_at: str
    place: str


@dataclass(frozen=True, kw_only=True)
class SittingDoorsClosed(Fact):
    """Huis clos: the last thing the public hears (S11)."""

    kind: ClassVar[str] = "sitting.doors_closed"
    changes_rights: ClassVar[bool] = True
    sitting_id: int
    closed_since: str


@dataclass(frozen=True, kw_only=True)
class SittingDoorsOpened(Fact):
    """The sitting is public again; what was said meanwhile is not.

    `present` lists who is there now: `{seat_id, person_id, name, institution, mode, entered_at}`.
    `proxies` are the powers to vote in force now, as in the snapshot.
    """

    kind: ClassVar[str] = "sitting.doors_opened"
    changes_rights: ClassVar[bool] = True
    sitting_id: int
    present: list[dict[str, Any]]
    proxies: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class SittingAttendanceSet(Fact):
    """How one attends was changed: in the room, remotely, both."""

    kind: ClassVar[str] = "sitting.attendance_set"
    sitting_id: int
    attendance: str


@dataclass(frozen=True, kw_only=True)
class ItemStarted(Fact):
    """The assembly takes up an item."""

    kind: ClassVar[str] = "item.started"
    item_id: int
    title: str
    item_kind: str
    started_at: str
    on_behalf: bool
    by: str


@dataclass(frozen=True, kw_only=True)
class ItemEnded(Fact):
    """The assembly has finished with an item."""

    kind: ClassVar[str] = "item.ended"
    item_id: int
    ended_at: str
    on_behalf: bool
    by: str
