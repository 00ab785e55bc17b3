"""What time makes of contracts: an action whose date passes becomes late, once, publicly.

Each contract remembers until which day time was kept for it. A date that has passed since then is news; one that had
passed before anybody kept time here is history. A worker that was stopped for a week tells the week when it is back.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from app.contracts.actions.events import ActionBecameLate
from app.contracts.actions.rollups import refresh_rollups
from app.contracts.actions.standing import verdict_of
from app.contracts.events import audience_of
from app.contracts.models import Action, Contract, ContractRollup
from app.contracts.rules.health_words import explained
from app.contracts.words import ContractState, Health
from app.foundation.database import among
from app.foundation.unit_of_work import UnitOfWork

from . import policies

FOLLOWED: Final = (ContractState.SIGNED, ContractState.IN_FORCE, ContractState.UNDER_REVIEW)
BATCH: Final = 100
LATE: Final = (Health.LATE, Health.FAILING)


def contracts_to_keep(session: Session, today: date) -> list[int]:
    """Return the contracts for which today's time has not been kept."""
    kept = or_(ContractRollup.kept_on.is_(None), ContractRollup.kept_on < today)
    wanted = select(Contract.id).outerjoin(ContractRollup, ContractRollup.contract_id == Contract.id)
    return list(session.scalars(wanted.where(kept).order_by(Contract.id)))


def note_late_actions(work: UnitOfWork, contract_ids: Sequence[int]) -> int:
    """Bring health up to date and put on record, once each, the actions whose date has passed; return how many."""
    work.allow(policies.may_keep_time)
    session, today = work.session, work.today()
    refresh_rollups(work, contract_ids)
    # The rollups are held: of two workers, the second finds the day kept.
    kept = select(ContractRollup.contract_id, ContractRollup.kept_on)
    rows = session.execute(kept.where(among(ContractRollup.contract_id, contract_ids)))
    since = {row.contract_id: row.kept_on for row in rows if row.kept_on is not None and row.kept_on < today}
    count = 0
    for action in _late_actions(session, list(since)):
        count += _tell(work, action, since[action.contract_id], today)
    session.execute(
        update(ContractRollup)
        .where(among(ContractRollup.contract_id, contract_ids))
        .values(kept_on=today)
        .execution_options(synchronize_session=False)
    )
    return count


def _late_actions(session: Session, contract_ids: Sequence[int]) -> Sequence[Action]:
    return session.scalars(
        select(Action)
        .join(Contract, Contract.id == Action.contract_id)
        .where(among(Action.contract_id, contract_ids), Action.health.in_(LATE), Contract.state.in_(FOLLOWED))
        .options(joinedload(Action.contract), joinedload(Action.owner), selectinload(Action.milestones))
        .order_by(Action.contract_id, Action.rank)
    ).all()


def _tell(work: UnitOfWork, action: Action, since: date, today: date) -> int:
    """Put an action on record if the first of its dates that passed did so since the last day kept."""
    verdict = verdict_of(action, today)
    passed = [reason.on for reason in verdict.reasons if reason.missed and reason.on is not None]
    if not passed or min(passed) < since:
        return 0
    work.record(
        ActionBecameLate(
            stream=action.contract.stream,
            audience=audience_of(action.contract.public),
            action_id=action.id,
            code=action.code,
            title=action.title,
            version=action.version,
            owner=action.owner.name if action.owner else action.owner_name,
            health=verdict.health.value,
            sentence=f"{action.title} : {explained(verdict)}",
            since=min(passed).isoformat(),
        )
    )
    return 1
