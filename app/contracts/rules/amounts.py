"""Which amounts may be added, and how they are said. Cents, whole numbers only. Pure."""

from collections.abc import Iterable
from typing import Protocol

from app.contracts.words import Period
from app.foundation.french import NBSP, money, number


class Line(Protocol):
    """What the rules read of a funding line."""

    @property
    def amount_cents(self) -> int | None: ...  # noqa: D102 - the names are the documentation
    @property
    def period(self) -> Period: ...  # noqa: D102
    @property
    def counted_in_parent(self) -> bool: ...  # noqa: D102


def summable(line: Line) -> bool:
    """Tell whether a line is added in: known, for the whole life, and not counted in another line already (P2)."""
    return line.amount_cents is not None and line.period is Period.TOTAL and not line.counted_in_parent


def total(lines: Iterable[Line]) -> int:
    """Return the sum of the lines that may be added, in cents."""
    return sum(line.amount_cents or 0 for line in lines if summable(line))


def euros(cents: int) -> str:
    """Return « 1 234 567 € », or « 1 234,50 € » when there are cents."""
    return money(cents) if cents % 100 else f"{number(cents // 100)}{NBSP}€"


def said(cents: int | None, qualifier: str = "") -> str:
    """Return an amount with its qualifier (« plus de 4 300 000 € »); « inconnu » when nobody says."""
    if cents is None:
        return "inconnu"
    return f"{qualifier} {euros(cents)}".strip()
