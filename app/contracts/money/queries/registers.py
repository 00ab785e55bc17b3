"""What the registers of money show besides the book: decisions, riders, places, spendings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.models import (
    Action,
    Contract,
    ContractPlace,
    Delegation,
    DelegationReport,
    EvaluationSpending,
    Rider,
)
from app.contracts.words import RiderState
from app.sittings.models import Decision


def decisions_of(session: Session, contract: Contract) -> Sequence[Decision]:
    """Return the public decisions of the contract's conference, the latest first."""
    if contract.conference_id is None:
        return ()
    return session.scalars(
        select(Decision).filter_by(conference_id=contract.conference_id, public=True).order_by(Decision.id.desc())
    ).all()


def draft_riders(session: Session, contract: Contract) -> Sequence[Rider]:
    """Return the riders that are still drafts."""
    wanted = select(Rider).filter_by(contract_id=contract.id, state=RiderState.DRAFT)
    return session.scalars(wanted.order_by(Rider.number)).all()


def priority_places(session: Session, contract: Contract) -> Sequence[ContractPlace]:
    """Return the places of the priority area in their order."""
    wanted = select(ContractPlace).filter_by(contract_id=contract.id, priority=True)
    return session.scalars(wanted.order_by(ContractPlace.rank, ContractPlace.id)).all()


def spendings_of(session: Session, contract: Contract) -> Sequence[EvaluationSpending]:
    """Return what was spent on evaluation, oldest first."""
    wanted = select(EvaluationSpending).filter_by(contract_id=contract.id)
    return session.scalars(wanted.order_by(EvaluationSpending.spent_on, EvaluationSpending.id)).all()


def reports_of(session: Session, contract: Contract) -> Mapping[int, Sequence[DelegationReport]]:
    """Return what the delegates reported, oldest first, by delegation."""
    wanted = select(DelegationReport).join(Delegation, Delegation.id == DelegationReport.delegation_id)
    rows = session.scalars(wanted.where(Delegation.contract_id == contract.id).order_by(DelegationReport.id))
    found: defaultdict[int, list[DelegationReport]] = defaultdict(list)
    for report in rows:
        found[report.delegation_id].append(report)
    return found


def actions_named(session: Session, contract: Contract) -> Sequence[tuple[int, str]]:
    """Return the actions of the contract as a form proposes them."""
    rows = session.execute(select(Action.id, Action.title).filter_by(contract_id=contract.id).order_by(Action.rank))
    return [(id, title) for id, title in rows]
