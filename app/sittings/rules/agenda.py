"""S2: the life of an agenda item, the freeze at publication, and the order of the tree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import listing, quoted
from app.sittings.words import ItemOrigin, ItemState

PROPOSED, ACCEPTED, REFUSED = ItemState.PROPOSED, ItemState.ACCEPTED, ItemState.REFUSED
DEFERRED, CURRENT, DONE = ItemState.DEFERRED, ItemState.CURRENT, ItemState.DONE

TRANSITIONS: Final = {
    PROPOSED: frozenset({ACCEPTED, REFUSED, DEFERRED}),
    ACCEPTED: frozenset({CURRENT, REFUSED, DEFERRED}),
    CURRENT: frozenset({DONE, DEFERRED}),
    DONE: frozenset({CURRENT}),  # the assembly may come back to an item
    REFUSED: frozenset({ACCEPTED}),  # the chair may think again
    DEFERRED: frozenset({ACCEPTED}),
}
STATE_WORDS: Final = {
    PROPOSED: "proposé",
    ACCEPTED: "inscrit à l’ordre du jour",
    REFUSED: "refusé",
    DEFERRED: "reporté",
    CURRENT: "en discussion",
    DONE: "traité",
}
ON_THE_AGENDA: Final = frozenset({ACCEPTED, CURRENT, DONE})


class Item(Protocol):
    """What a rule needs to know of an item; the stored entity fits."""

    @property
    def id(self) -> int: ...  # noqa: D102 - the names are the documentation
    @property
    def parent_id(self) -> int | None: ...  # noqa: D102
    @property
    def rank(self) -> int: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def state(self) -> ItemState: ...  # noqa: D102
    @property
    def minutes(self) -> int | None: ...  # noqa: D102
    @property
    def started_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def ended_at(self) -> datetime | None: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """The place of an item in the tree: « 2.1 », one level deep."""

    id: int
    number: str
    depth: int
    parent_id: int | None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an item goes after a move."""

    id: int
    parent_id: int | None
    rank: int


def check_item_transition(state: ItemState, wanted: ItemState) -> None:
    """Refuse a change of state that the life of an item does not have."""
    if wanted not in TRANSITIONS[state]:
        possible = listing([quoted(STATE_WORDS[s]) for s in ItemState if s in TRANSITIONS[state]], link="ou")
        raise IllegalTransition(
            f"Ce point est {STATE_WORDS[state]} : il ne peut pas devenir {quoted(STATE_WORDS[wanted])}. "
            f"Il peut devenir {possible}.",
            state=state.value,
            wanted=wanted.value,
        )


def check_answer(origin: ItemOrigin, wanted: ItemState, reason: str = "") -> None:
    """R3.6, S2: the chair answers a proposal, with a reason when not accepting; a State referral must appear."""
    if wanted is ACCEPTED:
        return
    if origin is ItemOrigin.STATE_REFERRAL:
        raise Refused(
            "L’État a saisi la conférence de cette question : elle figure au prochain ordre du jour. "
            "Inscrivez ce point, vous en choisissez le rang et la durée.",
            rule="R3.6",
        )
    if not reason.strip():
        raise Refused(
            "Une proposition refusée ou reportée reçoit une réponse. Écrivez-en le motif pour son auteur.",
            rule="S2",
        )


def check_publication(items: Iterable[Item], *, pending_referrals: Sequence[str] = ()) -> None:
    """S2, R3.6: an agenda is published with at least one item and every question the State has referred."""
    if not any(item.state is ACCEPTED for item in items):
        raise Refused("L’ordre du jour est vide. Inscrivez au moins un point avant de le publier.", rule="S2")
    if pending_referrals:
        titles = listing([quoted(title) for title in pending_referrals])
        raise Refused(
            f"L’État a saisi la conférence et l’ordre du jour n’en dit rien : {titles}. "
            "Inscrivez cette question avant de publier.",
            rule="R3.6",
        )


def check_change(published_at: datetime | None) -> None:
    """S2: publication freezes titles, order and durations."""
    if published_at is not None:
        raise Refused(
            "L’ordre du jour est publié : il ne change plus. "
            "Ajoutez un point en urgence, avec son motif, ou proposez-le pour une prochaine séance.",
            rule="S2",
        )


def check_addition(published_at: datetime | None, urgent_reason: str = "") -> None:
    """S2: after publication an item is added only in urgency, with a reason that is traced."""
    if published_at is not None and not urgent_reason.strip():
        raise Refused(
            "L’ordre du jour est publié. Écrivez le motif de l’urgence pour y ajouter ce point : "
            "il sera inscrit au procès-verbal.",
            rule="S2",
        )


def children(items: Iterable[Item]) -> dict[int | None, list[Item]]:
    """Return the items under each parent, in order; an item whose parent is absent comes to the top."""
    items = list(items)
    known = {item.id for item in items}
    tree: dict[int | None, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.rank, item.id)):
        tree[item.parent_id if item.parent_id in known else None].append(item)
    return tree


def numbered(items: Iterable[Item]) -> list[Numbered]:
    """Return the items on the agenda in reading order with their numbers: 1, 1.1, 1.2, 2…"""
    tree = children(item for item in items if item.state in ON_THE_AGENDA)

    def walk(parent: int | None, prefix: str, depth: int) -> Iterator[Numbered]:
        for place, item in enumerate(tree[parent], 1):
            yield Numbered(id=item.id, number=f"{prefix}{place}", depth=depth, parent_id=parent)
            yield from walk(item.id, f"{prefix}{place}.", depth + 1)

    return list(walk(None, "", 0))


def move(items: Iterable[Item], id: int, before_id: int | None, *, parent_id: int | None = None) -> list[Place]:
    """Put the item before `before_id`, under that item's parent, or last under `parent_id` when None.

    Return the new places of every item that shares the parent. Refuse a move under the item itself.
    """
    items = list(items)
    known = {item.id: item for item in items}
    if id not in known or (before_id is not None and before_id not in known) or before_id == id:
        raise Refused("Ce point n’est plus à cette place. Rechargez l’ordre du jour.", rule="S2")
    parent = known[before_id].parent_id if before_id is not None else parent_id
    _check_parent(known, id, parent)
    siblings = [item.id for item in children(items)[parent] if item.id != id]
    siblings.insert(siblings.index(before_id) if before_id is not None else len(siblings), id)
    return [Place(id=sibling, parent_id=parent, rank=rank) for rank, sibling in enumerate(siblings)]


def _check_parent(known: dict[int, Item], id: int, parent: int | None) -> None:
    above = parent
    while above is not None:
        if above == id:
            raise Refused("Un point ne peut pas être placé sous lui-même. Choisissez un autre endroit.", rule="S2")
        if above not in known:
            raise Refused("Le point supérieur n’existe plus. Rechargez l’ordre du jour.", rule="S2")
        above = known[above].parent_id
