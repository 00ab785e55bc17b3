"""The command by which a party signs."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import fields

from app.contracts.life import operations
from app.contracts.loading import contract_of
from app.contracts.models import Contract
from app.foundation.commands import Answer, command
from app.foundation.shapes import identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import ContractShape, party_of


class Sign(ContractShape):
    """A party, who signed for it, when and where."""

    party_id = identifier()
    signatory = text(200)
    signed_on = fields.Date(required=True)
    place = text(120, required=False)


@command("contract.sign", Sign)
def sign(work: UnitOfWork, *, contract_id: int, party_id: int, signatory: str, signed_on: date, place: str) -> Answer:
    """Record a party's signature; the last one freezes the text."""
    contract = contract_of(work, contract_id)
    party = party_of(contract, party_id)
    frozen = operations.sign_contract(work, contract, party, signatory=signatory, signed_on=signed_on, place=place)
    if frozen is not None:
        return {
            "message": _("Toutes les parties ont signé. Le texte est scellé et public."),
            "sha256": frozen.sha256,
            "left": 0,
        }
    left = _left(contract)
    message = ngettext(
        "La signature est enregistrée. Il manque %(num)s partie.",
        "La signature est enregistrée. Il manque %(num)s parties.",
        left,
    )
    return {"message": message, "left": left}


def _left(contract: Contract) -> int:
    return sum(party.signed_on is None for party in contract.parties)
