"""What surrounds the facts of a sitting."""

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from app.foundation.clock import PARIS

DOORS_NOTICE = (
    "Une partie de la séance s’est tenue à huis clos. Ce qui s’y est dit, voté et décidé n’est pas dans ce document "
    "public ; les entrées et les sorties de ce moment n’y ont pas d’heure."
)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What surrounds the facts: whose sitting it is, where, and how clocks run there."""

    sitting_id: int
    title: str
    conference: str
    group: str
    place: str
    public: bool
    attendance: str = ""
    zone: ZoneInfo = PARIS
    corrections: list[dict[str, Any]] = field(default_factory=list)
