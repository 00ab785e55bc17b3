"""What the record of a sitting says happened: the facts that minutes are made of. Plain values.

They are filled by `fold.facts_of` and by nothing else; instants keep the position of the entry that tells them.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.sittings.rules.attendance import Quorum


@dataclass(frozen=True, kw_only=True)
class Mark:
    """When something happened, and where the record says so."""

    at: datetime
    position: int


@dataclass(kw_only=True)
class Span:
    """A stretch of time; `ended` is None while it lasts, or when its end is not in the entries that were read."""

    began: Mark
    ended: Mark | None = None


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A line of the roll at the opening; a vacant seat has no name."""

    seat_id: int | None
    person_id: int | None
    name: str
    institution: str
    level: str | None
    voting: bool


@dataclass(kw_only=True)
class Stay:
    """One entry, the way of attending and the exit; `…_by` names who noted it for the person, empty when nobody.

    `…_unseen`: it happened behind closed doors; `entered` is then the instant the doors opened again.
    """

    mode: str
    entered: Mark
    entered_by: str = ""
    entered_unseen: bool = False
    left: Mark | None = None
    left_by: str = ""
    left_unseen: bool = False


@dataclass(kw_only=True)
class Attendee:
    """Somebody who came."""

    seat_id: int | None
    person_id: int
    name: str
    institution: str
    stays: list[Stay] = field(default_factory=list)

    @property
    def here(self) -> Stay | None:
        """Return the stay under way."""
        last = self.stays[-1] if self.stays else None
        return last if last and last.left is None and not last.left_unseen else None


@dataclass(kw_only=True)
class Power:
    """A power to vote that could serve in the sitting (S4). `ended` when it was revoked or declined in its course."""

    id: int
    principal_seat_id: int
    principal: str
    principal_institution: str
    holder: str
    holder_institution: str
    given: Mark
    ended: Mark | None = None


@dataclass(kw_only=True)
class Item:
    """An item of the agenda, with the stretches of time it was under discussion."""

    id: int
    number: str
    title: str
    kind: str
    urgent_reason: str = ""
    put_off_because: str = ""
    spans: list[Span] = field(default_factory=list)


@dataclass(kw_only=True)
class Speech:
    """The floor, from when to when; `seconds` are those of speaking, pauses excluded, None until it ends."""

    id: int
    item_id: int | None
    name: str
    institution: str
    level: str | None
    kind: str
    span: Span
    seconds: int | None = None


@dataclass(kw_only=True)
class Motion:
    """A text put before the assembly. `fate`: tabled, withdrawn, carried or rejected."""

    id: int
    item_id: int
    number: int
    title: str
    paragraphs: list[str]
    moved_by: str
    tabled: Mark
    fate: str = "tabled"


@dataclass(frozen=True, kw_only=True)
class Vote:
    """What a seat of the roll chose; None when it did not vote."""

    seat_id: int
    institution: str
    level: str
    name: str
    choice: str | None
    present: bool
    on_behalf: bool
    by_proxy: str = ""
    """Who carried the power by which it voted."""
    represented: bool = False


@dataclass(kw_only=True)
class Ballot:
    """A vote, its quorum at the opening and at the end, its result with names."""

    id: int
    item_id: int
    motion_id: int | None
    number: int
    question: str
    rule: str
    weighted: bool
    span: Span
    quorum_at_opening: Quorum | None = None
    quorum_at_closing: Quorum | None = None
    outcome: str = ""
    sentence: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    votes: tuple[Vote, ...] = ()
    casting_by: str = ""
    cancelled_because: str = ""


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """What an institution undertook, by when (ISO date)."""

    id: int
    title: str
    owner: str
    due_on: str


@dataclass(kw_only=True)
class Decision:
    """What was decided."""

    id: int
    number: str
    item_id: int
    ballot_id: int | None
    text: str
    recorded: Mark
    commitments: list[Commitment] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One thing told in the course of the sitting: `what` names it, `about` is its fact when there is one."""

    mark: Mark
    what: str
    item_id: int | None
    about: Any = None


@dataclass(frozen=True, kw_only=True)
class MinutesFacts:
    """Everything the entries read say of a sitting, in the order it happened."""

    title: str
    place: str
    opened: Mark | None
    closed: Mark | None
    chair: str
    secretary: str
    without_quorum: bool
    attendance: str
    expected: tuple[Expected, ...] | None
    attendees: tuple[Attendee, ...]
    powers: tuple[Power, ...]
    items: tuple[Item, ...]
    speeches: tuple[Speech, ...]
    motions: tuple[Motion, ...]
    ballots: tuple[Ballot, ...]
    decisions: tuple[Decision, ...]
    suspensions: tuple[Span, ...]
    closed_doors: tuple[Span, ...]
    quorum_at_opening: Quorum | None
    moments: tuple[Moment, ...]
    last_position: int

    def item(self, id: int | None) -> Item | None:
        """Return an item by its id."""
        return next((item for item in self.items if item.id == id), None)

    def behind_closed_doors(self) -> frozenset[int]:
        """Return the items that were under discussion, for some time at least, behind closed doors (S11)."""
        return frozenset(
            item.id for item in self.items for span in item.spans for doors in self.closed_doors if _meet(span, doors)
        )


def _meet(one: Span, other: Span) -> bool:
    """Tell whether two stretches share an instant; an end that nobody knows is taken as never having come."""
    began = max(one.began.at, other.began.at)
    return all(span.ended is None or began < span.ended.at for span in (one, other))
