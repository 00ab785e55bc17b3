"""What is known so far while entries are read one after the other."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from app.sittings.minutes.facts import (
    Attendee,
    Ballot,
    Decision,
    Expected,
    Item,
    Mark,
    MinutesFacts,
    Moment,
    Motion,
    Power,
    Span,
    Speech,
)
from app.sittings.rules.attendance import Quorum


class Entry(Protocol):
    """What the fold reads of a journal entry; the stored one fits."""

    @property
    def position(self) -> int: ...  # noqa: D102 - the names are the documentation
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def occurred_at(self) -> datetime: ...  # noqa: D102
    @property
    def payload(self) -> dict[str, Any]: ...  # noqa: D102


class Folding:
    """The facts under way. Only the functions of this package change it."""

    def __init__(self) -> None:
        self.title = self.place = self.chair = self.secretary = self.attendance = ""
        self.opened: Mark | None = None
        self.closed: Mark | None = None
        self.without_quorum = False
        self.expected: tuple[Expected, ...] | None = None
        self.attendees: dict[tuple[int | None, int], Attendee] = {}
        self.powers: dict[int, Power] = {}
        self.items: dict[int, Item] = {}
        self.current_item: Item | None = None
        self.speeches: dict[int, Speech] = {}
        self.motions: dict[int, Motion] = {}
        self.ballots: dict[int, Ballot] = {}
        self.decisions: dict[int, Decision] = {}
        self.suspensions: list[Span] = []
        self.closed_doors: list[Span] = []
        self.quorum: Quorum | None = None
        self.quorum_at_opening: Quorum | None = None
        self.moments: list[Moment] = []
        self.last_position = 0

    @property
    def under_way(self) -> bool:
        """Tell whether the sitting is open: what comes before or after is not told as its course."""
        return self.opened is not None and self.closed is None

    def tell(self, entry: Entry, what: str, about: Any = None, *, item_id: int | None = None) -> None:
        """Add a moment to the course, on the item under discussion unless another is said."""
        current = self.current_item.id if self.current_item else None
        self.moments.append(Moment(mark=mark(entry), what=what, item_id=item_id or current, about=about))

    def facts(self) -> MinutesFacts:
        """Return what is known once every entry is read."""
        return MinutesFacts(
            title=self.title,
            place=self.place,
            opened=self.opened,
            closed=self.closed,
            chair=self.chair,
            secretary=self.secretary,
            without_quorum=self.without_quorum,
            attendance=self.attendance,
            expected=self.expected,
            attendees=tuple(self.attendees.values()),
            powers=tuple(self.powers.values()),
            items=tuple(self.items.values()),
            speeches=tuple(self.speeches.values()),
            motions=tuple(self.motions.values()),
            ballots=tuple(self.ballots.values()),
            decisions=tuple(self.decisions.values()),
            suspensions=tuple(self.suspensions),
            closed_doors=tuple(self.closed_doors),
            quorum_at_opening=self.quorum_at_opening,
            moments=tuple(self.moments),
            last_position=self.last_position,
        )


Tell = Callable[[Folding, Entry], None]


def mark(entry: Entry) -> Mark:
    """Return when an entry happened and where it is."""
    return Mark(at=entry.occurred_at, position=entry.position)


def read_quorum(said: dict[str, Any] | None) -> Quorum | None:
    """Return a quorum as an entry tells it, None when it does not."""
    if not said:
        return None
    return Quorum(seats=said["seats"], present=said["present"], needed=said["needed"], required=said["required"])
