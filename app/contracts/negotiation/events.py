"""Facts of a negotiation. A confidential mandate is for the State's side of the table alone (`bureau`)."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class MandateRecorded(Fact):
    """The préfet's mandate is recorded, or recorded anew (R8.2)."""

    kind: ClassVar[str] = "negotiation.mandate_recorded"
    confidential: bool
    margins: str
    themes: str


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Fact):
    """A round of negotiation begins."""

    kind: ClassVar[str] = "negotiation.round_opened"
    round_id: int
    number: int
    held_on: str
    place: str


@dataclass(frozen=True, kw_only=True)
class PositionRecorded(Fact):
    """What one side said of one subject (R8.1)."""

    kind: ClassVar[str] = "negotiation.position_recorded"
    position_id: int
    number: int
    side: str
    subject: str
    position: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class RoundClosed(Fact):
    """A round is closed: it does not change any more."""

    kind: ClassVar[str] = "negotiation.round_closed"
    round_id: int
    number: int
    summary: str
    left_open: list[str]
