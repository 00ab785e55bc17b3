"""R24.2 where funding is written: a line may not bring a finalité above its beneficiary's rate."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.contracts.models import Action, BeneficiaryRate
from app.contracts.money.queries.lines import lines_of_contract
from app.contracts.money.queries.rates import Reached, reached_by
from app.contracts.rules.strata import check_cofunding


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where the finalités of an action's owner stand against its rate."""

    rate: Decimal
    beneficiary: str
    reached: tuple[Reached, ...]

    def over(self, finalite: str) -> int:
        """Return by how much a finalité passes the rate."""
        return next((one.over for one in self.reached if one.finalite == finalite), 0)


def standing_of(session: Session, action: Action) -> Standing | None:
    """Return where the owner of an action stands; None when it has no rate in the contract."""
    fixed = session.scalars(
        select(BeneficiaryRate)
        .where(BeneficiaryRate.contract_id == action.contract_id, BeneficiaryRate.institution_id == action.owner_id)
        .options(joinedload(BeneficiaryRate.institution))
    ).one_or_none()
    if fixed is None:
        return None
    reached = reached_by(fixed, lines_of_contract(session, action.contract_id))
    return Standing(rate=fixed.rate, beneficiary=fixed.institution.name, reached=tuple(reached))


def check_not_further_over(before: Standing | None, after: Standing | None) -> None:
    """Refuse what brings a finalité above the rate, or further above it; what lowers an excess passes."""
    if after is None:
        return
    for one in after.reached:
        if one.over > (before.over(one.finalite) if before else 0):
            check_cofunding(one.funding, after.rate, beneficiary=after.beneficiary, finalite=one.finalite)
