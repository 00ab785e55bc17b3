"""How long each level and each person spoke (S5)."""

from collections.abc import Callable
from typing import TypedDict

from app.foundation.french import duration
from app.sittings.minutes import facts as f

from .sentences import who
from .shapes import SpeakingRow
from .words import LEVELS, OTHERS

Key = Callable[[f.Speech], str]


class Figures(TypedDict):
    """How often, how long, in words."""

    times: int
    seconds: int
    duration: str


def by_level(facts: f.MinutesFacts) -> list[SpeakingRow]:
    """Return the levels in their order, and last those who hold no seat."""
    order = [*LEVELS, ""]
    found = _gathered(facts, key=lambda speech: speech.level or "")
    return [
        SpeakingRow(who=LEVELS.get(level, OTHERS), level=level or "other", **found[level])
        for level in order
        if level in found
    ]


def by_person(facts: f.MinutesFacts) -> list[SpeakingRow]:
    """Return the speakers, who spoke longest first."""
    found = _gathered(facts, key=lambda speech: who(speech.name, speech.institution))
    levels = {who(s.name, s.institution): s.level or "other" for s in facts.speeches}
    rows = [SpeakingRow(who=name, level=levels[name], **figures) for name, figures in found.items()]
    return sorted(rows, key=lambda row: (-row.seconds, row.who))


def _gathered(facts: f.MinutesFacts, *, key: Key) -> dict[str, Figures]:
    found: dict[str, Figures] = {}
    for speech in facts.speeches:
        known = found.setdefault(key(speech), Figures(times=0, seconds=0, duration=""))
        known["times"] += 1
        known["seconds"] += speech.seconds or 0
        known["duration"] = duration(known["seconds"])
    return found
