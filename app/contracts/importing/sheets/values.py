"""What a person writes in a cell: French numbers, dates of any precision, yes or no, progress. Pure."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from app.contracts.rules.partial_dates import MONTHS, read_partial
from app.contracts.words import Period, Progress
from app.foundation.errors import Invalid
from app.institutions.naming import search_form

UNKNOWN: Final = "inconnu"
"""Written in a cell: nobody knows. An empty cell leaves things as they are."""

Read = Callable[[str], Any]
_SPACES: Final = re.compile(r"[\s\u00a0\u202f]")
_AMOUNT: Final = re.compile(r"\d+(?:\.\d{1,2})?\Z", re.ASCII)
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z", re.ASCII)
_MONTH: Final = re.compile(r"(\d{1,2})[/.-](\d{4})\Z", re.ASCII)
_NAMED: Final = re.compile(r"(?:(\d{1,2}) )?([a-z]+) (\d{4})\Z")
_QUARTER: Final = re.compile(r"(?:t([1-4])|([1-4])(?:er|e|eme) trimestre) (\d{4})\Z")
_MONTH_NUMBERS: Final = {search_form(name): number for number, name in enumerate(MONTHS, start=1)}
PROGRESS: Final = {
    "non demarree": Progress.NOT_STARTED,
    "pas commencee": Progress.NOT_STARTED,
    "en etude": Progress.IN_STUDY,
    "a l etude": Progress.IN_STUDY,
    "en cours": Progress.UNDER_WAY,
    "realisee": Progress.DONE,
    "terminee": Progress.DONE,
    "abandonnee": Progress.ABANDONED,
}
PROGRESS_WORDS: Final = {
    Progress.NOT_STARTED: "non démarrée",
    Progress.IN_STUDY: "en étude",
    Progress.UNDER_WAY: "en cours",
    Progress.DONE: "réalisée",
    Progress.ABANDONED: "abandonnée",
}


class Unreadable(ValueError):
    """A cell that cannot be read; the message says why in French."""


def text(cell: str) -> str:
    """Return the words of a cell."""
    return cell.strip()


def amount(cell: str) -> int:
    """Return « 1 234,50 € » or « 1234.5 » in cents."""
    written = _SPACES.sub("", cell).removesuffix("€").replace(",", ".")
    if written.startswith(("-", "\u2212")):
        raise Unreadable(f"« {cell.strip()} » : un montant ne peut pas être négatif.")
    if not _AMOUNT.match(written):
        raise Unreadable(f"« {cell.strip()} » n’est pas un montant : écrivez 1234,50 ou 1 234,50 €.")
    cents = int(Decimal(written) * 100)
    if cents > 10**16:
        raise Unreadable(f"« {cell.strip()} » n’est pas un montant plausible.")
    return cents


def percent(cell: str) -> int:
    """Return a whole percentage from 0 to 100."""
    written = _SPACES.sub("", cell).removesuffix("%")
    if not (written.isascii() and written.isdecimal() and len(written) < 4 and int(written) <= 100):
        raise Unreadable(f"« {cell.strip()} » n’est pas un pourcentage entier de 0 à 100.")
    return int(written)


def whole(cell: str) -> int:
    """Return a whole number."""
    written = _SPACES.sub("", cell)
    if not (written.isascii() and written.isdecimal() and len(written) < 10):
        raise Unreadable(f"« {cell.strip()} » n’est pas un nombre entier.")
    return int(written)


def partial(cell: str) -> str:
    """Return a date in ISO 8601 of its precision: « 15/09/2019 », « septembre 2019 », « T4 2020 », « 2019 »."""
    written = _iso(cell.strip())
    try:
        read_partial(written)
    except Invalid as fault:
        raise Unreadable(
            f"« {cell.strip()} » n’est pas une date : écrivez 15/09/2019, 09/2019, septembre 2019, T4 2020 ou 2019."
        ) from fault
    return written


def _iso(cell: str) -> str:
    if match := _DAY.match(cell):
        day, month, year = match.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}"
    if match := _MONTH.match(cell):
        return f"{match[2]}-{int(match[1]):02d}"
    plain = search_form(cell)
    if match := _QUARTER.match(plain):
        return f"{match[3]}-T{match[1] or match[2]}"
    if (match := _NAMED.match(plain.replace("1er ", "1 "))) and match[2] in _MONTH_NUMBERS:
        day, month = match[1], f"{_MONTH_NUMBERS[match[2]]:02d}"
        return f"{match[3]}-{month}-{int(day):02d}" if day else f"{match[3]}-{month}"
    return cell


def flag(cell: str) -> bool:
    """Return a yes or a no."""
    written = search_form(cell)
    if written in ("oui", "o", "vrai", "1", "x"):
        return True
    if written in ("non", "n", "faux", "0"):
        return False
    raise Unreadable(f"« {cell.strip()} » : écrivez oui ou non.")


def per_year(cell: str) -> Period:
    """Return whether an amount is a year's."""
    return Period.YEARLY if flag(cell) else Period.TOTAL


def progress(cell: str) -> Progress:
    """Return how far an action is."""
    found = PROGRESS.get(search_form(cell))
    if found is None:
        raise Unreadable(f"« {cell.strip()} » : écrivez {', '.join(PROGRESS_WORDS.values())} ou {UNKNOWN}.")
    return found


def names(cell: str) -> list[str]:
    """Return names separated by « | », or one a line."""
    return [part.strip() for part in re.split(r"[|\n]", cell) if part.strip()]


def written_amount(cents: int | None) -> str:
    """Return cents as a cell that `amount` reads back; nothing for what nobody knows."""
    if cents is None:
        return ""
    return f"{cents // 100}" + (f",{cents % 100:02d}" if cents % 100 else "")
