"""Facts about requests to be heard, in the file's stream."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class HearingRequested(Fact):
    """The file asks to be heard: for want of an answer, of a sufficient one, or because a threshold was crossed."""

    kind: ClassVar[str] = "interpellation.hearing_requested"
    hearing_id: int
    rank: int
    cause: str
    reply_due_on: str
