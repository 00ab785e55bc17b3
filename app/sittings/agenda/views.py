"""An agenda as pages show it: plain values, drawn from the items once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from app.foundation.actors import Actor
from app.sittings.models import AgendaItem, ItemDocument, Sitting
from app.sittings.rules.agenda import ON_THE_AGENDA, numbered
from app.sittings.rules.timetable import Slot, Timetable, timetable
from app.sittings.words import ItemState

from . import policies
from .documents import BY_MEDIA_TYPE
from .tree import DEEPEST, number_key


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document one may open."""

    id: int
    name: str
    kind: str
    size: int
    added_at: datetime
    public: bool
    late: bool

    @property
    def href(self) -> str:
        """Return where it is served."""
        return f"/documents/{self.id}"


@dataclass(frozen=True, kw_only=True)
class Move:
    """A place the item can go to, as `agenda.move` takes it."""

    before_id: int | None
    parent_id: int | None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One item with its parts. `slot` has its times, None for what is not on the agenda any longer."""

    item: AgendaItem
    number: str
    depth: int
    slot: Slot | None
    papers: tuple[Paper, ...]
    parts: tuple["Line", ...] = ()
    editable: bool = False
    documentable: bool = False
    mine: bool = False
    up: Move | None = None
    down: Move | None = None
    inward: Move | None = None
    outward: Move | None = None

    @property
    def author(self) -> str:
        """Return who proposed it, nothing when the system did."""
        return self.item.proposed_by.name if self.item.proposed_by else ""


class Rights(TypedDict):
    """What the reader may do to one item."""

    editable: bool
    documentable: bool
    mine: bool


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """Everything a page shows of the items of a sitting."""

    lines: tuple[Line, ...]
    proposals: tuple[Line, ...]
    answered: tuple[Line, ...]
    times: Timetable
    quiet: bool
    """Behind closed doors, for the public: the paper as it was published, and nothing of its course (S11)."""

    @property
    def places(self) -> list[tuple[int, str]]:
        """Return the items under which another may come, for choosing one."""
        room = (line for line in every(self.lines) if line.depth < DEEPEST - 1)
        return [(line.item.id, f"Sous le point {line.number}, {line.item.title}") for line in room]

    @property
    def count(self) -> int:
        """Return how many items are on the agenda, parts included."""
        return len(self.times.slots)


def agenda_of(sitting: Sitting, items: Sequence[AgendaItem], actor: Actor, *, now: datetime) -> Agenda:
    """Return the agenda as this reader may see it."""
    inside = policies.may_prepare(actor, sitting)
    items = [item for item in items if inside or item.in_public]
    opened = sitting.opened_at
    times = timetable(items, starts_at=sitting.starts_at, opened_at=opened, now=now if sitting.live else None)
    drawn = _Drawing(sitting, items, actor, {slot.id: slot for slot in times.slots})
    return Agenda(
        lines=drawn.lines(None, 0),
        proposals=drawn.flat(ItemState.PROPOSED),
        answered=drawn.flat(ItemState.REFUSED, ItemState.DEFERRED),
        times=times,
        quiet=sitting.live and not (inside or sitting.in_public),
    )


class _Drawing:
    def __init__(self, sitting: Sitting, items: Sequence[AgendaItem], actor: Actor, slots: dict[int, Slot]) -> None:
        self.sitting, self.items, self.actor, self.slots = sitting, items, actor, slots
        shown = {item.id: item for item in items if item.number or item.state in ON_THE_AGENDA}
        computed = {at.id: at.number for at in numbered(items)}
        self.numbers = {id: item.number or computed[id] for id, item in shown.items()}
        self.parents = {id: item.parent_id if item.parent_id in shown else None for id, item in shown.items()}
        self.rows: dict[int | None, list[AgendaItem]] = defaultdict(list)
        for item in sorted(shown.values(), key=self._place):
            self.rows[self.parents[item.id]].append(item)

    def _place(self, item: AgendaItem) -> tuple[int, ...]:
        return number_key(self.numbers[item.id])

    def lines(self, parent: int | None, depth: int) -> tuple[Line, ...]:
        row = self.rows[parent]
        return tuple(self._line(row, place, parent, depth) for place in range(len(row)))

    def flat(self, *states: ItemState) -> tuple[Line, ...]:
        chosen = [item for item in self.items if item.state in states and not item.number]
        ordered = sorted(chosen, key=lambda item: (item.proposed_at, item.id))
        return tuple(
            Line(item=item, number="", depth=0, slot=None, papers=self._papers(item), **self._rights(item))
            for item in ordered
        )

    def _line(self, row: Sequence[AgendaItem], place: int, parent: int | None, depth: int) -> Line:
        item = row[place]
        last = place == len(row) - 1
        after_next = row[place + 2].id if place + 2 < len(row) else None
        return Line(
            item=item,
            number=self.numbers[item.id],
            depth=depth,
            slot=self.slots.get(item.id),
            papers=self._papers(item),
            parts=self.lines(item.id, depth + 1),
            up=Move(before_id=row[place - 1].id, parent_id=parent) if place else None,
            down=None if last else Move(before_id=after_next, parent_id=parent),
            inward=Move(before_id=None, parent_id=row[place - 1].id) if place and depth + 1 < DEEPEST else None,
            outward=self._outward(parent),
            **self._rights(item),
        )

    def _outward(self, parent: int | None) -> Move | None:
        if parent is None:
            return None
        above = self.parents[parent]
        row = [item.id for item in self.rows[above]]
        after = row.index(parent) + 1
        return Move(before_id=row[after] if after < len(row) else None, parent_id=above)

    def _rights(self, item: AgendaItem) -> Rights:
        return {
            "editable": policies.may_edit(self.actor, item, self.sitting),
            "documentable": policies.may_document(self.actor, item, self.sitting),
            "mine": policies.may_withdraw(self.actor, item, self.sitting),
        }

    def _papers(self, item: AgendaItem) -> tuple[Paper, ...]:
        readable = (d for d in item.documents if self._may_read(d, item))
        return tuple(_paper(document, self.sitting) for document in readable)

    def _may_read(self, document: ItemDocument, item: AgendaItem) -> bool:
        return policies.may_read_document(self.actor, document, item, self.sitting)


def _paper(document: ItemDocument, sitting: Sitting) -> Paper:
    kind = BY_MEDIA_TYPE.get(document.file.media_type)
    published = sitting.agenda_published_at
    return Paper(
        id=document.id,
        name=document.name,
        kind=kind.endings[0].upper() if kind else "",
        size=document.file.size,
        added_at=document.added_at,
        public=document.public,
        late=published is not None and document.added_at > published,
    )


def every(lines: Iterable[Line]) -> Iterable[Line]:
    """Yield the lines and their parts in reading order."""
    for line in lines:
        yield line
        yield from every(line.parts)
