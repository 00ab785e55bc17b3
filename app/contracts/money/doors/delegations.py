"""`delegation.grant`, `delegation.commit`, `delegation.cancel`, `delegation.report`."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.contracts.loading import contract_of
from app.contracts.models import Action, DelegatedCommitment, Delegation
from app.contracts.money.operations import delegations
from app.foundation.commands import Answer, command
from app.foundation.errors import NotFound
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import Cents, of_contract, optional_id, owned, required_party, theme_of


class GrantDelegation(Shape):
    """Who delegates to whom, how much, for which policy, within which margins, from when to when."""

    contract_id = identifier()
    from_party_id = identifier()
    to_party_id = identifier()
    amount = Cents(required=True)
    policy = text(1000)
    margins = text(2000)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(load_default=None, allow_none=True)
    theme_id = optional_id()


@command("delegation.grant", GrantDelegation)
def grant(work: UnitOfWork, contract_id: int, from_party_id: int, to_party_id: int, **data: Any) -> Answer:
    """Delegate an envelope, a policy and margins to another party."""
    contract = contract_of(work, contract_id)
    theme = theme_of(work, contract, data.pop("theme_id"))
    delegation = delegations.grant_delegation(
        work,
        contract,
        giver=required_party(contract, from_party_id),
        receiver=required_party(contract, to_party_id),
        terms=delegations.Terms(cents=data.pop("amount"), theme=theme, **data),
    )
    return {"message": _("L’enveloppe est déléguée."), "delegation_id": delegation.id}


class CommitDelegated(Shape):
    """What is committed on a delegated envelope, for an action of the contract if there is one."""

    delegation_id = identifier()
    label = text(300)
    amount = Cents(required=True)
    action_id = optional_id()


@command("delegation.commit", CommitDelegated)
def commit(work: UnitOfWork, delegation_id: int, label: str, amount: int, action_id: int | None) -> Answer:
    """Commit credits of a delegated envelope, never beyond its amount."""
    contract, delegation = owned(work, Delegation, delegation_id)
    action = of_contract(work, contract, Action, action_id, "Cette action n’est pas du contrat.")
    made = delegations.commit_delegated(work, contract, delegation, label=label, cents=amount, action=action)
    return {"message": _("L’engagement est inscrit."), "commitment_id": made.id}


class CancelCommitment(Shape):
    """A commitment on a delegated envelope, and why it is cancelled."""

    commitment_id = identifier()
    reason = text(500)


@command("delegation.cancel", CancelCommitment)
def cancel(work: UnitOfWork, commitment_id: int, reason: str) -> Answer:
    """Cancel a commitment on a delegated envelope: its credits are free again."""
    known = work.session.get(DelegatedCommitment, commitment_id)
    if known is None:
        raise NotFound("Cet engagement n’existe pas.")
    contract, delegation = owned(work, Delegation, known.delegation_id)
    work.session.refresh(known)
    delegations.cancel_commitment(work, contract, delegation, known, reason=reason)
    return {"message": _("L’engagement est annulé.")}


class ReportDelegation(Shape):
    """What the delegate reports."""

    delegation_id = identifier()
    text = text(10_000)


@command("delegation.report", ReportDelegation)
def report(work: UnitOfWork, delegation_id: int, text: str) -> Answer:
    """Report to whoever delegated on the use of the envelope."""
    contract, delegation = owned(work, Delegation, delegation_id)
    made = delegations.report_on_delegation(work, contract, delegation, text=text)
    return {"message": _("Le compte rendu est enregistré."), "report_id": made.id}
