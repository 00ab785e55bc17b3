"""What one process knows of each stream that somebody follows here."""

from collections import deque
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from .prebuilt import Prebuilt

KEPT = 500


@dataclass(kw_only=True)
class Copy:
    """What a newcomer of some audiences receives, built once per position."""

    position: int
    sequences: dict[str, int]
    snapshot: Prebuilt


@dataclass(kw_only=True)
class Watched:
    """A stream followed from this process: how far it was relayed, its last entries, its copies by audiences."""

    stream: str
    position: int
    recent_from: int
    """Every entry after this position is in `recent`."""
    sequences: dict[str, int]
    last_positions: dict[str, int] = field(default_factory=dict)
    recent: deque[dict[str, Any]] = field(default_factory=deque)
    copies: dict[tuple[str, ...], Copy] = field(default_factory=dict)
    turn: Lock = field(default_factory=Lock)
    """One newcomer at a time asks the database; the others find the answer waiting."""
    gallery: tuple[str, ...] | None = None
    """What a visitor may read, while nothing has happened since it was asked."""

    def relay(self, entry: dict[str, Any]) -> None:
        """Take note of an entry that is about to be sent."""
        self.position = entry["position"]
        self.sequences[entry["audience"]] = entry["sequence"]
        self.last_positions[entry["audience"]] = entry["position"]
        self.recent.append(entry)
        if len(self.recent) > KEPT:
            self.recent_from = self.recent.popleft()["position"]
        self.copies = {a: copy for a, copy in self.copies.items() if copy.position >= self.position}
        self.gallery = None

    def entries_after(self, position: int, audiences: tuple[str, ...]) -> list[dict[str, Any]] | None:
        """Return the entries after a position from memory, None when memory does not reach that far."""
        if position < self.recent_from:
            return None
        return [e for e in self.recent if e["position"] > position and e["audience"] in audiences]

    def reach(self, audiences: tuple[str, ...]) -> dict[str, int]:
        """Return the sequences of these audiences."""
        return {a: self.sequences.get(a, 0) for a in audiences}
