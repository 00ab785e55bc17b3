"""Commands about the agents in charge (R7.1)."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.contracts.life import operations
from app.contracts.loading import contract_of
from app.contracts.models import ContractAgent
from app.foundation.commands import Answer, command, find
from app.foundation.shapes import identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import ContractShape, party_of


class NameAgent(ContractShape):
    """The agent whom a party puts in charge."""

    party_id = identifier()
    name = text(160)
    position = text(200)
    share_percent = fields.Integer(
        required=True, validate=validate.Range(min=1, max=100, error="Écrivez une quotité de 1 à 100 %.")
    )
    starts_on = fields.Date(required=True)


@command("contract.name_agent", NameAgent)
def name_agent(work: UnitOfWork, contract_id: int, party_id: int, **data: Any) -> Answer:
    """Name the agent in charge for a party, with the share of working time."""
    contract = contract_of(work, contract_id)
    party = party_of(contract, party_id)
    agent = operations.name_agent(work, contract, party, **data)
    return {
        "message": _("%(name)s est chargé du contrat pour %(party)s.", name=agent.name, party=party.name),
        "agent_id": agent.id,
    }


class EndAgent(ContractShape):
    """The agent, and the first day without them."""

    agent_id = identifier()
    ends_on = fields.Date(required=True)


@command("contract.end_agent", EndAgent)
def end_agent(work: UnitOfWork, contract_id: int, agent_id: int, ends_on: date) -> Answer:
    """Say from which day an agent is no longer in charge."""
    contract = contract_of(work, contract_id)
    agent = find(work, ContractAgent, agent_id)
    party = party_of(contract, agent.party_id)
    operations.end_agent(work, contract, party, agent, ends_on=ends_on)
    return {"message": _("La fin de sa charge est enregistrée.")}
