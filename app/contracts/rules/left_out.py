"""Which amounts of a contract are added in at each stage, and why the others are not (P2). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from app.contracts.words import Period

STAGES: Final = (
    ("amount_cents", "annonce", "Annoncé"),
    ("requested_cents", "demande", "Demandé"),
    ("granted_cents", "accorde", "Accordé"),
    ("committed_cents", "engage", "Engagé"),
    ("paid_cents", "paye", "Payé"),
)
"""Field of a funding line, its name in addresses, its label."""
FIELDS: Final = {slug: field for field, slug, _label in STAGES}


class Staged(Protocol):
    """What the rules read of a funding line."""

    @property
    def period(self) -> Period: ...  # noqa: D102 - the names are the documentation
    @property
    def counted_in_parent(self) -> bool: ...  # noqa: D102


Line = TypeVar("Line", bound=Staged)


@dataclass(frozen=True, kw_only=True)
class Sum:
    """The lines that add up to an amount at a stage, and the others with the reason."""

    cents: int
    counted: int
    left_out: int


def why_left_out(line: Staged, field: str = "amount_cents") -> str:
    """Return why a line is not added in at a stage; nothing when it is."""
    if line.period is Period.YEARLY:
        return "montant par an, jamais additionné"
    if line.counted_in_parent:
        return "déjà compté dans une autre ligne"
    if getattr(line, field) is None:
        return "montant inconnu"
    return ""


def parted(lines: Iterable[Line], field: str = "amount_cents") -> tuple[list[Line], list[tuple[Line, str]]]:
    """Return the lines that add up at a stage, then the others with the reason."""
    told = [(line, why_left_out(line, field)) for line in lines]
    return [line for line, why in told if not why], [(line, why) for line, why in told if why]


def sum_of(lines: Sequence[Staged], field: str = "amount_cents") -> Sum:
    """Return what the lines add up to at a stage."""
    added, others = parted(lines, field)
    return Sum(cents=sum(getattr(line, field) for line in added), counted=len(added), left_out=len(others))
