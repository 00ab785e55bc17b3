"""Facts about decisions and what follows from them."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import BUREAU, Fact


@dataclass(frozen=True, kw_only=True)
class DecisionRecorded(Fact):
    """A decision has its number. In the sitting's record and in its conference's. `decision` is as in the snapshot."""

    kind: ClassVar[str] = "decision.recorded"
    decision: dict[str, Any]
    by: str


@dataclass(frozen=True, kw_only=True)
class CommitmentAdded(Fact):
    """A decision commits an institution to do something by a date. `commitment` is as in the snapshot."""

    kind: ClassVar[str] = "commitment.added"
    decision_id: int
    commitment: dict[str, Any]
    by: str


@dataclass(frozen=True, kw_only=True)
class CommitmentUpdated(Fact):
    """Something was said or done about a commitment."""

    kind: ClassVar[str] = "commitment.updated"
    decision_id: int
    commitment: dict[str, Any]
    text: str
    by: str


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Fact):
    """The notes of an item have a new version. Drafts are not for an eternal record: the text is not here."""

    kind: ClassVar[str] = "note.written"
    audience: str = BUREAU
    item_id: int
    version: int
    by: str
