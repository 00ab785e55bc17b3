"""Facts about requests to be heard, in the file's stream. None names a citizen nor repeats their words."""

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


@dataclass(frozen=True, kw_only=True)
class HearingProposed(Fact):
    """The request is on the draft agenda of a sitting; told to those inside until the chair has answered."""

    kind: ClassVar[str] = "interpellation.hearing_proposed"
    hearing_id: int
    sitting_id: int
    item_id: int
    on: str


@dataclass(frozen=True, kw_only=True)
class HearingScheduled(Fact):
    """The chair put the hearing on the agenda of a sitting. `starts_at` is ISO 8601."""

    kind: ClassVar[str] = "interpellation.hearing_scheduled"
    hearing_id: int
    sitting_id: int
    sitting: str
    starts_at: str
    on: str
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class HearingRefused(Fact):
    """The chair refused to hear the file, for published reasons; a second refusal is told to the préfet (I7)."""

    kind: ClassVar[str] = "interpellation.hearing_refused"
    hearing_id: int
    rank: int
    reason: str
    second: bool


@dataclass(frozen=True, kw_only=True)
class PrefectTold(Fact):
    """The State's representatives were told of a second refusal (I7).

    `by_mail` is False where nobody represents the State: the secretariat is asked to write to the préfet.
    """

    kind: ClassVar[str] = "interpellation.prefect_told"
    hearing_id: int
    by_mail: bool


@dataclass(frozen=True, kw_only=True)
class HearingMoved(Fact):
    """The sitting of the hearing has another date or place."""

    kind: ClassVar[str] = "interpellation.hearing_moved"
    hearing_id: int
    sitting_id: int
    starts_at: str
    on: str


@dataclass(frozen=True, kw_only=True)
class HearingPutOff(Fact):
    """What was scheduled was not held: the request waits again. `why`: deferred, cancelled, not_called."""

    kind: ClassVar[str] = "interpellation.hearing_put_off"
    hearing_id: int
    why: str


@dataclass(frozen=True, kw_only=True)
class HearingDropped(Fact):
    """The request fell with what it was made for: the file is closed, or no longer asks."""

    kind: ClassVar[str] = "interpellation.hearing_dropped"
    hearing_id: int


@dataclass(frozen=True, kw_only=True)
class HearingHeld(Fact):
    """The file was heard in a sitting; its requester now has a time to say what they make of it (I8)."""

    kind: ClassVar[str] = "interpellation.heard"
    hearing_id: int
    sitting_id: int
    sitting: str
    opinion_due_on: str
