"""What the front of the house says of contracts: what is late, and what concerns one institution."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.contracts.models import Action, Contract, ContractParty, ContractRollup
from app.contracts.overview.conditions import is_late, readable_by
from app.foundation.actors import VISITOR, Actor

SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Lateness:
    """How many public contracts there are, how many have something late, and how many actions that makes."""

    contracts: int
    late_contracts: int
    late_actions: int


def lateness(session: Session) -> Lateness:
    """Return what is late in the public contracts. One read."""
    late = func.coalesce(ContractRollup.late + ContractRollup.failing, 0)
    row = session.execute(
        select(func.count(), func.count().filter(is_late()), func.coalesce(func.sum(late), 0))
        .select_from(Contract)
        .outerjoin(ContractRollup, ContractRollup.contract_id == Contract.id)
        .where(readable_by(VISITOR))
    ).one()
    return Lateness(contracts=int(row[0]), late_contracts=int(row[1]), late_actions=int(row[2]))


@dataclass(frozen=True, kw_only=True)
class OfInstitution:
    """The public contracts that an institution signed, the first few, and how many there are."""

    contracts: list[Any]
    count: int


def contracts_of(session: Session, institution_id: int) -> OfInstitution:
    """Return the public contracts of which an institution is a party. One read."""
    signed = select(ContractParty.contract_id).where(ContractParty.institution_id == institution_id)
    rows = session.execute(
        select(Contract.slug, Contract.title, func.count().over().label("all"))
        .where(Contract.public, Contract.id.in_(signed))
        .order_by(Contract.search, Contract.id)
        .limit(SHOWN)
    ).all()
    return OfInstitution(contracts=list(rows), count=int(rows[0].all) if rows else 0)


def found(session: Session, actor: Actor, matching: Any, most: int) -> list[Any]:
    """Return the contracts whose own words, or those of one of their actions, match. One read."""
    of_actions = (
        select(Action.title)
        .where(Action.contract_id == Contract.id, matching(Action.search))
        .order_by(Action.rank)
        .limit(1)
        .correlate(Contract)
        .scalar_subquery()
    )
    with_actions = select(Action.contract_id).where(matching(Action.search))
    rows = session.execute(
        select(Contract.slug, Contract.title, of_actions.label("action"))
        .where(readable_by(actor), or_(matching(Contract.search), Contract.id.in_(with_actions)))
        .order_by(Contract.search, Contract.id)
        .limit(most)
    )
    return list(rows)
