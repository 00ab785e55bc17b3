"""How each kind of field of a clause is read, from a form as from JSON; faults are said in French."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.foundation.french import number

MOST_LINES = 30
LONGEST_LINE = 300


class FieldFaultError(ValueError):
    """A value that cannot be this field; the message says what to write."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One field of a clause: what it is called, what helps to fill it, how it is read.

    `only_if` names another field and the values of it for which this one is asked.
    """

    name: str
    label: str
    rule: str
    hint: str = ""
    required: bool = True
    only_if: tuple[str, tuple[str, ...]] | None = None
    default: Any = None

    kind = "text"

    def read(self, value: Any) -> Any:
        """Return the value as it is kept, or raise `FieldFaultError`; None when nothing is given."""
        raise NotImplementedError

    def asked_with(self, values: Mapping[str, Any]) -> bool:
        """Tell whether the field has a meaning given the others."""
        return self.only_if is None or values.get(self.only_if[0]) in self.only_if[1]


@dataclass(frozen=True, kw_only=True)
class Words(Asked):
    """A text; `long` for several lines."""

    maximum: int = 1000
    long: bool = False

    kind = "words"

    def read(self, value: Any) -> str | None:
        """Return the text without the spaces around it."""
        if not isinstance(value, str):
            raise FieldFaultError("Écrivez un texte.")
        text = value.replace("\r\n", "\n").strip()
        if len(text) > self.maximum:
            raise FieldFaultError(f"{self.maximum} signes au plus.")
        if "\x00" in text:
            raise FieldFaultError("Un signe de ce texte n’est pas accepté.")
        return text or None


@dataclass(frozen=True, kw_only=True)
class Lines(Asked):
    """A list of short texts: a list in JSON, one per line in a form."""

    kind = "lines"

    def read(self, value: Any) -> list[str] | None:
        """Return the lines that say something, in their order, each once."""
        given = value.replace("\r\n", "\n").split("\n") if isinstance(value, str) else value
        if not isinstance(given, Sequence) or not all(isinstance(line, str) for line in given):
            raise FieldFaultError("Donnez une liste, un élément par ligne.")
        lines = list(dict.fromkeys(line.strip().removeprefix("- ").rstrip(" ;.") for line in given if line.strip()))
        if len(lines) > MOST_LINES:
            raise FieldFaultError(f"{MOST_LINES} lignes au plus.")
        for rank, line in enumerate(lines, start=1):
            if len(line) > LONGEST_LINE or "\x00" in line:
                raise FieldFaultError(f"Ligne {rank} : {LONGEST_LINE} signes au plus.")
        return [line for line in lines if line] or None


@dataclass(frozen=True, kw_only=True)
class Choice(Asked):
    """One of several words, each with what a person reads and, where useful, what explains it."""

    options: tuple[tuple[str, str, str], ...]

    kind = "choice"

    def read(self, value: Any) -> str | None:
        """Return the word chosen."""
        if value not in [word for word, _, _ in self.options]:
            raise FieldFaultError("Choisissez une des réponses proposées.")
        return str(value)


@dataclass(frozen=True, kw_only=True)
class Choices(Asked):
    """Several of the words, in the order in which they are proposed."""

    options: tuple[tuple[str, str, str], ...]

    kind = "choices"

    def read(self, value: Any) -> list[str] | None:
        """Return the words chosen."""
        given = [value] if isinstance(value, str) else value
        known = [word for word, _, _ in self.options]
        if not isinstance(given, Sequence) or any(word not in known for word in given):
            raise FieldFaultError("Choisissez parmi les réponses proposées.")
        return [word for word in known if word in given] or None


@dataclass(frozen=True, kw_only=True)
class Whole(Asked):
    """A whole number between two bounds, both allowed."""

    at_least: int
    at_most: int
    unit: str

    kind = "whole"

    def read(self, value: Any) -> int | None:
        """Return the number."""
        written = str(value).replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
        # A boolean is an int for Python and never one for a person.
        if isinstance(value, bool) or not (written.isascii() and written.isdecimal()) or len(written) > 12:
            raise FieldFaultError("Écrivez un nombre entier.")
        if not self.at_least <= int(written) <= self.at_most:
            raise FieldFaultError(f"Écrivez un nombre de {number(self.at_least)} à {number(self.at_most)}.")
        return int(written)


@dataclass(frozen=True, kw_only=True)
class Percent(Asked):
    """A share in percent, above zero and at most a hundred, with two decimals; kept as text, so that it stays exact."""

    kind = "percent"

    def read(self, value: Any) -> str | None:
        """Return the share as text (« 1.5 »)."""
        written = str(value).replace(",", ".").replace("\u00a0", "").replace(" ", "").removesuffix("%")
        try:
            share = Decimal(written)
            hundredths = share * 100
        except ArithmeticError as fault:
            raise FieldFaultError("Écrivez un pourcentage, par exemple 1,5.") from fault
        if isinstance(value, bool) or not share.is_finite() or hundredths != hundredths.to_integral_value():
            raise FieldFaultError("Écrivez un pourcentage avec deux décimales au plus, par exemple 1,5.")
        if not 0 < share <= 100:
            raise FieldFaultError("Écrivez un pourcentage strictement positif, de 100 au plus.")
        return f"{share.normalize():f}"


@dataclass(frozen=True, kw_only=True)
class YesNo(Asked):
    """A yes or no; a box left empty is a no."""

    kind = "yes_no"

    def read(self, value: Any) -> bool | None:
        """Return the answer."""
        answers = {"1": True, "true": True, "on": True, "0": False, "false": False}
        if isinstance(value, bool):
            return value
        if not isinstance(value, str) or value not in answers:
            raise FieldFaultError("Répondez par oui ou par non.")
        return answers[value]
