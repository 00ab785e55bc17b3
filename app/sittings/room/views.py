"""What a room page shows, as plain values: no entity, so that no template can reach further or trigger a query."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from app.sittings.rules.speaking_time import seconds_used
from app.sittings.words import (
    LIVE,
    AttendanceProfile,
    CommitmentState,
    ItemKind,
    ItemState,
    PresenceMode,
    SittingState,
    SpeechKind,
    SpeechState,
)


class Role(StrEnum):
    """The seat from which the room is looked at."""

    GALLERY = "gallery"
    MEMBER = "member"
    CHAIR = "chair"
    SECRETARY = "secretary"


@dataclass(frozen=True, kw_only=True)
class SittingView:
    """The sitting itself."""

    id: int
    stream: str
    title: str
    conference: str
    slug: str
    group: str | None
    state: SittingState
    attendance: AttendanceProfile
    place: str
    public: bool
    starts_at: datetime
    opened_at: datetime | None
    suspended_at: datetime | None
    closed_at: datetime | None
    closed_doors_since: datetime | None
    quorum_lost_at: datetime | None
    without_quorum: bool
    floor_closed: bool
    floor_version: int
    agenda_version: int
    current_item_id: int | None
    timezone: str

    @property
    def live(self) -> bool:
        """Tell whether it is under way, suspended or not."""
        return self.state in LIVE

    @property
    def behind_closed_doors(self) -> bool:
        """Tell whether the public is kept out now."""
        return self.closed_doors_since is not None


@dataclass(frozen=True, kw_only=True)
class DocumentView:
    """A document of an item."""

    id: int
    name: str
    public: bool


@dataclass(frozen=True, kw_only=True)
class ItemView:
    """A point of the agenda with its number (« 2.1 »)."""

    id: int
    number: str
    depth: int
    title: str
    description: str
    kind: ItemKind
    state: ItemState
    minutes: int | None
    rapporteur: str
    closed_doors: bool
    started_at: datetime | None
    ended_at: datetime | None
    documents: tuple[DocumentView, ...]

    @property
    def current(self) -> bool:
        """Tell whether the assembly is on it."""
        return self.state is ItemState.CURRENT

    @property
    def to_come(self) -> bool:
        """Tell whether it is still to be called."""
        return self.state is ItemState.ACCEPTED


@dataclass(frozen=True, kw_only=True)
class IntervalView:
    """From when to when a seat was there."""

    mode: PresenceMode
    entered_at: datetime
    left_at: datetime | None
    on_behalf: bool


@dataclass(frozen=True, kw_only=True)
class PlaceView:
    """A place in the sitting: a seat and its holder, or a person who sits without one (State, member of a group)."""

    seat_id: int | None
    institution_id: int | None
    institution: str
    level: str | None
    voting: bool
    weight: Decimal
    person_id: int | None
    holder: str | None
    """None while the seat is vacant."""
    intervals: tuple[IntervalView, ...] = ()
    connected: bool | None = None
    """A device follows the sitting; None when the reader may not know."""

    @property
    def key(self) -> str:
        """Return what tells this place from the others on a page."""
        return f"s{self.seat_id}" if self.seat_id else f"p{self.person_id}"

    @property
    def here(self) -> IntervalView | None:
        """Return the interval that runs now, None when absent."""
        return next((i for i in self.intervals if i.left_at is None), None)

    @property
    def last(self) -> IntervalView | None:
        """Return the newest interval."""
        return self.intervals[-1] if self.intervals else None


@dataclass(frozen=True, kw_only=True)
class SpeechView:
    """A request for the floor, or a speech."""

    id: int
    person_id: int
    seat_id: int | None
    name: str
    institution: str
    level: str | None
    kind: SpeechKind
    state: SpeechState
    on_behalf: bool
    requested_at: datetime
    item_id: int | None
    limit_seconds: int | None
    started_at: datetime | None
    paused_at: datetime | None
    paused_seconds: int
    ended_at: datetime | None

    def seconds(self, now: datetime) -> int:
        """Return how long it has lasted, pauses taken off."""
        return seconds_used(self, now)


@dataclass(frozen=True, kw_only=True)
class QuorumView:
    """How many voting seats are there, and how many are needed."""

    present: int
    required: int
    seats: int
    reached: bool
    waived: bool


@dataclass(frozen=True, kw_only=True)
class CommitmentView:
    """What an institution must do, by when."""

    id: int
    title: str
    owner: str
    due_on: date
    state: CommitmentState


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """What was decided."""

    id: int
    number: str
    item_id: int
    ballot_id: int | None
    text: str
    decided_at: datetime
    commitments: tuple[CommitmentView, ...]


@dataclass(frozen=True, kw_only=True)
class NoteView:
    """The secretary's notes on an item."""

    item_id: int
    text: str
    version: int
    written_at: datetime | None
