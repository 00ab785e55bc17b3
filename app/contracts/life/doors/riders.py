"""Commands about riders (*avenants*)."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.conferences.doors.reading import optional_id
from app.contracts.life import operations
from app.contracts.loading import contract_of
from app.contracts.models import ContractReview
from app.foundation.commands import Answer, command
from app.foundation.errors import NotFound
from app.foundation.shapes import identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import ContractShape, party_of, rider_of


class OpenRider(ContractShape):
    """What the rider is called, why it is written, and the new end of the contract if it changes."""

    title = text(200)
    reason = text(1000)
    new_ends_on = fields.Date(load_default=None)
    review_id = optional_id()


@command("rider.open", OpenRider)
def open_rider(work: UnitOfWork, contract_id: int, review_id: int | None, **data: Any) -> Answer:
    """Open the draft of a rider to a signed contract."""
    contract = contract_of(work, contract_id)
    review = work.session.get(ContractReview, review_id) if review_id is not None else None
    if review_id is not None and (review is None or review.contract_id != contract.id):
        raise NotFound("Cette revue n’est pas celle de ce contrat.")
    rider = operations.open_rider(work, contract, review=review, **data)
    return {
        "message": _("L’avenant n° %(number)s est ouvert. Écrivez les clauses qu’il change.", number=rider.number),
        "location": f"/contrats/{contract.slug}/bureau/avenants/{rider.number}",
        "rider_id": rider.id,
        "number": rider.number,
    }


class RiderShape(ContractShape):
    """A rider of the contract."""

    rider_id = identifier()


class AbandonRider(RiderShape):
    """The rider, and why it is given up."""

    reason = text(1000)


@command("rider.abandon", AbandonRider)
def abandon(work: UnitOfWork, contract_id: int, rider_id: int, reason: str) -> Answer:
    """Give a rider up."""
    contract = contract_of(work, contract_id)
    rider = rider_of(work, contract, rider_id)
    operations.abandon_rider(work, contract, rider, reason=reason)
    return {"message": _("L’avenant n° %(number)s est abandonné.", number=rider.number)}


class SignRider(RiderShape):
    """A party, who signed for it and when."""

    party_id = identifier()
    signatory = text(200)
    signed_on = fields.Date(required=True)


@command("rider.sign", SignRider)
def sign(work: UnitOfWork, contract_id: int, rider_id: int, party_id: int, **data: Any) -> Answer:
    """Record a party's signature under a rider; the last one puts it in the text."""
    contract = contract_of(work, contract_id)
    rider = rider_of(work, contract, rider_id)
    party = party_of(contract, party_id)
    frozen = operations.sign_rider(work, contract, rider, party, **data)
    if frozen is None:
        return {"message": _("La signature est enregistrée. D’autres parties ont encore à signer.")}
    words = _("Toutes les parties ont signé l’avenant n° %(number)s : il est dans le texte.", number=rider.number)
    return {"message": words, "sha256": frozen.sha256}
