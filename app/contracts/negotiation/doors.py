"""Commands of the negotiation (R8)."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.conferences.doors.reading import optional_id
from app.contracts.life.doors.reading import ContractShape, party_of
from app.contracts.loading import contract_of
from app.contracts.models import Contract, NegotiationRound
from app.contracts.negotiation import operations
from app.contracts.words import RoundOutcome, Side
from app.foundation.commands import Answer, command, find
from app.foundation.errors import NotFound
from app.foundation.shapes import identifier, text
from app.foundation.unit_of_work import UnitOfWork


class RecordMandate(ContractShape):
    """The préfet's margins and themes; confidential unless said otherwise."""

    margins = text(4000)
    themes = text(4000)
    confidential = fields.Boolean(load_default=False)
    expected_version = fields.Integer(load_default=None, validate=validate.Range(min=0, max=2**31 - 1))


@command("negotiation.record_mandate", RecordMandate)
def record_mandate(work: UnitOfWork, contract_id: int, confidential: bool, **data: Any) -> Answer:
    """Record the préfet's mandate, open to the conference or confidential."""
    operations.record_mandate(work, contract_of(work, contract_id), confidential=confidential, **data)
    if confidential:
        return {"message": _("Le mandat est enregistré. Il reste confidentiel.")}
    return {"message": _("Le mandat est enregistré. Les parties et la conférence peuvent le lire.")}


class OpenRound(ContractShape):
    """The day and the place of the meeting."""

    held_on = fields.Date(required=True)
    place = text(200, required=False)


@command("negotiation.open_round", OpenRound)
def open_round(work: UnitOfWork, contract_id: int, held_on: date, place: str) -> Answer:
    """Open the next round of a negotiation."""
    opened = operations.open_round(work, contract_of(work, contract_id), held_on=held_on, place=place)
    words = _("Le tour n° %(number)s est ouvert.", number=opened.number)
    return {"message": words, "round_id": opened.id, "number": opened.number}


def _round_of(work: UnitOfWork, contract: Contract, id: int) -> NegotiationRound:
    found: NegotiationRound = find(work, NegotiationRound, id)
    if found.contract_id != contract.id:
        raise NotFound("Ce tour n’est pas celui de ce contrat.")
    return found


class RecordPosition(ContractShape):
    """What one side, or one party, said of a subject, and where the subject stands."""

    round_id = identifier()
    side = fields.Enum(Side, by_value=True, required=True)
    subject = text(200)
    position = text(4000)
    outcome = fields.Enum(RoundOutcome, by_value=True, load_default=RoundOutcome.OPEN)
    party_id = optional_id()


@command("negotiation.record_position", RecordPosition)
def record_position(work: UnitOfWork, contract_id: int, round_id: int, party_id: int | None, **data: Any) -> Answer:
    """Put on record what one side said in a round."""
    contract = contract_of(work, contract_id)
    party = party_of(contract, party_id) if party_id is not None else None
    said = operations.record_position(work, contract, _round_of(work, contract, round_id), party=party, **data)
    return {"message": _("La position est enregistrée."), "position_id": said.id}


class CloseRound(ContractShape):
    """The round, and what is to be remembered of it."""

    round_id = identifier()
    summary = text(4000, required=False)


@command("negotiation.close_round", CloseRound)
def close_round(work: UnitOfWork, contract_id: int, round_id: int, summary: str) -> Answer:
    """Close a round: it does not change any more."""
    contract = contract_of(work, contract_id)
    round_ = _round_of(work, contract, round_id)
    operations.close_round(work, contract, round_, summary=summary)
    return {"message": _("Le tour n° %(number)s est clos.", number=round_.number)}
