"""S2: when each item should start and end, as planned and as the sitting really goes.

The time of an item with timed sub-items is the sum of theirs; otherwise it is its own. An item that nobody
has timed takes no time, and what follows it starts « at the earliest » (`sure` is False).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import takewhile

from app.sittings.words import ItemState

from .agenda import ON_THE_AGENDA, Item, Numbered, children, numbered


@dataclass(frozen=True, kw_only=True)
class Slot:
    """The times of one item: planned from the convened hour, expected from what has really happened."""

    id: int
    number: str
    depth: int
    minutes: int | None
    planned_start: datetime
    planned_end: datetime
    start: datetime
    end: datetime
    sure: bool

    @property
    def drift(self) -> timedelta:
        """Return how late (or early, negative) the item starts against the plan."""
        return self.start - self.planned_start


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """The slots in reading order and the end of the sitting."""

    slots: tuple[Slot, ...]
    planned_end: datetime
    end: datetime
    sure: bool

    @property
    def drift(self) -> timedelta:
        """Return how late the sitting should end against the plan."""
        return self.end - self.planned_end


def timetable(
    items: Iterable[Item],
    *,
    starts_at: datetime,
    opened_at: datetime | None = None,
    now: datetime | None = None,
) -> Timetable:
    """Return the times of the items on the agenda; `now` pushes what should have begun or ended and has not."""
    kept = {item.id: item for item in items if item.state in ON_THE_AGENDA}
    tree = {parent: [child.id for child in below] for parent, below in children(kept.values()).items()}
    own = {item.id: _own_minutes(item, kept, tree) for item in kept.values()}
    clock = max(opened_at or starts_at, now or starts_at)
    real = {id: _real(item, own[id], clock) for id, item in kept.items()}
    planned, sure = starts_at, True
    # What is still to come never begins before the item under discussion ends.
    cursor = max([clock, *(times[1] for times in real.values() if times)])
    slots: list[Slot] = []
    for place in numbered(kept.values()):
        length = timedelta(minutes=own[place.id] or 0)
        expected = real[place.id] or (cursor, cursor + length)
        slots.append(_slot(place, _total(place.id, own, tree), planned, expected, sure=sure))
        planned, cursor = planned + length, max(cursor, expected[1])
        sure = sure and (own[place.id] is not None or kept[place.id].state is ItemState.DONE)
    return Timetable(slots=_enclose(slots), planned_end=planned, end=cursor, sure=sure)


def _slot(
    place: Numbered, total: int | None, planned: datetime, expected: tuple[datetime, datetime], *, sure: bool
) -> Slot:
    return Slot(
        id=place.id,
        number=place.number,
        depth=place.depth,
        minutes=total,
        planned_start=planned,
        planned_end=planned + timedelta(minutes=total or 0),
        start=expected[0],
        end=expected[1],
        sure=sure,
    )


def _own_minutes(item: Item, kept: Mapping[int, Item], tree: Mapping[int | None, list[int]]) -> int | None:
    timed = any(kept[child].minutes is not None or child in tree for child in tree.get(item.id, []))
    return 0 if timed else item.minutes


def _total(id: int, own: Mapping[int, int | None], tree: Mapping[int | None, list[int]]) -> int | None:
    every = [own[id], *(_total(child, own, tree) for child in tree.get(id, []))]
    known = [minutes for minutes in every if minutes is not None]
    return sum(known) if known else None


def _real(item: Item, minutes: int | None, clock: datetime) -> tuple[datetime, datetime] | None:
    """Return the times of an item that has begun, None for one to come."""
    if item.started_at is None or item.state is ItemState.ACCEPTED:
        return None
    if item.state is ItemState.DONE:
        return item.started_at, item.ended_at or clock
    return item.started_at, max(item.started_at + timedelta(minutes=minutes or 0), clock)


def _enclose(slots: list[Slot]) -> tuple[Slot, ...]:
    """Make each item end no earlier than its sub-items, which follow it in reading order."""
    enclosed: list[Slot] = []
    for place, slot in enumerate(slots):
        inner = takewhile(partial(_inside, slot), slots[place + 1 :])
        enclosed.append(replace(slot, end=max([slot.end, *(other.end for other in inner)])))
    return tuple(enclosed)


def _inside(slot: Slot, other: Slot) -> bool:
    return other.depth > slot.depth
