"""Facts that time makes."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import MEMBERS, Fact


@dataclass(frozen=True, kw_only=True)
class PresidencyBegan(Fact):
    """An institution chairs from today, and with it pilots every thematic group (R3.4, R5.2)."""

    kind: ClassVar[str] = "presidency.began"
    changes_rights: ClassVar[bool] = True
    term_id: int
    level: str
    institution_id: int
    institution: str
    interim: bool
    starts_on: str
    ends_on: str


@dataclass(frozen=True, kw_only=True)
class Warned(Fact):
    """What every warning says: the rule, the sentence and since when."""

    kind: ClassVar[str] = "conference.warned"
    audience: str = MEMBERS
    rule: str
    sentence: str
    since: str


@dataclass(frozen=True, kw_only=True)
class PrefectNotMet(Warned):
    """No sitting of the year is held or planned with the préfet de région (R3.7)."""

    kind: ClassVar[str] = "conference.prefect_not_met"


@dataclass(frozen=True, kw_only=True)
class RhythmBroken(Warned):
    """More time has passed since the last sitting than the règlement allows (R3.8)."""

    kind: ClassVar[str] = "conference.rhythm_broken"


@dataclass(frozen=True, kw_only=True)
class ConferenceBlocked(Warned):
    """The conference is blocked; the préfet is alerted and may convene it (R3.10)."""

    kind: ClassVar[str] = "conference.blocked"


WARNINGS: dict[str, type[Warned]] = {"R3.7": PrefectNotMet, "R3.8": RhythmBroken, "R3.10": ConferenceBlocked}


@dataclass(frozen=True, kw_only=True)
class CommitmentFellDue(Fact):
    """The day of a commitment has passed and it is not settled (S13)."""

    kind: ClassVar[str] = "commitment.fell_due"
    commitment_id: int
    decision: str
    title: str
    owner_id: int
    owner: str
    due_on: str
