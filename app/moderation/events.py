"""Facts of moderation, never public: what the public must know of a content is on its own file, with the reason.

They carry identifiers and words of the house: no name, no address, nothing of what was reported.
"""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import BUREAU, Fact


@dataclass(frozen=True, kw_only=True)
class ContentReported(Fact):
    """Somebody reported a content; `first` opens a case, the next ones join it."""

    kind: ClassVar[str] = "content.reported"
    audience: str = BUREAU
    content: str
    reason: str
    first: bool


@dataclass(frozen=True, kw_only=True)
class CaseDecided(Fact):
    """A moderator acted on a case: `act` is one of `words.Act`; `until` for what is bounded in time."""

    kind: ClassVar[str] = "moderation.decided"
    audience: str = BUREAU
    decision_id: int
    act: str
    until: str | None


@dataclass(frozen=True, kw_only=True)
class HoldLapsed(Fact):
    """The time of a conservatory measure passed without a decision: the content is public again by itself."""

    kind: ClassVar[str] = "moderation.hold_lapsed"
    audience: str = BUREAU
    decision_id: int


@dataclass(frozen=True, kw_only=True)
class DecisionContested(Fact):
    """Whoever a decision goes against asks somebody else to look at it again."""

    kind: ClassVar[str] = "moderation.contested"
    audience: str = BUREAU
    decision_id: int
    contest_id: int
    party: str


@dataclass(frozen=True, kw_only=True)
class ContestSettled(Fact):
    """Somebody else looked again: the decision stands, or is undone."""

    kind: ClassVar[str] = "moderation.contest_settled"
    audience: str = BUREAU
    contest_id: int
    upheld: bool


@dataclass(frozen=True, kw_only=True)
class AuthorWarned(Fact):
    """The person was warned about what they had written in public."""

    kind: ClassVar[str] = "account.warned"
    audience: str = BUREAU
    decision_id: int


@dataclass(frozen=True, kw_only=True)
class WritingSuspended(Fact):
    """The person writes nothing new in public for a while; they sign in, read, and act in office as before."""

    kind: ClassVar[str] = "account.writing_suspended"
    audience: str = BUREAU
    decision_id: int
    until: str


@dataclass(frozen=True, kw_only=True)
class WritingRestored(Fact):
    """The person may write in public again before the end of their suspension."""

    kind: ClassVar[str] = "account.writing_restored"
    audience: str = BUREAU
    decision_id: int
