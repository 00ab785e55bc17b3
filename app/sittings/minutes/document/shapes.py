"""What minutes look like once written: the frozen content, line by line, ready for JSON, a page and a PDF.

Nothing here is computed again later: a reader of 2040 sees the words that were adopted.
"""

from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where in time and in the record: « 14 h 05 », ISO instant, position."""

    hour: str
    at: str
    position: int


@dataclass(frozen=True, kw_only=True)
class EventLine:
    """Something told in one sentence."""

    place: Place
    text: str
    type: str = "event"


@dataclass(frozen=True, kw_only=True)
class SpeechLine:
    """Somebody spoke; `seconds` None when the end is not known here."""

    place: Place
    text: str
    name: str
    institution: str
    level: str | None
    seconds: int | None
    type: str = "speech"


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """A text put before the assembly, with its numbered paragraphs."""

    place: Place
    number: int
    title: str
    paragraphs: list[str]
    moved_by: str
    fate: str
    type: str = "text"


@dataclass(frozen=True, kw_only=True)
class Voter:
    """A seat of the roll and what it chose; an empty choice for who did not vote."""

    seat_id: int
    name: str
    institution: str
    level: str
    choice: str
    present: bool
    on_behalf: bool
    by_proxy: str = ""


@dataclass(frozen=True, kw_only=True)
class VoteGroup:
    """Those who chose the same: « Ont voté pour », and who."""

    choice: str
    words: str
    names: list[str]


@dataclass(frozen=True, kw_only=True)
class BallotLine:
    """A vote with its rule, its quorums, its result and its names."""

    place: Place
    id: int
    number: int
    question: str
    rule: str
    quorum: list[str]
    outcome: str
    sentence: str
    casting: str
    cancelled: str
    counts: dict[str, int]
    groups: list[VoteGroup]
    voters: list[Voter]
    type: str = "ballot"


@dataclass(frozen=True, kw_only=True)
class CommitmentLine:
    """What was undertaken, by whom, by when in words."""

    title: str
    owner: str
    due: str


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    """A decision, the vote that took it, and what it commits to."""

    place: Place
    id: int
    number: str
    text: str
    ballot: str
    commitments: list[CommitmentLine]
    type: str = "decision"


Line = EventLine | SpeechLine | TextLine | BallotLine | DecisionLine


@dataclass(frozen=True, kw_only=True)
class Section:
    """An item of the agenda as it was dealt with, or a part without item (opening, end).

    `discussion`: paragraphs of the substance, None while nobody wrote it; `withheld` when it is not for this reader.
    """

    item_id: int | None
    number: str
    title: str
    kind: str
    hours: str
    lines: list[Line]
    discussion: list[str] | None = None
    expects_discussion: bool = False
    withheld: bool = False


@dataclass(frozen=True, kw_only=True)
class PresenceRow:
    """A seat or a person, and when it was there."""

    institution: str
    level: str
    name: str
    stays: list[str]


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """The attendance sheet. None: nobody knows; an empty list: there was none."""

    present: list[PresenceRow]
    represented: list[str] | None
    absent: list[PresenceRow] | None
    observers: list[PresenceRow]
    others: list[PresenceRow]


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """An item of the published agenda and what became of it."""

    number: str
    title: str
    kind: str
    fate: str


@dataclass(frozen=True, kw_only=True)
class SpeakingRow:
    """How often and how long a level or a person spoke."""

    who: str
    level: str
    times: int
    seconds: int
    duration: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """The minutes of a sitting, for one kind of reader."""

    title: str
    sitting_id: int
    sitting: str
    conference: str
    group: str
    held_on: str
    day: str
    opened: str
    closed: str
    place: str
    attended: str
    publicity: str
    chair: str
    secretary: str
    attendance: Attendance
    quorum: list[EventLine]
    agenda: list[AgendaLine]
    sections: list[Section]
    speaking_by_level: list[SpeakingRow]
    speaking_by_person: list[SpeakingRow]
    notices: list[str]
    stream: str
    position: int
    corrections: list[dict[str, Any]]
    format: int = FORMAT


def content_of(document: Document) -> dict[str, Any]:
    """Return the document as it is frozen."""
    return asdict(document)
