"""Facts about guides, in the record of the body whose watcher read them."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class GuideRead(Fact):
    """A watcher declared having read that version of the guide of a contract."""

    kind: ClassVar[str] = "watcher.guide_read"
    watcher_id: int
    sentence: str
    contract_id: int
    contract: str
    version: int
    digest: str
