"""Facts about what is hidden: what kind of thing and why, never the text."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class PartHidden(Fact):
    """Something of the file is hidden from the public. `what`: passage, question, document, name."""

    kind: ClassVar[str] = "interpellation.part_hidden"
    what: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PartShown(Fact):
    """What was hidden is shown again, for a public reason."""

    kind: ClassVar[str] = "interpellation.part_shown"
    what: str
    reason: str
