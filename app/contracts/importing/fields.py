"""One record of a file, read field by field: a fault is kept with its place, and reading goes on."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from app.contracts.rules.partial_dates import read_partial
from app.foundation.errors import Invalid

from .faults import Faults

Word = TypeVar("Word", bound=StrEnum)
LONGEST = 20_000
_HALVES = re.compile("[\ud800-\udfff]")
MOST_EUROS = 10**13
MOST_WHOLE = 2**31 - 1


class Fields:
    """Reads one JSON object; what is absent or null is unknown, what is not expected is refused."""

    def __init__(self, given: Any, place: str, faults: Faults, expected: frozenset[str]) -> None:
        self.place = place
        self.faults = faults
        self.given: dict[str, Any] = given if isinstance(given, dict) else {}
        if not isinstance(given, dict):
            faults.add(place, "un objet est attendu.")
        elif not expected.issuperset(given):
            for name in given:
                if name not in expected:
                    self.fault(name, "ce champ n’est pas connu.")

    def fault(self, name: str, reason: str) -> None:
        """Keep a fault of one field."""
        self.faults.add(f"{self.place}, champ {name}" if self.place else f"champ {name}", reason)

    def text(self, name: str, *, required: bool = False) -> str:
        """Return a text; nothing when the source says nothing."""
        value = self.given.get(name)
        if value is None or value == "":
            if required:
                self.fault(name, "à remplir.")
            return ""
        if not isinstance(value, str):
            self.fault(name, f"un texte est attendu, pas {_said(value)}.")
            return ""
        if len(value) > LONGEST or not readable(value):
            self.fault(name, "ce texte est trop long ou n’est pas lisible.")
            return ""
        if required and not value.strip():
            self.fault(name, "à remplir.")
        return value

    def word(self, name: str, words: type[Word]) -> Word | None:
        """Return one word of a closed list; None when the source says nothing."""
        value = self.given.get(name)
        if value is None:
            return None
        try:
            return words(value)
        except ValueError:
            self.fault(name, f"{_said(value)} n’est pas dans la liste : {', '.join(words)}.")
            return None

    def flag(self, name: str) -> bool:
        """Return a yes or a no; no when the source says nothing."""
        value = self.given.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(name, f"true ou false est attendu, pas {_said(value)}.")
        return False

    def whole(self, name: str, *, least: int, most: int = MOST_WHOLE) -> int | None:
        """Return a whole number between bounds; None when the source says nothing."""
        value = self.given.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(name, f"un nombre entier est attendu, pas {_said(value)}.")
            return None
        if not least <= value <= most:
            self.fault(name, f"{value} n’est pas entre {least} et {most}.")
            return None
        return value

    def number(self, name: str, *, least: Decimal | None = None, most: Decimal = Decimal(10**17)) -> Decimal | None:
        """Return an exact number with at most six decimals; None when the source says nothing."""
        value = self.given.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.fault(name, f"un nombre est attendu, pas {_said(value)}.")
            return None
        exact = Decimal(value)
        if not -most < exact < most or exact != round(exact, 6):
            self.fault(name, f"{value} dépasse ce qui peut être gardé exactement.")
            return None
        if least is not None and exact < least:
            self.fault(name, f"{value} est trop petit : {least} au moins.")
            return None
        return exact

    def cents(self, name: str) -> int | None:
        """Return an amount in euros as cents; None when the source says nothing, never zero in its place."""
        value = self.given.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.fault(name, f"un montant en euros est attendu, pas {_said(value)}.")
            return None
        if value < 0:
            self.fault(name, f"un montant ne peut pas être négatif ({value}).")
            return None
        if value > MOST_EUROS:
            self.fault(name, f"{value} n’est pas un montant plausible.")
            return None
        exact = Decimal(value) * 100
        if exact != int(exact):
            self.fault(name, f"{value} a plus de deux décimales : un montant s’arrête au centime.")
            return None
        return int(exact)

    def partial(self, name: str) -> str:
        """Return a date of any precision as it is written; nothing when the source says nothing."""
        value = self.text(name)
        if value:
            try:
                read_partial(value)
            except Invalid as fault:
                self.fault(name, fault.detail)
                return ""
        return value

    def day(self, name: str) -> date | None:
        """Return an exact day; None when the source says nothing."""
        value = self.text(name)
        if not value:
            return None
        try:
            if len(value) != 10:
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self.fault(name, f"« {value} » n’est pas un jour : écrivez AAAA-MM-JJ.")
            return None

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, none of them empty."""
        found = []
        for rank, value in enumerate(self._list(name), start=1):
            if isinstance(value, str) and value.strip() and len(value) <= LONGEST and readable(value):
                found.append(value)
            else:
                self.fault(f"{name}[{rank}]", f"un texte est attendu, pas {_said(value)}.")
        return found

    def each(self, name: str, one: str, expected: frozenset[str]) -> "Iterator[Fields]":
        """Yield the objects of a list, each under its place: « action 3 »."""
        for rank, value in enumerate(self._list(name), start=1):
            place = f"{self.place}, {one} {rank}" if self.place else f"{one} {rank}"
            yield Fields(value, place, self.faults, expected)

    def inner(self, name: str, expected: frozenset[str]) -> "Fields | None":
        """Return the object of a field; None when the source says nothing."""
        value = self.given.get(name)
        if value is None:
            return None
        return Fields(value, f"{self.place}, champ {name}", self.faults, expected)

    def mapping(self, name: str) -> dict[str, Any]:
        """Return an object that is kept as it is."""
        value = self.given.get(name)
        if value is not None and not isinstance(value, dict):
            self.fault(name, f"un objet est attendu, pas {_said(value)}.")
            return {}
        kept: dict[str, Any] = self.kept(name) or {}
        return kept

    def kept(self, name: str) -> Any:
        """Return a value that is kept as it is, as JSON keeps it; refuse what PostgreSQL cannot keep."""
        try:
            return _plain(self.given.get(name))
        except ValueError:
            self.fault(name, "un texte de ce champ n’est pas lisible.")
            return None

    def _list(self, name: str) -> list[Any]:
        value = self.given.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(name, f"une liste est attendue, pas {_said(value)}.")
            return []
        return value


def readable(value: str) -> bool:
    """Tell whether PostgreSQL can keep the text: no NUL, no half of a character."""
    if "\x00" in value:
        return False
    return value.isascii() or not _HALVES.search(value)


def _plain(value: Any) -> Any:
    """Return the value with numbers that JSON can keep; raise `ValueError` for a text that cannot be kept."""
    if isinstance(value, dict):
        return {_plain(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, str) and not readable(value):
        raise ValueError(value)
    return float(value) if isinstance(value, Decimal) else value


def _said(value: Any) -> str:
    if value is None:
        return "rien"
    if isinstance(value, list | dict):
        return "une liste" if isinstance(value, list) else "un objet"
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return f"« {written[:60]} »"
