"""Facts about the documents of a question."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AttachmentJoined(Fact):
    """A document was joined, or shown to everybody."""

    kind: ClassVar[str] = "interpellation.document_joined"
    attachment_id: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class AttachmentTaken(Fact):
    """A document was taken back before the question was filed."""

    kind: ClassVar[str] = "interpellation.document_taken"
    attachment_id: int
    sha256: str
