"""Facts of the text before it is signed. They tell which clause moved, not its words: the draft has them."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ClauseWritten(Fact):
    """A clause of the draft, or of a rider, was written or rewritten."""

    kind: ClassVar[str] = "clause.written"
    clause_id: int
    clause: str
    title: str
    rider: int | None
    version: int


@dataclass(frozen=True, kw_only=True)
class ClauseRemoved(Fact):
    """A clause was taken out of the draft, or of a rider."""

    kind: ClassVar[str] = "clause.removed"
    clause: str
    title: str
    rider: int | None
