"""Dates, times, numbers and euros as French readers expect them, with their no-break spaces."""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, g

NBSP = "\u00a0"
NARROW = "\u202f"


def zone() -> ZoneInfo:
    """Return the zone of the conference shown, Paris by default."""
    return ZoneInfo(g.get("timezone", "Europe/Paris"))


def date_fr(value: date | datetime | None) -> str:
    """« 3 mars 2026 », with « 1er » on the first."""
    if value is None:
        return ""
    day = value.astimezone(zone()).date() if isinstance(value, datetime) else value
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NBSP}{format_date(day, 'MMMM', locale='fr')}{NBSP}{day.year}"


def month_fr(value: date) -> str:
    """« mars 2026 »."""
    return format_date(value, "MMMM", locale="fr") + f"{NBSP}{value.year}"


def weekday_fr(value: date) -> str:
    """« mardi 3 », « dimanche 1er »."""
    return format_date(value, "EEEE", locale="fr") + NBSP + ("1er" if value.day == 1 else str(value.day))


def time_fr(value: datetime | None, timezone: str | None = None) -> str:
    """« 14 h 30 », « 9 h », where the conference shown is, or in another zone."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(timezone) if timezone else zone())
    return f"{local.hour}{NBSP}h" + (f"{NBSP}{local.minute:02d}" if local.minute else "")


def datetime_fr(value: datetime | None) -> str:
    """« mardi 3 mars 2026 à 14 h 30 »."""
    if value is None:
        return ""
    weekday = format_date(value.astimezone(zone()).date(), "EEEE", locale="fr")
    return f"{weekday} {date_fr(value)} à{NBSP}{time_fr(value)}"


def typeset(words: str) -> str:
    """Return what a person typed with the spaces and apostrophes that French wants and keyboards do not give."""
    curled = re.sub(r"(?<=[^\W\d_])'(?=\w)", "’", words)
    spaced = re.sub(r"(?<=\S) (?=[:»])|(?<=«) ", NBSP, curled)
    return re.sub(r"(?<=\S) (?=[;!?])", NARROW, spaced)


def number_fr(value: float | Decimal | None) -> str:
    """« 1 234 567 », « 12,5 »."""
    return "" if value is None else format_decimal(value, locale="fr").replace(" ", NARROW)


def euros(value: Decimal | float | None, *, cents: bool | None = None) -> str:
    """« 1 234 567 € »; cents are shown when there are some, or when asked for."""
    if value is None:
        return ""
    exact = Decimal(value)
    with_cents = exact != exact.to_integral_value() if cents is None else cents
    pattern = "#,##0.00" if with_cents else "#,##0"
    return f"{format_decimal(exact, pattern, locale='fr')}{NBSP}€"


def duration_fr(seconds: float | None) -> str:
    """« 4 min 05 s », « 1 h 10 min »."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}{NBSP}h" + (f"{NBSP}{minutes:02d}{NBSP}min" if minutes else "")
    if minutes:
        return f"{minutes}{NBSP}min" + (f"{NBSP}{rest:02d}{NBSP}s" if rest else "")
    return f"{rest}{NBSP}s"


def minutes_fr(minutes: int | None) -> str:
    """« 20 min », « 1 h 30 », « 2 h »."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")


def iso(value: datetime | date | None) -> str:
    """Return the machine form for `<time datetime>` and data attributes."""
    return "" if value is None else value.isoformat()


def local_input(value: datetime | None) -> str:
    """Return the value of a `datetime-local` field."""
    return "" if value is None else value.astimezone(zone()).strftime("%Y-%m-%dT%H:%M")


def install(app: Flask) -> None:
    """Give templates these words as filters."""
    dates = (date_fr, month_fr, weekday_fr, time_fr, datetime_fr, iso, local_input)
    for filter in (*dates, number_fr, euros, duration_fr, minutes_fr, typeset):
        app.jinja_env.filters[filter.__name__] = filter
