"""`evaluation.spend`, `rate.fix`."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.conferences.doors.reading import required_institution
from app.contracts.loading import contract_of
from app.contracts.money.operations import following
from app.foundation.commands import Answer, command
from app.foundation.french import number
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import Cents, Number, optional_id


class SpendOnEvaluation(Shape):
    """What was spent on evaluation; `over_reason` says why the reserve is passed, when it is."""

    contract_id = identifier()
    label = text(300)
    amount = Cents(required=True)
    spent_on = fields.Date(load_default=None, allow_none=True)
    provider = text(200, required=False)
    over_reason = text(1000, required=False)


@command("evaluation.spend", SpendOnEvaluation)
def spend(work: UnitOfWork, contract_id: int, amount: int, spent_on: date | None, **data: str) -> Answer:
    """Enter what was spent on the evaluation of the contract."""
    contract = contract_of(work, contract_id)
    made = following.spend_on_evaluation(work, contract, cents=amount, spent_on=spent_on or work.today(), **data)
    return {"message": _("La dépense est inscrite."), "spending_id": made.id, "over_cents": made.over_cents}


class FixRate(Shape):
    """A beneficiary and its need score, with how it was computed. `rate`, if given, must be that of the curve."""

    contract_id = identifier()
    institution_id = optional_id()
    institution = text(200, required=False)
    score = Number(100, 3, required=True)
    basis = text(2000)
    rate = Number(100, 3, load_default=None, allow_none=True)


@command("rate.fix", FixRate)
def fix(work: UnitOfWork, contract_id: int, score: Decimal, basis: str, **data: Any) -> Answer:
    """Fix the co-funding rate of a beneficiary for the whole contract, from its need score."""
    contract = contract_of(work, contract_id)
    beneficiary = required_institution(work, id=data["institution_id"], words=data["institution"])
    fixed = following.fix_rate(work, contract, beneficiary, score=score, basis=basis, rate=data["rate"])
    message = _("Le taux de %(name)s est fixé à %(rate)s %%.", name=beneficiary.name, rate=number(fixed.rate))
    return {"message": message, "rate": str(fixed.rate)}
