"""Speaking time by level: who was heard, against the quota when the règlement sets one."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.foundation.french import duration, listing

from .bars import Bar, bars
from .shapes import LEVELS, level_word
from .svg import Table


@dataclass(frozen=True, kw_only=True)
class LevelTime:
    """Seconds spoken by a level (or by who holds no seat: « other »), and its quota when there is one."""

    level: str
    seconds: int
    quota: int | None = None


def speaking_time(times: Sequence[LevelTime], *, id: str = "speaking-time") -> Markup:
    """Draw a bar for each level, in the order given."""
    said = [f"{_word(time.level)} {duration(time.seconds)}" for time in times]
    return bars(
        [_bar(time) for time in times],
        id=id,
        title="Temps de parole par niveau",
        desc=f"{listing(said)}.",
        class_="speaking-time",
    )


def speaking_time_table(times: Sequence[LevelTime]) -> Table:
    """Return the time of each level, its share and its quota."""
    total = sum(time.seconds for time in times) or 1
    return Table(
        caption="Temps de parole par niveau",
        columns=("Niveau", ("Temps de parole", "figures"), ("Part", "figures"), ("Quota", "figures")),
        rows=[
            (
                _word(time.level),
                duration(time.seconds),
                f"{round(100 * time.seconds / total)} %",
                "sans quota" if time.quota is None else duration(time.quota),
            )
            for time in times
        ],
    )


def _word(level: str) -> str:
    return level_word(level) if level in LEVELS else "Autres personnes"


def _bar(time: LevelTime) -> Bar:
    over = time.quota is not None and time.seconds > time.quota
    words = f"quota dépassé : {duration(time.quota)}" if over and time.quota is not None else ""
    if time.quota is not None and not over:
        words = f"quota : {duration(time.quota)}"
    return Bar(
        label=_word(time.level),
        level=time.level,
        amount=time.seconds,
        words=duration(time.seconds),
        mark=time.quota,
        mark_words=words,
        over=over,
    )
