"""Who is co-funded at which rate, and what each finalité reaches (R24)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.contracts.models import BeneficiaryRate
from app.contracts.rules.left_out import why_left_out
from app.contracts.rules.strata import FinaliteFunding

from .lines import Cost, Lines

WITHOUT_FINALITE = "Sans finalité dite"


@dataclass(frozen=True, kw_only=True)
class Reached:
    """What a beneficiary's actions of one finalité reach, against its rate."""

    finalite: str
    funding: FinaliteFunding
    over: int


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A beneficiary's rate and where its finalités stand."""

    fixed: BeneficiaryRate
    reached: Sequence[Reached]


def rates_of(session: Session, contract_id: int, lines: Lines, alone: str = "") -> list[Rate]:
    """Return the rates by decreasing need. `alone` names the finalité of a contract that serves one only. One read."""
    fixed = session.scalars(
        select(BeneficiaryRate)
        .filter_by(contract_id=contract_id)
        .options(joinedload(BeneficiaryRate.institution))
        .order_by(BeneficiaryRate.need_score.desc(), BeneficiaryRate.id)
    ).all()
    return [Rate(fixed=rate, reached=reached_by(rate, lines, alone)) for rate in fixed]


def reached_by(rate: BeneficiaryRate, lines: Lines, alone: str = "") -> list[Reached]:
    """Return what each finalité of a beneficiary's actions reaches; a part of another action adds no cost."""
    sums: defaultdict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    mine = {cost.id: cost for cost in lines.costs if cost.owner_id == rate.institution_id}
    for cost in mine.values():
        of = sums[_finalite(cost, alone)]
        of["actions"] += 1
        of["unknown"] += cost.cents is None and not cost.part_of
        of["cost"] += 0 if cost.why_left_out else cost.cents or 0
    for line in lines.funding:
        cost = mine.get(line.action.id, line.action)
        own = line.funder_id == rate.institution_id
        if cost.id in mine and not own and not why_left_out(line) and (cost.cents is not None or cost.part_of):
            sums[_finalite(cost, alone)]["cofunding"] += line.amount_cents or 0
    return [_reached(finalite, of, rate) for finalite, of in sums.items()]


def _reached(finalite: str, of: dict[str, Any], rate: BeneficiaryRate) -> Reached:
    names = ("cost", "cofunding", "actions", "unknown")
    funding = FinaliteFunding(**{name: int(of.get(name, 0)) for name in names})
    return Reached(finalite=finalite, funding=funding, over=funding.over(rate.rate) if funding.cost else 0)


def _finalite(cost: Cost, alone: str) -> str:
    return cost.finalite or alone or WITHOUT_FINALITE
