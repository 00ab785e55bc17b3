"""The form in which sittings are written in this package: what was on the agenda and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Who = str
"""The key of a player in `cast.PLAYERS`."""


@dataclass(frozen=True, kw_only=True)
class Speech:
    """Somebody had the floor for so many seconds."""

    who: Who
    seconds: int
    kind: str = "contribution"


@dataclass(frozen=True, kw_only=True)
class Motion:
    """A text put before the conference; `finalites` are written when it carries (R2.1)."""

    by: Who
    title: str
    text: str
    finalites: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """A vote: everybody present is for, except those named. `casting` is the chair's choice on a tie."""

    question: str = ""
    against: tuple[Who, ...] = ()
    abstain: tuple[Who, ...] = ()
    out: tuple[Who, ...] = ()
    casting: str | None = None
    more: Mapping[str, Any] | None = None
    """Base and majority, when they are not the règlement's."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What was said of a commitment, so many days from today."""

    day: int
    who: Who
    text: str
    state: str = "open"


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """What an institution (that of a player) must do, by a day counted from today."""

    owner: Who
    title: str
    due: int
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item. `by` proposed it; without, the chair put it there."""

    title: str
    kind: str = "debate"
    minutes: int = 20
    description: str = ""
    by: Who | None = None
    rapporteur: str = ""
    speeches: tuple[Speech, ...] = ()
    motion: Motion | None = None
    ballot: Ballot | None = None
    decision: str = ""
    commitments: tuple[Commitment, ...] = ()
    note: str = ""
    document: tuple[str, str] | None = None
    """The name and the words of a one-page document."""
    adopts: str | None = None
    """The title of the earlier sitting whose minutes are adopted then."""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What a member asked to correct in the minutes, about one item, and the answer."""

    who: Who
    item: str
    text: str
    accepted: bool
    answer: str
    discussion: str = ""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A sitting: when (days from today, hour in Paris), where, who attended, its items."""

    title: str
    day: int
    hour: str
    place: str
    items: tuple[Item, ...]
    absent: tuple[Who, ...] = ()
    remote: tuple[Who, ...] = ()
    late: tuple[Who, ...] = ()
    """They arrive during the second item."""
    prefect: bool = False
    attendance: str = "hybrid"
    group: str | None = None
    """The finalité whose group sits; the conference itself when None."""
    corrections: tuple[Correction, ...] = ()
