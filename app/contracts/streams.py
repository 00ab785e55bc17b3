"""The live side of a contract: who may read its stream, and what a newcomer must know."""

from typing import Any

from sqlalchemy.orm import Session, selectinload

from app.contracts import standing
from app.contracts.models import Contract, ContractRollup
from app.contracts.policies import may_read_contract
from app.foundation.actors import Actor
from app.foundation.errors import NotFound
from app.foundation.facts import BUREAU, MEMBERS, PUBLIC
from app.journal.streams import STREAM_KINDS, Audiences, Described, StreamKind


def audiences(session: Session, actor: Actor, id: int) -> Audiences | None:
    """Return what the actor may read of the contract's record; None when there is no such contract."""
    contract = session.get(Contract, id, options=[selectinload(Contract.parties)])
    if contract is None:
        return None
    if not may_read_contract(actor, contract):
        return ()
    members = (MEMBERS,) if standing.inside(actor, contract) else ()
    bureau = (BUREAU,) if standing.for_state(actor, contract) else ()
    return (PUBLIC, *members, *bureau) if contract.public or members else ()


def snapshot(session: Session, id: int, _audiences: Audiences) -> dict[str, Any]:
    """Return the contract as it is now: its state and the count of its actions."""
    contract = session.get_one(Contract, id)
    rollup = session.get(ContractRollup, id)
    counts = ("actions", "done", "on_time", "late", "failing", "unknown")
    return {
        "contract": {"id": id, "slug": contract.slug, "title": contract.title, "state": contract.state.value},
        "actions": {name: getattr(rollup, name) if rollup else 0 for name in counts},
    }


def describe(session: Session, id: int) -> Described:
    """Return the name and the page of a contract."""
    contract = session.get(Contract, id)
    if contract is None:
        raise NotFound("Ce contrat n’existe pas.")
    return Described(title=contract.title, href=f"/contrats/{contract.slug}")


STREAM_KINDS["contract"] = StreamKind(audiences=audiences, snapshot=snapshot, describe=describe)
