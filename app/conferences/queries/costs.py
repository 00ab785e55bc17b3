"""The secretariat's cost, shared by population between the institutions that vote (R3.9)."""

from dataclasses import dataclass

from app.conferences.rules.costs import CostShare, Payer, share_by_population
from app.foundation.errors import Refused

from .composition import Composition


@dataclass(frozen=True, kw_only=True)
class Costs:
    """The yearly total, who pays what; `problem` says why the shares cannot be computed."""

    total_cents: int
    population: int
    shares: tuple[CostShare, ...]
    problem: str | None = None


def costs_of(total_cents: int | None, composition: Composition) -> Costs | None:
    """Return the shares of the cost; None when no cost is on record. No read."""
    if total_cents is None:
        return None
    payers = {
        seat.institution_id: Payer(
            institution_id=seat.institution_id, name=seat.institution, population=seat.population
        )
        for seat in composition.voting
    }
    try:
        shares = tuple(share_by_population(total_cents, payers.values()))
    except Refused as refusal:
        return Costs(total_cents=total_cents, population=0, shares=(), problem=refusal.detail)
    return Costs(total_cents=total_cents, population=sum(share.population for share in shares), shares=shares)
