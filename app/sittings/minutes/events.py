"""Facts about minutes. `title` names them: « Procès-verbal de la séance du 3 mars 2026 »."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import MEMBERS, Fact


@dataclass(frozen=True, kw_only=True)
class MinutesCirculated(Fact):
    """The minutes are frozen and open to corrections until that day (ISO 8601)."""

    kind: ClassVar[str] = "minutes.circulated"
    audience: str = MEMBERS
    sitting_id: int
    title: str
    content_hash: str
    corrections_until: str
    by: str


@dataclass(frozen=True, kw_only=True)
class MinutesTakenBack(Fact):
    """The minutes are a draft again, for a reason."""

    kind: ClassVar[str] = "minutes.taken_back"
    audience: str = MEMBERS
    sitting_id: int
    reason: str
    by: str


@dataclass(frozen=True, kw_only=True)
class MinutesCorrectionProposed(Fact):
    """A member asks for a correction."""

    kind: ClassVar[str] = "minutes.correction_proposed"
    audience: str = MEMBERS
    correction_id: int
    item_id: int | None
    text: str
    by: str


@dataclass(frozen=True, kw_only=True)
class MinutesCorrectionAnswered(Fact):
    """A correction was made or declined; `content_hash` is that of the minutes from now on."""

    kind: ClassVar[str] = "minutes.correction_answered"
    audience: str = MEMBERS
    correction_id: int
    accepted: bool
    answer: str
    content_hash: str
    by: str


@dataclass(frozen=True, kw_only=True)
class MinutesAdopted(Fact):
    """A later sitting adopted the minutes. In the record of both sittings."""

    kind: ClassVar[str] = "minutes.adopted"
    sitting_id: int
    title: str
    adopted_in_id: int
    content_hash: str
    public_hash: str | None
    by: str


@dataclass(frozen=True, kw_only=True)
class MinutesSigned(Fact):
    """The chair or the secretary signed the adopted content."""

    kind: ClassVar[str] = "minutes.signed"
    sitting_id: int
    name: str
    quality: str
    content_hash: str


@dataclass(frozen=True, kw_only=True)
class MinutesSealed(Fact):
    """Both have signed: the content does not change any more."""

    kind: ClassVar[str] = "minutes.sealed"
    sitting_id: int
    content_hash: str
    public_hash: str | None


@dataclass(frozen=True, kw_only=True)
class MinutesPublished(Fact):
    """Everybody can read the public minutes; in the record of the conference too."""

    kind: ClassVar[str] = "minutes.published"
    sitting_id: int
    title: str
    public_hash: str
    by: str
