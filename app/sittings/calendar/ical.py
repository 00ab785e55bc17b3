"""Sittings as iCalendar (RFC 5545), for the diaries of people. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import STATUS, Calendar, Event

from app.sittings.models import Sitting
from app.sittings.words import HELD, AttendanceProfile, SittingState

from .others import OtherDate

REFRESH = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a diary says of a published agenda: its lines, and when it should end if every item is timed."""

    lines: tuple[str, ...] = ()
    ends_at: datetime | None = None


def feed(
    name: str,
    sittings: Iterable[Sitting],
    *,
    orders: Mapping[int, Order],
    site: str,
    source: str,
    stamp: datetime,
    others: Iterable[OtherDate] = (),
) -> bytes:
    """Return a calendar of these sittings. `site` is the public address of the house, `source` that of the feed."""
    found = list(sittings)
    calendar = Calendar.new(
        prodid="-//Cotap//Calendrier des conférences//FR",
        method="PUBLISH",
        name=name,
        language="fr",
        refresh_interval=REFRESH,
        source=f"{site}{source}",
        url=site,
        uid=f"{site}{source}",
        last_modified=stamp,
    )
    for sitting in found:
        calendar.add_component(_event(sitting, orders.get(sitting.id, Order()), site, stamp))
    for other in others:
        calendar.add_component(_other(other, site, stamp))
    days = [sitting.starts_at.date() for sitting in found] or [stamp.date()]
    calendar.add_missing_timezones(first_date=date(min(days).year, 1, 1), last_date=date(max(days).year + 1, 1, 1))
    written: bytes = calendar.to_ical()
    return written


def _event(sitting: Sitting, order: Order, site: str, stamp: datetime) -> Event:
    zone = ZoneInfo(sitting.conference.timezone)
    ends_at = sitting.closed_at or order.ends_at
    return Event.new(
        uid=f"seance-{sitting.id}@{site.split('//', 1)[-1]}",
        summary=_summary(sitting),
        start=(sitting.opened_at or sitting.starts_at).astimezone(zone),
        end=ends_at.astimezone(zone) if ends_at else None,
        sequence=sitting.agenda_version,
        status=_status(sitting),
        location=_location(sitting),
        url=f"{site}/seances/{sitting.id}",
        description=_description(sitting, order, site),
        categories=[sitting.conference.name],
        stamp=stamp,
    )


def _other(other: OtherDate, site: str, stamp: datetime) -> Event:
    return Event.new(
        uid=f"{other.key}@{site.split('//', 1)[-1]}",
        summary=f"{other.title} – {other.of}",
        start=other.on,
        end=other.on + timedelta(days=1),
        url=f"{site}{other.href}",
        description=f"{other.detail}\n{site}{other.href}",
        stamp=stamp,
    )


def _summary(sitting: Sitting) -> str:
    of = sitting.group.name if sitting.group else sitting.conference.name
    cancelled = "Annulée\u00a0: " if sitting.state is SittingState.CANCELLED else ""
    return f"{cancelled}{sitting.title} – {of}"


def _status(sitting: Sitting) -> STATUS:
    if sitting.state is SittingState.CANCELLED:
        return STATUS.CANCELLED
    return STATUS.CONFIRMED if sitting.agenda_published_at or sitting.state in HELD else STATUS.TENTATIVE


def _location(sitting: Sitting) -> str | None:
    if sitting.attendance is AttendanceProfile.REMOTE:
        return "À distance"
    return sitting.place or None


def _description(sitting: Sitting, order: Order, site: str) -> str:
    about: list[str] = []
    if sitting.state is SittingState.CANCELLED:
        about.append(f"Séance annulée. {sitting.cancelled_reason}")
    if sitting.prefect_expected:
        about.append("En présence du préfet de région.")
    about += ["Ordre du jour", *order.lines] if order.lines else ["L’ordre du jour n’est pas encore publié."]
    return "\n".join([*about, f"{site}/seances/{sitting.id}"])
