"""A summons as an iCalendar message (RFC 5546): a request, sent again when it changes, and its cancellation. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import STATUS, Calendar, Event, vCalAddress

USUAL_LENGTH = timedelta(hours=3)
"""What a diary keeps free: nobody knows at what time an item is called."""


@dataclass(frozen=True, kw_only=True)
class Summons:
    """What a diary must know."""

    uid: str
    sequence: int
    number: str
    sitting: str
    starts_at: datetime
    zone: str
    place: str
    organizer: str
    """An e-mail address; empty when the conference has no secretariat yet."""
    attendee: str
    stamp: datetime
    speaking: str


def request(summons: Summons) -> bytes:
    """Return the invitation; a higher sequence replaces the former one."""
    return _written(summons, "REQUEST", STATUS.CONFIRMED)


def cancellation(summons: Summons) -> bytes:
    """Return what takes the invitation out of a diary."""
    return _written(summons, "CANCEL", STATUS.CANCELLED)


def _written(summons: Summons, method: str, status: STATUS) -> bytes:
    calendar = Calendar.new(prodid="-//Cotap//Auditions//FR", method=method, language="fr")
    calendar.add_component(_event(summons, status))
    day = summons.starts_at.date()
    calendar.add_missing_timezones(first_date=day.replace(month=1, day=1), last_date=day.replace(month=12, day=31))
    written: bytes = calendar.to_ical()
    return written


def _event(summons: Summons, status: STATUS) -> Event:
    starts_at = summons.starts_at.astimezone(ZoneInfo(summons.zone))
    attendee = vCalAddress(f"mailto:{summons.attendee}")
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "TRUE"
    return Event.new(
        uid=summons.uid,
        sequence=summons.sequence,
        summary=f"Audition de l’interpellation {summons.number} – {summons.sitting}",
        start=starts_at,
        end=starts_at + USUAL_LENGTH,
        status=status,
        location=summons.place,
        description=f"Votre temps de parole garanti\u00a0: {summons.speaking}.",
        organizer=vCalAddress(f"mailto:{summons.organizer}" if summons.organizer else "invalid:nomail"),
        attendees=[attendee],
        stamp=summons.stamp,
    )
