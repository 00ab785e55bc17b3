"""The parts of the room that are rendered again when something happens, and the copies kept for the public.

A thousand viewers who ask for the same part at the same moment cost one rendering: the bytes are kept with the
position of the record they were drawn from, and served as long as nothing newer is known.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from .views import Role

PEOPLE = "presence.* quorum.* proxy.*"
KINDS = {
    "situation": f"sitting.* item.* agenda.* document.* floor.* ballot.* {PEOPLE}",
    "actes": f"sitting.* item.* floor.* ballot.* {PEOPLE}",
    "conduite": f"sitting.* {PEOPLE}",
    "file": "sitting.* floor.* item.* presence.*",
    "textes": "sitting.* item.* motion.* ballot.*",
    "ordre-du-jour": "sitting.* item.* agenda.* document.*",
    "presence": f"sitting.* {PEOPLE}",
    "scrutin": "sitting.* item.* motion.* ballot.* presence.* proxy.*",
    "resultats": "sitting.* item.* ballot.* floor.given",
    "notes": "sitting.* item.* note.*",
    "decisions": "sitting.* item.* ballot.* decision.* commitment.*",
    "galerie": "*",
    "projection": "*",
}
"""Fragment → the kinds of facts that can change it."""

FOR_MEMBERS = ("situation", "actes", "file", "textes", "ordre-du-jour", "presence", "resultats", "decisions")
FOR_BUREAU = (*FOR_MEMBERS, "conduite", "scrutin", "notes")
OFFERED: dict[Role, tuple[str, ...]] = {
    Role.GALLERY: ("galerie", "projection"),
    Role.MEMBER: (*FOR_MEMBERS, "projection"),
    Role.CHAIR: (*FOR_BUREAU, "projection"),
    Role.SECRETARY: (*FOR_BUREAU, "projection"),
}

KNOWN_FOR = 1.0
"""Seconds during which the head once read is believed, when the viewer asks for no later position."""
COPIES_KEPT = 64


@dataclass(frozen=True)
class Copy:
    """A rendered fragment and the position of the record it was drawn from."""

    position: int
    html: bytes
    tag: str
    made_at: float
    lasts: float
    """Seconds after which it is drawn again even at the same position: turnout moves without an entry."""
    closed: bool = False
    """The public is kept out: the copy says only that."""


@dataclass(frozen=True)
class Drawn:
    """What a rendering gives: the position, the bytes, and whether they hold until the next entry."""

    position: int
    html: bytes
    lasts: float = float("inf")
    closed: bool = False


class Shelf:
    """The public copies of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._copies: OrderedDict[tuple[int, str], Copy] = OrderedDict()
        self._heads: OrderedDict[int, tuple[int, float]] = OrderedDict()
        # A fixed number: addresses that lead nowhere must not fill the memory.
        self._drawing = tuple(Lock() for _ in range(COPIES_KEPT))

    def __len__(self) -> int:
        """Return how many copies are kept."""
        return len(self._copies)

    def take(
        self,
        sitting_id: int,
        name: str,
        asked: int | None,
        *,
        head: Callable[[], int],
        draw: Callable[[], Drawn],
    ) -> Copy:
        """Return the newest copy; read the head only when the viewer may know of something newer than we do."""
        key = (sitting_id, name)
        known = self._copies.get(key)
        if known and self._still_true(known, sitting_id, asked):
            return known
        with self._drawing[hash(key) % len(self._drawing)]:
            known = self._copies.get(key)
            if known and self._still_true(known, sitting_id, asked):
                return known
            position = head()
            self._keep(self._heads, sitting_id, (position, self._clock()))
            if known and known.position == position and self._clock() - known.made_at < known.lasts:
                return known
            return self._put(key, draw())

    def _still_true(self, copy: Copy, sitting_id: int, asked: int | None) -> bool:
        position, read_at = self._heads.get(sitting_id, (-1, float("-inf")))
        now = self._clock()
        recent = asked is not None and asked <= position and now - read_at < KNOWN_FOR
        return recent and copy.position >= position and now - copy.made_at < copy.lasts

    def _put(self, key: tuple[int, str], drawn: Drawn) -> Copy:
        tag = hashlib.sha256(drawn.html).hexdigest()[:20]
        copy = Copy(drawn.position, drawn.html, tag, self._clock(), drawn.lasts, drawn.closed)
        self._keep(self._copies, key, copy)
        return copy

    @staticmethod
    def _keep(kept: "OrderedDict[Any, Any]", key: Any, value: Any) -> None:
        kept[key] = value
        kept.move_to_end(key)
        while len(kept) > COPIES_KEPT:
            kept.popitem(last=False)
