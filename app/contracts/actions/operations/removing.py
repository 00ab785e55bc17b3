"""Taking an action out of a text that nobody has signed yet, with the reason; the record keeps that it was there."""

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from app.contracts.actions import policies
from app.contracts.actions.events import ActionRemoved
from app.contracts.actions.history import record
from app.contracts.actions.rollups import refresh_rollup
from app.contracts.loading import check_version
from app.contracts.models import Action
from app.contracts.rules.following import check_removable
from app.foundation.errors import Refused
from app.foundation.unit_of_work import UnitOfWork


def remove_action(work: UnitOfWork, action: Action, *, expected_version: int, reason: str) -> None:
    """Take an action out of a draft, with all that hangs on it; never out of a signed contract."""
    contract = action.contract
    work.allow(policies.may_describe, contract)
    check_version(expected_version, action.version)
    parts = work.session.scalar(select(func.count()).select_from(Action).where(Action.parent_id == action.id)) or 0
    check_removable(contract.state, parts)
    record(work, action, ActionRemoved, {"reason": reason.strip()}, owner=action.owner_name)
    try:
        with work.session.begin_nested():
            # Its funding, steps, measures, documents and history go with it: the database sees to that.
            work.session.execute(delete(Action).where(Action.id == action.id))
    except IntegrityError as cited:
        raise Refused(
            "Cette action est citée par une interpellation ou par un engagement de crédits : elle ne se retire plus."
        ) from cited
    refresh_rollup(work, contract.id)
