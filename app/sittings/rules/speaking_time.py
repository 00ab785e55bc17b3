"""S5: time runs on absolute timestamps, so that every screen computes the same second.

The clock runs from the moment the floor is given, not from the first word: silence costs the speaker.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.institutions.words import Level


class Speech(Protocol):
    """What the clock needs to know of a speech; the stored entity fits."""

    @property
    def started_at(self) -> datetime | None: ...  # noqa: D102 - the names are the documentation
    @property
    def paused_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def paused_seconds(self) -> int: ...  # noqa: D102
    @property
    def ended_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def limit_seconds(self) -> int | None: ...  # noqa: D102


class Phase(StrEnum):
    """How a speaker stands against the limit."""

    RUNNING = "running"
    WARNING = "warning"
    OVERRUN = "overrun"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The time of a speech at an instant, in whole seconds."""

    used: int
    limit: int | None
    phase: Phase

    @property
    def remaining(self) -> int | None:
        """Return the seconds left, negative in overrun; None without a limit."""
        return None if self.limit is None else self.limit - self.used


def seconds_used(speech: Speech, now: datetime) -> int:
    """Return the whole seconds spoken so far; pauses do not count."""
    if speech.started_at is None:
        return 0
    until = speech.ended_at or speech.paused_at or now
    # Ended while paused: the last pause was never closed, the words stopped when it began.
    if speech.paused_at is not None:
        until = min(until, speech.paused_at)
    return max(0, int((until - speech.started_at).total_seconds()) - speech.paused_seconds)


def clock(speech: Speech, now: datetime, *, warning_seconds: int = 30) -> Clock:
    """Return the time used, the limit, and whether the speaker is warned or over time."""
    used, limit = seconds_used(speech, now), speech.limit_seconds
    phase = Phase.RUNNING
    if limit is not None and used > limit:
        phase = Phase.OVERRUN
    elif limit is not None and used >= limit - warning_seconds:
        phase = Phase.WARNING
    return Clock(used=used, limit=limit, phase=phase)


def pause_ended(speech: Speech, now: datetime) -> int:
    """Return the new total of paused seconds when the speaker takes up again."""
    assert speech.paused_at is not None
    return speech.paused_seconds + max(0, int((now - speech.paused_at).total_seconds()))


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """Seconds spoken by somebody of a level; `level` is None for who holds no seat."""

    person_id: int
    level: Level | None
    seconds: int


def by_person(spoken: Iterable[Spoken]) -> dict[int, int]:
    """Return the seconds spoken by each person."""
    totals: dict[int, int] = {}
    for part in spoken:
        totals[part.person_id] = totals.get(part.person_id, 0) + part.seconds
    return totals


def by_level(spoken: Iterable[Spoken]) -> dict[Level, int]:
    """Return the seconds spoken by each level, silent levels included."""
    totals = dict.fromkeys(Level, 0)
    for part in spoken:
        if part.level is not None:
            totals[part.level] += part.seconds
    return totals


def quotas_left(quotas: Mapping[Level, int], spoken: Iterable[Spoken]) -> dict[Level, int]:
    """Return the seconds each level still has, negative once over; a level without quota is absent."""
    used = by_level(spoken)
    return {level: quotas[level] - used[level] for level in Level if level in quotas}


def limit_for(level: Level | None, *, usual_seconds: int, left: Mapping[Level, int]) -> int:
    """Return the limit of a new speech: the usual one, or what is left to the level when that is less."""
    if level is None or level not in left:
        return usual_seconds
    return max(0, min(usual_seconds, left[level]))
