"""French words for pure code: rules and drawings speak with the standard library alone."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

NBSP = "\u00a0"
NARROW = "\u202f"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

Number = int | Fraction | Decimal


def day(value: date) -> str:
    """Return « 3 mars 2026 », « 1er mai 2026 »."""
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number}{NBSP}{MONTHS[value.month - 1]}{NBSP}{value.year}"


def full_day(value: date) -> str:
    """Return « mardi 3 mars 2026 »."""
    return f"{WEEKDAYS[value.weekday()]} {day(value)}"


def hour(value: datetime) -> str:
    """Return « 14 h 05 », « 9 h » for an instant already in its zone."""
    return f"{value.hour}{NBSP}h" + (f"{NBSP}{value.minute:02d}" if value.minute else "")


def number(value: Number) -> str:
    """Return « 1 234 », « 12,5 »; at most three decimals, rounded to nearest."""
    thousandths = round(Fraction(value) * 1000)
    whole, rest = divmod(abs(thousandths), 1000)
    decimals = f"{rest:03d}".rstrip("0")
    sign = "\u2212" if thousandths < 0 else ""
    return sign + f"{whole:,}".replace(",", NARROW) + (f",{decimals}" if decimals else "")


def count(value: Number, one: str, many: str | None = None) -> str:
    """Return « 1 siège », « 1,5 voix », « 12 sièges »: in French the plural begins at two."""
    word = one if abs(Fraction(value)) < 2 else (many or f"{one}s")
    return f"{number(value)}{NBSP}{word}"


def money(cents: int) -> str:
    """Return « 1 234,56 € »."""
    units, rest = divmod(abs(cents), 100)
    sign = "\u2212" if cents < 0 else ""
    return f"{sign}{units:,}".replace(",", NARROW) + f",{rest:02d}{NBSP}€"


def duration(seconds: int) -> str:
    """Return « 45 s », « 4 min 05 s », « 1 h 10 min »."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}{NBSP}h" + (f"{NBSP}{minutes:02d}{NBSP}min" if minutes else "")
    if minutes:
        return f"{minutes}{NBSP}min" + (f"{NBSP}{rest:02d}{NBSP}s" if rest else "")
    return f"{rest}{NBSP}s"


def listing(words: Iterable[str], *, link: str = "et") -> str:
    """Return « a », « a et b », « a, b et c »."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} {link} {last}" if first else last


def quoted(words: str) -> str:
    """Return the words between French quotation marks."""
    return f"«{NBSP}{words}{NBSP}»"
