"""Evaluation spending (R19) and co-funding rates (R24)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from app.contracts.events import audience_of
from app.contracts.models import BeneficiaryRate, Contract, EvaluationSpending
from app.contracts.money import policies
from app.contracts.money.book import open_book
from app.contracts.money.events import EvaluationSpent, RateFixed
from app.contracts.money.stages import check_running
from app.contracts.rules.evaluation import check_spending
from app.contracts.rules.life import OPEN_TEXT, SIGNED_TEXT, STATE_WORDS
from app.contracts.rules.settings import ContractSettings
from app.contracts.rules.strata import Strata, check_given_rate
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import number
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution


def spend_on_evaluation(
    work: UnitOfWork,
    contract: Contract,
    *,
    label: str,
    cents: int,
    spent_on: date,
    provider: str = "",
    over_reason: str = "",
) -> EvaluationSpending:
    """Enter what was spent on evaluation; refuse to pass the reserve without saying why."""
    work.allow(policies.may_spend_evaluation, contract)
    check_running(contract)
    if spent_on > work.today():
        raise Refused("Une dépense s’inscrit une fois faite : sa date est à venir.", rule="R19")
    reserve = open_book(work.session, contract, work.today()).reserve
    over = check_spending(cents, reserve=reserve, spent=_spent(work, contract), said=over_reason)
    spending: EvaluationSpending = work.add(
        EvaluationSpending(
            contract_id=contract.id,
            label=label.strip(),
            amount_cents=cents,
            spent_on=spent_on,
            provider=provider.strip(),
            over_cents=over,
            over_reason=over_reason.strip() if over else "",
        )
    )
    work.record(
        EvaluationSpent(
            stream=contract.stream,
            audience=audience_of(contract.public),
            spending_id=spending.id,
            title=spending.label,
            cents=cents,
            over_cents=over,
            reason=spending.over_reason,
        )
    )
    return spending


def fix_rate(
    work: UnitOfWork,
    contract: Contract,
    beneficiary: Institution,
    *,
    score: Decimal,
    basis: str,
    rate: Decimal | None = None,
) -> BeneficiaryRate:
    """Fix the rate of a beneficiary for the whole contract, on the curve; before signature it may be fixed again."""
    work.allow(policies.may_fix_rate, contract)
    if contract.state not in OPEN_TEXT | SIGNED_TEXT:
        raise IllegalTransition(f"Ce contrat est {STATE_WORDS[contract.state]} : ses taux ne se fixent plus.")
    settings = ContractSettings.from_json(contract.settings)
    on_curve = check_given_rate(Strata.of(settings.strata), score, rate)
    fixed = work.session.scalars(
        select(BeneficiaryRate).filter_by(contract_id=contract.id, institution_id=beneficiary.id)
    ).one_or_none()
    if fixed is None:
        fixed = work.add(
            BeneficiaryRate(
                contract_id=contract.id,
                institution_id=beneficiary.id,
                need_score=score,
                rate=on_curve,
                basis=basis.strip(),
                fixed_on=work.today(),
            )
        )
    elif contract.state in SIGNED_TEXT:
        raise Refused(
            f"Le taux de {beneficiary.name} est fixé à {number(fixed.rate)} % pour toute la durée du contrat.",
            rule="R24.1",
        )
    else:
        fixed.need_score, fixed.rate, fixed.basis, fixed.fixed_on = score, on_curve, basis.strip(), work.today()
    work.record(_fixed(contract, beneficiary, fixed))
    return fixed


def _spent(work: UnitOfWork, contract: Contract) -> int:
    cents = func.coalesce(func.sum(EvaluationSpending.amount_cents), 0)
    return int(work.session.scalar(select(cents).filter_by(contract_id=contract.id)) or 0)


def _fixed(contract: Contract, beneficiary: Institution, fixed: BeneficiaryRate) -> RateFixed:
    return RateFixed(
        stream=contract.stream,
        audience=audience_of(contract.public),
        institution_id=beneficiary.id,
        institution=beneficiary.name,
        score=str(fixed.need_score),
        rate=str(fixed.rate),
        basis=fixed.basis,
    )
