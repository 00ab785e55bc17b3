"""The course of the sitting: one section for each item in the order they were taken up, between opening and end."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.sittings.minutes import facts as f

from . import sentences
from .clock import Clock
from .shapes import EventLine, Line, Place, Section, SpeechLine, TextLine
from .votes import ballot_line, decision_line, place
from .words import AGENDA_KINDS

OPENING, END = "Ouverture de la séance", "Levée de la séance"


class Course:
    """Puts each moment in its section."""

    def __init__(self, facts: f.MinutesFacts, clock: Clock) -> None:
        self._facts, self._clock = facts, clock
        self._ballots = {ballot.id: ballot for ballot in facts.ballots}
        self._lines: dict[int | str, list[Line]] = {}
        self._waiting: dict[int, list[Line]] = {}
        """What was told of an item that is not taken up yet: texts tabled before the sitting."""

    def sections(self, notes: Mapping[int, str], withheld: frozenset[int]) -> list[Section]:
        """Return the sections; `notes`: item → substance of its discussion, `withheld`: not for this reader."""
        where: int | str = OPENING
        for moment in self._facts.moments:
            where = self._where(moment, where)
            line = self._line(moment)
            if line is None:
                continue
            taken_up = moment.item_id is None or moment.item_id in self._lines
            if taken_up or moment.what not in ("text", "text_withdrawn"):
                self._lines.setdefault(where, []).append(line)
            else:
                self._waiting.setdefault(moment.item_id or 0, []).append(line)
        return [self._section(key, lines, notes, withheld) for key, lines in self._lines.items()]

    def _where(self, moment: f.Moment, where: int | str) -> int | str:
        """Return the section of a moment; what happens between two items is told with the former."""
        if moment.what in ("opened", "closed"):
            self._lines.setdefault(OPENING if moment.what == "opened" else END, [])
            return OPENING if moment.what == "opened" else END
        if moment.what == "item_started" and moment.item_id is not None:
            self._lines.setdefault(moment.item_id, self._waiting.pop(moment.item_id, []))
        return moment.item_id if moment.item_id in self._lines and moment.item_id is not None else where

    def _line(self, moment: f.Moment) -> Line | None:
        at = place(moment.mark, self._clock)
        if moment.what in SHAPED:
            return SHAPED[moment.what](self, moment.about, at)
        said = sentences.moment(moment, self._clock)
        return EventLine(place=at, text=said) if said else None

    def opened(self, _about: None, at: Place) -> Line:
        """Return the line of the opening."""
        return EventLine(place=at, text=sentences.opening(self._facts, self._clock))

    def closed(self, _about: None, at: Place) -> Line:
        """Return the line of the end."""
        return EventLine(place=at, text=sentences.closing(self._facts, self._clock))

    def text(self, motion: f.Motion, at: Place) -> Line:
        """Return a text put before the assembly."""
        return TextLine(
            place=at,
            number=motion.number,
            title=motion.title,
            paragraphs=list(motion.paragraphs),
            moved_by=motion.moved_by,
            fate=sentences.fate(motion),
        )

    def ballot(self, ballot: f.Ballot, at: Place) -> Line:
        """Return a vote."""
        return ballot_line(ballot, at)

    def decision(self, decision: f.Decision, at: Place) -> Line:
        """Return a decision."""
        return decision_line(decision, self._ballots, at)

    def speech(self, speech: f.Speech, at: Place) -> Line:
        """Return a speech."""
        return SpeechLine(
            place=at,
            text=sentences.speech(speech, self._facts.closed_doors, self._clock),
            name=speech.name,
            institution=speech.institution,
            level=speech.level,
            seconds=speech.seconds,
        )

    def _section(
        self, key: int | str, lines: list[Line], notes: Mapping[int, str], withheld: frozenset[int]
    ) -> Section:
        item = self._facts.item(key) if isinstance(key, int) else None
        if item is None:
            return Section(item_id=None, number="", title=str(key), kind="", hours="", lines=lines)
        hidden = item.id in withheld
        text = "" if hidden else notes.get(item.id, "")
        spoken = any(speech.item_id == item.id for speech in self._facts.speeches)
        return Section(
            item_id=item.id,
            number=item.number,
            title=item.title,
            kind=AGENDA_KINDS.get(item.kind, item.kind),
            hours=" et ".join(sentences.span(span, self._clock) for span in item.spans),
            lines=lines,
            discussion=paragraphs(text) or None,
            expects_discussion=spoken or item.kind != "information",
            withheld=hidden,
        )


SHAPED: Final[dict[str, Callable[[Course, Any, Place], Line]]] = {
    "opened": Course.opened,
    "closed": Course.closed,
    "text": Course.text,
    "ballot": Course.ballot,
    "decision": Course.decision,
    "speech": Course.speech,
}


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text typed by hand: what blank lines separate, single line breaks kept."""
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return [block.strip() for block in blocks if block.strip()]
