"""The next dates of a contract as iCalendar (RFC 5545). Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from app.contracts.models import Contract

from .views import Ahead

REFRESH = timedelta(days=1)


def feed(contract: Contract, dates: Iterable[Ahead], *, site: str, stamp: datetime) -> bytes:
    """Return a calendar of whole days. `site` is the public address of the house."""
    page = f"{site}/contrats/{contract.slug}"
    calendar = Calendar.new(
        prodid="-//Cotap//Dates des contrats//FR",
        method="PUBLISH",
        name=contract.title,
        language="fr",
        refresh_interval=REFRESH,
        source=f"{page}/dates.ics",
        url=page,
        uid=f"{page}/dates.ics",
        last_modified=stamp,
    )
    host = site.split("//", 1)[-1]
    for ahead in dates:
        calendar.add_component(
            Event.new(
                uid=f"contrat-{contract.id}-{ahead.key}@{host}",
                summary=f"{ahead.what} – {contract.title}",
                start=ahead.on,
                end=ahead.on + timedelta(days=1),
                url=f"{site}{ahead.href}" if ahead.href else page,
                categories=["Contrats"],
                stamp=stamp,
            )
        )
    written: bytes = calendar.to_ical()
    return written
