"""The changes of the règlement intérieur, from the record."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.conferences.events import ConferenceSettingsChanged
from app.conferences.models import Conference
from app.conferences.rules.history import Change, read_change
from app.journal.models import JournalEntry


def changes_of(session: Session, conference: Conference) -> list[Change]:
    """Return every change of the règlement of a conference, the oldest first."""
    entries = session.scalars(
        select(JournalEntry)
        .where(JournalEntry.stream == conference.stream, JournalEntry.kind == ConferenceSettingsChanged.kind)
        .order_by(JournalEntry.position)
    )
    read = (read_change(entry.occurred_at, entry.actor_id, entry.payload["changes"]) for entry in entries)
    return [change for change in read if change is not None]
