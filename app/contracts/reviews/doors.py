"""The commands of reviews: `review.trigger`, `review.hold`, `review.conclude`."""

from datetime import date

from flask_babel import gettext as _
from marshmallow import fields

from app.contracts.loading import check_version, contract_of
from app.contracts.models import Contract, ContractReview
from app.contracts.standing import parties_of
from app.contracts.words import ReviewConclusion
from app.foundation.commands import Answer, command
from app.foundation.errors import NotFound
from app.foundation.shapes import ID, Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork, require

from . import policies
from .operations import holding
from .queries import review_of


class Trigger(Shape):
    """`case` is one of those that the contract's review clause lists; `party_id` when one speaks for several."""

    contract_id = identifier()
    case = text(500)
    party_id = fields.Integer(load_default=None, validate=ID)


class Hold(Shape):
    """A review that took place."""

    review_id = identifier()
    held_on = fields.Date(required=True)
    findings = text(20_000, required=False)
    expected_version = fields.Integer(load_default=None)


class Conclude(Shape):
    """How a review ends. Without findings, those written when it was held."""

    review_id = identifier()
    conclusion = fields.Enum(ReviewConclusion, by_value=True, required=True)
    findings = text(20_000, required=False)
    expected_version = fields.Integer(load_default=None)


@command("review.trigger", Trigger)
def trigger(work: UnitOfWork, contract_id: int, case: str, party_id: int | None) -> Answer:
    """Ask for an early review, for a case of force majeure that the contract lists (R16.2)."""
    contract = contract_of(work, contract_id)
    require(work.actor, policies.may_trigger_review, contract)
    mine = parties_of(work.actor, contract)
    party = next((one for one in mine if party_id in (None, one.id)), None)
    if party is None:
        raise NotFound("Vous ne parlez pas pour cette partie du contrat.")
    review = holding.trigger_review(work, contract, party, case=case.strip())
    return {"message": _("Revue anticipée demandée."), "review_id": review.id, "location": _page(contract, review)}


@command("review.hold", Hold)
def hold(work: UnitOfWork, review_id: int, held_on: date, findings: str, expected_version: int | None) -> Answer:
    """Put on record that a review was held; the state of the contract on that day is frozen."""
    contract, review = review_of(work, review_id)
    check_version(expected_version, review.version)
    holding.hold_review(work, contract, review, held_on=held_on, findings=findings)
    return {"message": _("Revue enregistrée, l’état du contrat est figé."), "location": _page(contract, review)}


@command("review.conclude", Conclude)
def conclude(
    work: UnitOfWork, review_id: int, conclusion: ReviewConclusion, findings: str, expected_version: int | None
) -> Answer:
    """Conclude a review: the contract continues, a rider is opened, or it is terminated (R16.4)."""
    contract, review = review_of(work, review_id)
    check_version(expected_version, review.version)
    holding.conclude_review(work, contract, review, findings=findings, conclusion=conclusion)
    return {"message": _("Revue conclue."), "location": _page(contract, review)}


def _page(contract: Contract, review: ContractReview) -> str:
    return f"/contrats/{contract.slug}/revues/{review.id}"
