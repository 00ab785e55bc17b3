"""What minutes are written from, and what is kept of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.foundation.facts import BUREAU, MEMBERS, PUBLIC
from app.journal.models import JournalEntry
from app.journal.queries import entries_after
from app.sittings.models import AgendaItem, ItemNote, Minutes, MinutesCorrection, Sitting
from app.sittings.words import HELD

from .document import Frame, compose, content_of
from .document.shapes import Document
from .fold import facts_of

EVERY_ENTRY = 1_000_000


def minutes_of(session: Session, sitting_id: int) -> Minutes | None:
    """Return the minutes of a sitting, None while nobody has begun to freeze them."""
    return session.get(Minutes, sitting_id)


def entries_of(session: Session, sitting: Sitting, audiences: Collection[str]) -> list[JournalEntry]:
    """Return what the record of a sitting says to these audiences, oldest first."""
    return entries_after(session, sitting.stream, 0, audiences, limit=EVERY_ENTRY)


def notes_of(session: Session, sitting_id: int) -> dict[int, ItemNote]:
    """Return the notes of a sitting by item."""
    query = select(ItemNote).join(AgendaItem, AgendaItem.id == ItemNote.item_id)
    return {note.item_id: note for note in session.scalars(query.where(AgendaItem.sitting_id == sitting_id))}


def corrections_of(session: Session, sitting_id: int) -> Sequence[MinutesCorrection]:
    """Return the corrections asked for, in order, with their authors."""
    query = select(MinutesCorrection).where(MinutesCorrection.sitting_id == sitting_id)
    return session.scalars(
        query.options(joinedload(MinutesCorrection.proposed_by)).order_by(MinutesCorrection.id)
    ).all()


def sittings_after(session: Session, sitting: Sitting) -> Sequence[Sitting]:
    """Return the later sittings, already opened, of the same assembly: those that may have adopted its minutes."""
    query = select(Sitting).where(
        Sitting.conference_id == sitting.conference_id,
        Sitting.group_id == sitting.group_id if sitting.group_id is not None else Sitting.group_id.is_(None),
        Sitting.opened_at > sitting.opened_at,
        Sitting.state.in_(HELD),
    )
    return session.scalars(query.order_by(Sitting.opened_at)).all()


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Minutes as the record and the notes give them: for members, and for the public where there is one."""

    members: Document
    public: Document | None

    @property
    def content(self) -> dict[str, Any]:
        """Return what is frozen."""
        return {"members": content_of(self.members), "public": content_of(self.public) if self.public else None}


def drawn(session: Session, sitting: Sitting, *, until: int | None = None) -> Drawn:
    """Write the minutes of a sitting; `until` is the last position of the record to be read."""
    entries = entries_of(session, sitting, (PUBLIC, MEMBERS, BUREAU))
    entries = [entry for entry in entries if until is None or entry.position <= until]
    notes = {item: note.text for item, note in notes_of(session, sitting.id).items()}
    facts = facts_of(entries)
    frame = frame_of(sitting, [_said(c) for c in corrections_of(session, sitting.id)])
    if not sitting.public:
        return Drawn(members=compose(facts, frame, notes), public=None)
    shown = facts_of(entry for entry in entries if entry.audience == PUBLIC)
    withheld = facts.behind_closed_doors()
    public = compose(shown, frame_of(sitting, []), notes, for_public=True, withheld=withheld)
    return Drawn(members=compose(facts, frame, notes), public=public)


def frame_of(sitting: Sitting, corrections: list[dict[str, Any]]) -> Frame:
    """Return whose sitting it is, where, and how clocks run there."""
    return Frame(
        sitting_id=sitting.id,
        title=sitting.title,
        conference=sitting.conference.name,
        group=sitting.group.name if sitting.group else "",
        place=sitting.place,
        public=sitting.public,
        attendance=sitting.attendance.value,
        zone=ZoneInfo(sitting.conference.timezone),
        corrections=corrections,
    )


def _said(correction: MinutesCorrection) -> dict[str, Any]:
    return {
        "by": correction.proposed_by.name,
        "item_id": correction.item_id,
        "text": correction.text,
        "accepted": correction.accepted,
        "answer": correction.answer,
    }
