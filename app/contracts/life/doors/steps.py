"""Commands that move a contract from one state to the next."""

from datetime import date

from flask_babel import gettext as _
from marshmallow import fields

from app.contracts.life import operations
from app.contracts.loading import contract_of
from app.foundation.commands import Answer, command
from app.foundation.shapes import text
from app.foundation.unit_of_work import UnitOfWork

from .reading import ContractShape


class Reasoned(ContractShape):
    """The contract and why."""

    reason = text(1000)


class MaybeReasoned(ContractShape):
    """The contract and why, when there is something to say."""

    reason = text(1000, required=False)


class PutInForce(ContractShape):
    """The first day in force; today when absent."""

    starts_on = fields.Date(load_default=None)


@command("contract.submit", ContractShape)
def submit(work: UnitOfWork, contract_id: int) -> Answer:
    """Open the negotiation of a draft."""
    operations.submit(work, contract_of(work, contract_id))
    return {"message": _("La négociation est ouverte.")}


@command("contract.make_ready", ContractShape)
def make_ready(work: UnitOfWork, contract_id: int) -> Answer:
    """Declare the text ready to be signed: nothing mandatory may be missing."""
    operations.make_ready(work, contract_of(work, contract_id))
    return {"message": _("Le texte est prêt à signer.")}


@command("contract.reopen", Reasoned)
def reopen(work: UnitOfWork, contract_id: int, reason: str) -> Answer:
    """Take a text that waits for signatures back to negotiation."""
    operations.reopen(work, contract_of(work, contract_id), reason=reason)
    return {"message": _("La négociation est rouverte ; les signatures déjà données sont tombées.")}


@command("contract.put_in_force", PutInForce)
def put_in_force(work: UnitOfWork, contract_id: int, starts_on: date | None) -> Answer:
    """Put a signed contract in force, each party having named its agent."""
    operations.put_in_force(work, contract_of(work, contract_id), starts_on=starts_on)
    return {"message": _("Le contrat est en vigueur.")}


@command("contract.end", MaybeReasoned)
def end(work: UnitOfWork, contract_id: int, reason: str) -> Answer:
    """Put on record that a contract has run its course."""
    operations.end_contract(work, contract_of(work, contract_id), reason=reason)
    return {"message": _("La fin du contrat est enregistrée.")}


@command("contract.terminate", Reasoned)
def terminate(work: UnitOfWork, contract_id: int, reason: str) -> Answer:
    """End a contract before its term."""
    operations.terminate_contract(work, contract_of(work, contract_id), reason=reason)
    return {"message": _("La résiliation du contrat est enregistrée.")}


@command("contract.publish", ContractShape)
def publish(work: UnitOfWork, contract_id: int) -> Answer:
    """Let everybody read a contract that is not signed yet."""
    operations.publish(work, contract_of(work, contract_id))
    return {"message": _("Le contrat est public : tout le monde peut le lire et suivre son avancement.")}
