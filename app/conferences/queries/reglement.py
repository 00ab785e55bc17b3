"""The changes of the règlement intérieur, from the record."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.conferences.events import ConferenceSettingsChanged
from app.conferences.models import Conference
from app.conferences.rules.history import Change, read_change, settings_at
from app.conferences.rules.settings import Reglement
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


def settings_of_day(conference: Conference, changes: Sequence[Change], day: date) -> dict[str, Any]:
    """Return the règlement as it was at the end of a day, given every change of it."""
    evening = datetime.combine(day, time(), ZoneInfo(conference.timezone)) + timedelta(days=1)
    return settings_at(Reglement.from_json(conference.reglement), changes, evening)
