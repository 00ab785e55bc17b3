"""From facts and notes to the text of minutes: for members, and for the public without what closed doors covered."""

from collections.abc import Mapping

from app.foundation.french import day, full_day
from app.sittings.minutes.facts import Item, MinutesFacts

from . import sentences, speaking
from .clock import Clock
from .course import Course
from .decisions_record import compose_record
from .frame import DOORS_NOTICE, Frame
from .presence import attendance
from .shapes import AgendaLine, Document, EventLine, content_of
from .votes import place
from .words import AGENDA_KINDS, ATTENDANCE

__all__ = ["Frame", "compose", "compose_record", "content_of"]


def compose(
    facts: MinutesFacts,
    frame: Frame,
    notes: Mapping[int, str],
    *,
    for_public: bool = False,
    withheld: frozenset[int] = frozenset(),
) -> Document:
    """Write the minutes; `withheld` are the items whose discussion this reader may not read."""
    held_on = facts.opened.at.astimezone(frame.zone).date() if facts.opened else None
    clock = Clock(frame.zone, held_on)
    return Document(
        title=f"Procès-verbal de la séance du {day(held_on)}" if held_on else f"Procès-verbal : {frame.title}",
        sitting_id=frame.sitting_id,
        sitting=facts.title or frame.title,
        conference=frame.conference,
        group=frame.group,
        held_on=held_on.isoformat() if held_on else "",
        day=full_day(held_on) if held_on else "",
        opened=clock.hour(facts.opened) if facts.opened else "",
        closed=clock.hour(facts.closed) if facts.closed else "",
        place=facts.place or frame.place,
        attended=ATTENDANCE.get(facts.attendance or frame.attendance, ""),
        publicity=sentences.publicity(facts, clock, public=frame.public),
        chair=facts.chair,
        secretary=facts.secretary,
        attendance=attendance(facts, clock),
        quorum=_quorum(facts, clock),
        agenda=_agenda(facts, for_public=for_public),
        sections=Course(facts, clock).sections(notes, withheld),
        speaking_by_level=speaking.by_level(facts),
        speaking_by_person=speaking.by_person(facts),
        notices=[DOORS_NOTICE] if for_public and facts.closed_doors else [],
        stream=f"sitting:{frame.sitting_id}",
        position=facts.last_position,
        corrections=frame.corrections,
    )


def _quorum(facts: MinutesFacts, clock: Clock) -> list[EventLine]:
    said = []
    if facts.opened and facts.quorum_at_opening:
        said.append(EventLine(place=place(facts.opened, clock), text=facts.quorum_at_opening.sentence))
    for moment in facts.moments:
        if moment.what in ("quorum_lost", "quorum_reached"):
            text = sentences.moment(moment, clock) or ""
            said.append(EventLine(place=place(moment.mark, clock), text=text))
    return said


def _agenda(facts: MinutesFacts, *, for_public: bool) -> list[AgendaLine]:
    return [
        AgendaLine(
            number=item.number,
            title=item.title,
            kind=AGENDA_KINDS.get(item.kind, item.kind),
            fate=_fate(item, for_public=for_public),
        )
        for item in facts.items
    ]


def _fate(item: Item, *, for_public: bool) -> str:
    if item.put_off_because:
        return f"reporté. Motif : {item.put_off_because}"
    said = "examiné" if item.spans else "non examiné en séance publique" if for_public else "non examiné"
    return f"{said}, ajouté en urgence. Motif : {item.urgent_reason}" if item.urgent_reason else said
