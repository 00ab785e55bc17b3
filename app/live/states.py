"""Lossy state: counts that change often and of which only the latest matters.

A feature says which fact makes which state stale and how to read its value; this module coalesces: at most one
message every 250 ms to members and every second to the gallery, and always the last one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

MEMBERS_DELAY = 0.25
GALLERY_DELAY = 1.0

Entry = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class StateSource:
    """`key(payload)` names the state that the fact makes stale; `value(session, stream, key)` reads it now."""

    key: Callable[[dict[str, Any]], str]
    value: Callable[[Session, str, str], dict[str, Any]]


STATE_SOURCES: dict[str, list[StateSource]] = {}


def state_source(
    kinds: tuple[str, ...],
    *,
    key: Callable[[dict[str, Any]], str],
    value: Callable[[Session, str, str], dict[str, Any]],
) -> None:
    """Register the state that these kinds of fact make stale."""
    for kind in kinds:
        STATE_SOURCES.setdefault(kind, []).append(StateSource(key=key, value=value))


class Coalescer:
    """Remembers what is stale and speaks once the delay has passed."""

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], None],
        read: Callable[[StateSource, str, str], dict[str, Any]],
        emit: Callable[[str, str, str, int, dict[str, Any]], None],
    ) -> None:
        self._later, self._read, self._emit = later, read, emit
        self._stale: dict[tuple[str, str, str], tuple[StateSource, int]] = {}

    def touch(self, source: StateSource, stream: str, key: str, version: int, audiences: dict[str, float]) -> None:
        """Mark a state stale for each audience, with the delay each of them waits at most."""
        for audience, delay in audiences.items():
            mark = (stream, key, audience)
            pending = mark in self._stale
            self._stale[mark] = (source, version)
            if not pending:
                self._later(delay, lambda mark=mark: self._speak(mark))  # type: ignore[misc]  # bound now on purpose

    def _speak(self, mark: tuple[str, str, str]) -> None:
        # Forgotten before it is read: a fact committed while we read marks the state stale again.
        source, version = self._stale.pop(mark)
        stream, key, audience = mark
        self._emit(stream, audience, key, version, self._read(source, stream, key))
