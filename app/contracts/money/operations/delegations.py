"""Delegated envelopes: granted, committed, cancelled, reported (R13)."""

from dataclasses import dataclass
from datetime import date

from app.contracts.events import audience_of
from app.contracts.models import (
    Action,
    Contract,
    ContractParty,
    DelegatedCommitment,
    Delegation,
    DelegationReport,
    Theme,
)
from app.contracts.money import policies
from app.contracts.money.book import as_granted, open_book
from app.contracts.money.events import (
    DelegatedCommitmentCancelled,
    DelegationCommitted,
    DelegationGranted,
    DelegationReported,
)
from app.contracts.money.stages import check_running
from app.contracts.rules.delegations import check_commitment, check_grant
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is delegated: how much, for which policy, within which margins, when."""

    cents: int
    policy: str
    margins: str
    starts_on: date
    ends_on: date | None = None
    theme: Theme | None = None


def grant_delegation(
    work: UnitOfWork, contract: Contract, *, giver: ContractParty, receiver: ContractParty, terms: Terms
) -> Delegation:
    """Delegate an envelope to another party, never more than the giver brings and the theme still holds."""
    work.allow(policies.may_delegate, contract, giver)
    check_running(contract)
    if giver.id == receiver.id:
        raise Refused("Une partie délègue à une autre : choisissez deux parties.", rule="R13.1")
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise Refused("La délégation finirait avant de commencer.", rule="R13.1")
    _check_envelope(work, contract, giver, terms)
    delegation = _delegation(work, contract, giver, receiver, terms)
    work.record(
        DelegationGranted(
            stream=contract.stream,
            audience=audience_of(contract.public),
            delegation_id=delegation.id,
            from_party=giver.name,
            to_party=receiver.name,
            theme=terms.theme.title if terms.theme else "",
            cents=terms.cents,
            text=delegation.policy,
        )
    )
    return delegation


def commit_delegated(
    work: UnitOfWork, contract: Contract, delegation: Delegation, *, label: str, cents: int, action: Action | None
) -> DelegatedCommitment:
    """Commit credits of a delegated envelope, never beyond its amount (R13.2)."""
    work.allow(policies.may_use_delegation, contract, _receiver(contract, delegation))
    check_running(contract)
    granted = as_granted(delegation)
    check_commitment(granted, cents, work.today())
    commitment: DelegatedCommitment = work.add(
        DelegatedCommitment(
            delegation_id=delegation.id,
            label=label.strip(),
            amount_cents=cents,
            committed_on=work.today(),
            action_id=action.id if action else None,
        )
    )
    work.record(
        DelegationCommitted(
            stream=contract.stream,
            audience=audience_of(contract.public),
            delegation_id=delegation.id,
            commitment_id=commitment.id,
            title=commitment.label,
            cents=cents,
            left_cents=granted.left - cents,
        )
    )
    return commitment


def cancel_commitment(
    work: UnitOfWork, contract: Contract, delegation: Delegation, commitment: DelegatedCommitment, *, reason: str
) -> None:
    """Cancel a commitment, with the reason: its credits can be committed again."""
    work.allow(policies.may_use_delegation, contract, _receiver(contract, delegation))
    check_running(contract)
    if commitment.cancelled_on is not None:
        raise IllegalTransition("Cet engagement est déjà annulé.")
    commitment.cancelled_on = work.today()
    commitment.cancel_reason = reason.strip()
    work.record(
        DelegatedCommitmentCancelled(
            stream=contract.stream,
            audience=audience_of(contract.public),
            delegation_id=delegation.id,
            commitment_id=commitment.id,
            cents=commitment.amount_cents,
            reason=commitment.cancel_reason,
        )
    )


def report_on_delegation(
    work: UnitOfWork, contract: Contract, delegation: Delegation, *, text: str
) -> DelegationReport:
    """Report to whoever delegated on the use of the envelope (R13.1)."""
    work.allow(policies.may_use_delegation, contract, _receiver(contract, delegation))
    report: DelegationReport = work.add(
        DelegationReport(
            delegation_id=delegation.id, reported_at=work.now(), text=text.strip(), person_id=work.actor.person_id
        )
    )
    work.record(
        DelegationReported(
            stream=contract.stream,
            audience=audience_of(contract.public),
            delegation_id=delegation.id,
            report_id=report.id,
            text=report.text,
        )
    )
    return report


def _delegation(
    work: UnitOfWork, contract: Contract, giver: ContractParty, receiver: ContractParty, terms: Terms
) -> Delegation:
    delegation: Delegation = work.add(
        Delegation(
            contract_id=contract.id,
            from_party_id=giver.id,
            to_party_id=receiver.id,
            amount_cents=terms.cents,
            policy=terms.policy.strip(),
            margins=terms.margins.strip(),
            starts_on=terms.starts_on,
            theme_id=terms.theme.id if terms.theme else None,
            ends_on=terms.ends_on,
        )
    )
    return delegation


def _check_envelope(work: UnitOfWork, contract: Contract, giver: ContractParty, terms: Terms) -> None:
    book = open_book(work.session, contract, work.today())
    theme = terms.theme
    # Delegated on a theme, it is taken from the whole that the party brings as well.
    for part in (theme, None) if theme else (None,):
        check_grant(
            terms.cents,
            envelope=book.brought_by(giver, part),
            delegated=book.delegated_by(giver, part),
            theme_left=book.account(part).balance - book.delegated(part) if part else None,
            party=giver.name,
            theme=part.title if part else None,
        )


def _receiver(contract: Contract, delegation: Delegation) -> ContractParty:
    return next(party for party in contract.parties if party.id == delegation.to_party_id)
