"""Named reads of reviews."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from app.conferences.models import ThematicGroup
from app.contracts.models import Clause, Contract, ContractFinalite, ContractReview, Rider
from app.contracts.policies import may_read_contract
from app.contracts.rules.life import SIGNED_TEXT
from app.contracts.words import ClauseKind, ReviewState, RiderState
from app.foundation.actors import Actor
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import UnitOfWork, require
from app.sittings.models import Sitting
from app.sittings.words import SittingState

MISSING = "Cette revue n’existe pas, ou son contrat n’est pas public."
OPEN = (ReviewState.DUE, ReviewState.PROPOSED)
PROPOSED_BEFORE = timedelta(days=92)
"""How long before its day a review is put to the next agenda."""


def clause_fields(session: Session, contract_id: int, kind: ClauseKind) -> dict[str, Any]:
    """Return the fields of a clause as it binds: the last signed rider's, else the contract's; {} when not written."""
    found = session.scalars(
        select(Clause.fields)
        .outerjoin(Rider, Rider.id == Clause.rider_id)
        .where(
            Clause.contract_id == contract_id,
            Clause.kind == kind,
            Clause.rider_id.is_(None) | (Rider.state == RiderState.SIGNED),
        )
        .order_by(Rider.number.desc().nulls_last())
        .limit(1)
    ).one_or_none()
    return dict(found or {})


def reviews_of(session: Session, contract_id: int) -> list[ContractReview]:
    """Return the reviews of a contract, the first due first."""
    query = select(ContractReview).where(ContractReview.contract_id == contract_id)
    return list(session.scalars(query.order_by(ContractReview.due_on, ContractReview.id)))


def review_of(work: UnitOfWork, id: int) -> tuple[Contract, ContractReview]:
    """Return a review with its contract and parties, both locked, or raise `NotFound`."""
    contract_id = work.session.scalar(select(ContractReview.contract_id).where(ContractReview.id == id))
    contract = work.session.scalars(
        select(Contract)
        .where(Contract.id == contract_id)
        .options(selectinload(Contract.parties))
        .with_for_update(key_share=True)
    ).one_or_none()
    if contract is None:
        raise NotFound(MISSING)
    require(work.actor, may_read_contract, contract, hidden=MISSING)
    return contract, work.session.get_one(ContractReview, id, with_for_update=True)


def find_review(session: Session, actor: Actor, contract: Contract, id: int) -> ContractReview:
    """Return the review of an address, or raise `NotFound`."""
    found = session.get(ContractReview, id)
    if found is None or found.contract_id != contract.id:
        raise NotFound(MISSING)
    require(actor, may_read_contract, contract, hidden=MISSING)
    return found


def contracts_to_keep(session: Session, today: date) -> list[int]:
    """Return the contracts of which a review is to be proposed or has been missed: few, whatever their number."""
    due = _binding(ContractReview.due_on <= today + PROPOSED_BEFORE)
    # The past of an imported contract is its source's to tell.
    lived_here = (Contract.source == {}) | (ContractReview.due_on >= today)
    unproposed = (ContractReview.agenda_item_id.is_(None)) & Contract.conference_id.is_not(None)
    return list(session.scalars(due.where(lived_here, (ContractReview.due_on < today) | unproposed)))


def _binding(*conditions: Any) -> Select[int]:
    return (
        select(Contract.id)
        .distinct()
        .join(ContractReview, ContractReview.contract_id == Contract.id)
        .where(ContractReview.state.in_(OPEN), Contract.state.in_(SIGNED_TEXT), *conditions)
        .order_by(Contract.id)
    )


def next_sitting_of(session: Session, contract: Contract) -> Sitting | None:
    """Return the next sitting in preparation, locked: of the group of a finalité it serves, else of its conference."""
    if contract.conference_id is None:
        return None
    groups: Sequence[int] = session.scalars(
        select(ThematicGroup.id)
        .join(ContractFinalite, ContractFinalite.finalite_id == ThematicGroup.finalite_id)
        .where(ContractFinalite.contract_id == contract.id, ContractFinalite.detached_at.is_(None))
        .order_by(ContractFinalite.id)
    ).all()
    preparing = (
        select(Sitting)
        .where(
            Sitting.conference_id == contract.conference_id,
            Sitting.state == SittingState.PREPARING,
            Sitting.agenda_published_at.is_(None),
        )
        .order_by(Sitting.starts_at, Sitting.id)
        .limit(1)
        .with_for_update(key_share=True)
    )
    of_group = session.scalars(preparing.where(Sitting.group_id.in_(groups))).one_or_none() if groups else None
    return of_group or session.scalars(preparing.where(Sitting.group_id.is_(None))).one_or_none()
