"""The agenda of one sitting as a tree: its numbers, its places, and the changes that keep it whole.

Numbers follow from the tree until publication; then each item keeps its own.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.foundation.errors import Refused
from app.sittings.models import AgendaItem
from app.sittings.rules.agenda import ON_THE_AGENDA, Item, Place, children, move, numbered

DEEPEST = 4


def on_the_agenda(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Return the items that the chair has put on the agenda."""
    return [item for item in items if item.state in ON_THE_AGENDA]


def place(items: Iterable[AgendaItem], item: AgendaItem, *, before: int | None, parent: int | None) -> list[Place]:
    """Return the places of the item and of its new neighbours; refuse a circle and a tree too deep."""
    tree = {other.id: other for other in (*on_the_agenda(items), item)}
    places = move(tree.values(), item.id, before, parent_id=parent)
    _check_depth(tree, item, places[0].parent_id)
    return places


def without(items: Iterable[AgendaItem], item: AgendaItem) -> list[Place]:
    """Return the places when an item goes: what was under it comes one level up, where it was."""
    kept = [other for other in children(on_the_agenda(items))[item.parent_id] if other.id != item.id]
    under = children(on_the_agenda(items)).get(item.id, [])
    at = sum(other.rank < item.rank for other in kept)
    row = [*kept[:at], *under, *kept[at:]]
    return [Place(id=other.id, parent_id=item.parent_id, rank=rank) for rank, other in enumerate(row)]


def fix_numbers(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Give every item on the agenda its number for good; return them in reading order."""
    known = {item.id: item for item in items}
    ordered = []
    for at in numbered(items):
        known[at.id].number = at.number
        ordered.append(known[at.id])
    return ordered


def number_key(number: str) -> tuple[int, ...]:
    """Return what sorts « 2.10 » after « 2.9 »."""
    return tuple(int(part) for part in number.split("."))


def next_number(items: Iterable[AgendaItem], parent: AgendaItem | None) -> str:
    """Return the number after the last one given under that parent, items put off since included."""
    prefix = f"{parent.number}." if parent is not None else ""
    under = [i.number for i in items if i.number and i.parent_id == (parent.id if parent is not None else None)]
    last = max((int(number.rsplit(".", 1)[-1]) for number in under), default=0)
    return f"{prefix}{last + 1}"


def _check_depth(tree: dict[int, AgendaItem], item: AgendaItem, parent: int | None) -> None:
    above = 0
    while parent is not None:
        above, parent = above + 1, tree[parent].parent_id
    if above + _height(children(tree.values()), item.id) > DEEPEST:
        raise Refused(f"L’ordre du jour a {DEEPEST} niveaux au plus. Placez ce point plus haut.", rule="S2")


def _height(tree: Mapping[int | None, Sequence[Item]], id: int) -> int:
    return 1 + max((_height(tree, child.id) for child in tree.get(id, [])), default=0)
