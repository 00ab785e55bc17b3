"""How a contract comes to serve a finalité: by a decision of a sitting, or by the desk with its reason (R1.2)."""

from sqlalchemy import select

from app.conferences.models import Finalite
from app.contracts.events import audience_of
from app.contracts.life import policies
from app.contracts.life.events import FinaliteAttached, FinaliteDetached
from app.contracts.models import Contract, ContractFinalite
from app.contracts.rules.life import OPEN_TEXT, READY, check_living, check_text_open
from app.contracts.words import AttachedBy, ContractKind
from app.foundation.errors import Refused
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.models import Decision


def attach_finalite(
    work: UnitOfWork,
    contract: Contract,
    finalite: Finalite,
    *,
    decision: Decision | None = None,
    reason: str = "",
) -> ContractFinalite:
    """Attach the contract, drafted here or imported, without touching its text."""
    work.allow(policies.may_attach_finalite, contract, finalite.conference_id)
    _check_not_signing(contract)
    _check(work, contract, finalite, decision, reason)
    if contract.conference_id is None:
        contract.conference_id = finalite.conference_id
    attached: ContractFinalite = work.add(
        ContractFinalite(
            contract_id=contract.id,
            finalite_id=finalite.id,
            attached_at=work.now(),
            attached_by=AttachedBy.DECISION if decision else AttachedBy.DESK,
            decision_id=decision.id if decision else None,
            reason=reason.strip(),
        )
    )
    work.record(
        FinaliteAttached(
            stream=contract.stream,
            audience=audience_of(contract.public),
            finalite_id=finalite.id,
            title=finalite.title,
            by=attached.attached_by.value,
            decision=decision.number if decision else None,
            reason=attached.reason,
        )
    )
    return attached


def _check_not_signing(contract: Contract) -> None:
    """Refuse while the text waits for signatures: it names its finalités, and each party signs the same words."""
    check_living(contract.state)
    if contract.state is READY:
        check_text_open(contract.state)


def _check(work: UnitOfWork, contract: Contract, finalite: Finalite, decision: Decision | None, reason: str) -> None:
    if contract.kind is ContractKind.STRATEGY:
        raise Refused("Le contrat de stratégie porte les finalités : il n’est rattaché à aucune.", rule="R1.1")
    if contract.conference_id not in (None, finalite.conference_id):
        raise Refused("Cette finalité est celle d’une autre conférence.", rule="R1.2")
    if finalite.ended_at is not None:
        raise Refused(f"La finalité {quoted(finalite.title)} n’est plus en vigueur.", rule="R1.2")
    if decision is not None and decision.conference_id != finalite.conference_id:
        raise Refused("Cette décision est celle d’une autre conférence.", rule="R1.2")
    if decision is None and not reason.strip():
        raise Refused("Sans décision de la conférence, écrivez le motif du rattachement.", rule="R1.2")
    if _running(work, contract, finalite) is not None:
        raise Refused(f"Le contrat est déjà rattaché à la finalité {quoted(finalite.title)}.", rule="R1.2")


def _running(work: UnitOfWork, contract: Contract, finalite: Finalite) -> ContractFinalite | None:
    return work.session.scalars(
        select(ContractFinalite).where(
            ContractFinalite.contract_id == contract.id,
            ContractFinalite.finalite_id == finalite.id,
            ContractFinalite.detached_at.is_(None),
        )
    ).one_or_none()


def detach_finalite(work: UnitOfWork, contract: Contract, finalite: Finalite, *, reason: str) -> None:
    """End the attachment; a contract whose text waits for signature or binds keeps one at least."""
    work.allow(policies.may_attach_finalite, contract, finalite.conference_id)
    _check_not_signing(contract)
    attached = _running(work, contract, finalite)
    if attached is None:
        raise Refused(f"Le contrat n’est pas rattaché à la finalité {quoted(finalite.title)}.", rule="R1.2")
    others = work.session.scalar(
        select(ContractFinalite.id).where(
            ContractFinalite.contract_id == contract.id,
            ContractFinalite.id != attached.id,
            ContractFinalite.detached_at.is_(None),
        )
    )
    if others is None and contract.state not in OPEN_TEXT:
        raise Refused("Un contrat sert au moins une finalité. Rattachez-le d’abord à une autre.", rule="R1.2")
    attached.detached_at = work.now()
    work.record(
        FinaliteDetached(
            stream=contract.stream,
            audience=audience_of(contract.public),
            finalite_id=finalite.id,
            title=finalite.title,
            reason=reason.strip(),
        )
    )
