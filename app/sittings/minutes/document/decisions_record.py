"""The record of decisions: what was examined and decided, item by item, with the votes. Drawn from the same facts."""

from dataclasses import asdict, dataclass
from typing import Any

from app.foundation.french import day, full_day
from app.sittings.minutes import facts as f

from . import sentences
from .clock import Clock
from .course import Course
from .frame import DOORS_NOTICE, Frame
from .shapes import FORMAT, BallotLine, DecisionLine, Line, TextLine


@dataclass(frozen=True, kw_only=True)
class Part:
    """An item that was taken up, with its texts, votes and decisions; none of them: it ended without a decision."""

    number: str
    title: str
    kind: str
    lines: list[Line]


@dataclass(frozen=True, kw_only=True)
class DecisionsRecord:
    """The record of decisions of a sitting, for one kind of reader."""

    title: str
    sitting_id: int
    sitting: str
    conference: str
    group: str
    held_on: str
    day: str
    place: str
    opened: str
    closed: str
    chair: str
    publicity: str
    parts: list[Part]
    notices: list[str]
    stream: str
    position: int
    format: int = FORMAT

    @property
    def content(self) -> dict[str, Any]:
        """Return it ready for JSON, a page and a PDF."""
        return asdict(self)


def compose_record(facts: f.MinutesFacts, frame: Frame, *, for_public: bool) -> DecisionsRecord:
    """Write the record of decisions from what the entries read say."""
    held_on = facts.opened.at.astimezone(frame.zone).date() if facts.opened else None
    clock = Clock(frame.zone, held_on)
    return DecisionsRecord(
        title=f"Relevé des décisions de la séance du {day(held_on)}" if held_on else "Relevé des décisions",
        sitting_id=frame.sitting_id,
        sitting=facts.title or frame.title,
        conference=frame.conference,
        group=frame.group,
        held_on=held_on.isoformat() if held_on else "",
        day=full_day(held_on) if held_on else "",
        place=facts.place or frame.place,
        opened=clock.hour(facts.opened) if facts.opened else "",
        closed=clock.hour(facts.closed) if facts.closed else "",
        chair=facts.chair,
        publicity=sentences.publicity(facts, clock, public=frame.public),
        parts=_parts(facts, clock),
        notices=[DOORS_NOTICE] if for_public and facts.closed_doors else [],
        stream=f"sitting:{frame.sitting_id}",
        position=facts.last_position,
    )


def _parts(facts: f.MinutesFacts, clock: Clock) -> list[Part]:
    return [
        Part(
            number=section.number,
            title=section.title,
            kind=section.kind,
            lines=[line for line in section.lines if _tells(line)],
        )
        for section in Course(facts, clock).sections({}, frozenset())
        if section.item_id is not None
    ]


def _tells(line: Line) -> bool:
    return isinstance(line, TextLine | BallotLine | DecisionLine)
