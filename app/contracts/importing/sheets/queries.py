"""Named reads of spreadsheets."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.contracts.models import Action, Contract, FundingLine, ImportPreview
from app.foundation.actors import Actor
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require

from .policies import may_see_preview

MISSING = "Cette comparaison n’existe pas, ou plus : envoyez le fichier de nouveau."


def preview_of(session: Session, actor: Actor, id: int) -> tuple[ImportPreview, Contract | None]:
    """Return a comparison with its contract, to the person who sent the file; `NotFound` for anybody else."""
    found = session.get(ImportPreview, id) if id < 2**31 else None
    if found is None:
        raise NotFound(MISSING)
    require(actor, may_see_preview, found, hidden=MISSING)
    return found, session.get(Contract, found.contract_id) if found.contract_id else None


def actions_of(session: Session, contract: Contract) -> Sequence[Action]:
    """Return the actions of a contract with what a spreadsheet writes of them. Five reads."""
    return session.scalars(
        select(Action)
        .where(Action.contract_id == contract.id)
        .options(
            joinedload(Action.axis),
            selectinload(Action.partners),
            selectinload(Action.places),
            selectinload(Action.funding),
        )
        .order_by(Action.rank, Action.id)
    ).all()


def lines_of(actions: Sequence[Action]) -> list[tuple[Action, FundingLine]]:
    """Return the funding lines of these actions, in their order."""
    return [(action, line) for action in actions for line in action.funding]
