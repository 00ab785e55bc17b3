"""What a desk settles."""

from app.contracts.alerts import policies
from app.contracts.alerts.events import DuplicateDismissed
from app.contracts.events import audience_of
from app.contracts.models import Action, DistinctActions
from app.foundation.errors import Refused
from app.foundation.unit_of_work import UnitOfWork


def dismiss_duplicate(work: UnitOfWork, first: Action, second: Action, *, reason: str) -> DistinctActions:
    """Put on record that two actions are distinct: they are not alerted about again (R6.2)."""
    work.allow(policies.may_settle_duplicate, first.contract, second.contract)
    if first.id == second.id:
        raise Refused("Choisissez deux actions différentes.", rule="R6.2")
    older, newer = sorted((first, second), key=lambda action: action.id)
    known = work.session.get(DistinctActions, (older.id, newer.id))
    if known is not None:
        raise Refused(f"Ces deux actions sont déjà inscrites comme distinctes : {known.reason}", rule="R6.2")
    settled: DistinctActions = work.add(
        DistinctActions(
            first_id=older.id,
            second_id=newer.id,
            reason=reason.strip(),
            decided_at=work.now(),
            decided_by_id=work.actor.person_id,
        )
    )
    _tell(work, older, newer, settled.reason)
    return settled


def _tell(work: UnitOfWork, older: Action, newer: Action, reason: str) -> None:
    public = older.contract.public and newer.contract.public
    for contract in {older.contract.id: older.contract, newer.contract.id: newer.contract}.values():
        work.record(
            DuplicateDismissed(
                stream=contract.stream,
                # A record that everybody reads must not tell of a contract that is not public.
                audience=audience_of(public),
                first_id=older.id,
                second_id=newer.id,
                first=older.title,
                second=newer.title,
                reason=reason,
            )
        )
