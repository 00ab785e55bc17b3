"""What an action promises: entered and changed by the contract's desk; with a public reason once signed (R1.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.contracts.actions import policies
from app.contracts.actions.events import ActionChanged, ActionCreated
from app.contracts.actions.history import Changes, apply, conclude
from app.contracts.actions.naming import found_names, new_code, search_text
from app.contracts.loading import check_version
from app.contracts.models import Action, ActionPartner, ActionPlace, Contract, Rider
from app.contracts.rules.following import SIGNED, check_not_ready, check_part, check_postponed, check_reason
from app.contracts.rules.partial_dates import last_day
from app.contracts.words import RiderState
from app.foundation.errors import Invalid
from app.foundation.unit_of_work import UnitOfWork

LISTS = {"partners": ActionPartner, "places": ActionPlace}


@dataclass(frozen=True, kw_only=True)
class Because:
    """Why a signed contract's action changes: in words, or by a signed rider."""

    reason: str = ""
    rider: Rider | None = None

    def said(self, contract: Contract) -> str:
        """Return the reason in words; refuse a rider of another contract, or one that is not signed."""
        if self.rider is None:
            return self.reason.strip()
        if self.rider.contract_id != contract.id or self.rider.state is not RiderState.SIGNED:
            detail = "Cet avenant n’est pas un avenant signé de ce contrat."
            raise Invalid(detail, errors=[{"pointer": "#/rider_id", "detail": detail}])
        cited = f"avenant n° {self.rider.number}, {self.rider.title}"
        return f"{self.reason.strip()} ({cited})" if self.reason.strip() else cited


def create_action(
    work: UnitOfWork, contract: Contract, *, values: Mapping[str, Any], because: Because | None = None
) -> Action:
    """Enter an action in a contract; in one that is signed, with the reason."""
    work.allow(policies.may_describe, contract)
    check_not_ready(contract.state)
    reason = (because or Because()).said(contract)
    check_reason(contract.state, values, reason)
    names = {name: values[name] for name in LISTS if name in values}
    plain = {name: value for name, value in values.items() if name not in LISTS}
    _check_own(work, contract, None, plain)
    rank = work.session.scalar(select(func.max(Action.rank)).where(Action.contract_id == contract.id)) or 0
    action: Action = work.add(
        Action(
            contract_id=contract.id,
            code=new_code(work.session, contract),
            search=search_text(plain["title"], plain.get("description", "")),
            rank=rank + 1,
            created_at=work.now(),
            informed_on=work.today(),
            due_on=last_day(plain.get("due", "")),
            **plain,
        )
    )
    for name, listed in names.items():
        _set_names(work, action, name, listed)
    action.contract = contract
    owner = action.owner_name or (action.owner.name if action.owner else "")
    conclude(work, action, ActionCreated, changes={}, text=reason, owner=owner)
    return action


def change_action(
    work: UnitOfWork,
    action: Action,
    *,
    expected_version: int,
    values: Mapping[str, Any],
    because: Because | None = None,
) -> Changes:
    """Change what an action promises; return what changed."""
    contract = action.contract
    work.allow(policies.may_describe, contract)
    check_version(expected_version, action.version)
    reason = (because or Because()).said(contract)
    plain = {name: value for name, value in values.items() if name not in LISTS}
    _check_own(work, contract, action, plain)
    before = action.due_on
    changes = apply(action, plain)
    for name in LISTS:
        if name in values:
            changes |= _set_names(work, action, name, values[name])
    if not changes:
        return {}
    check_not_ready(contract.state)
    check_reason(contract.state, changes, reason)
    if "due" in changes:
        action.due_on = last_day(action.due)
        check_postponed(contract.state, before, action.due_on, reason)
    action.search = search_text(action.title, action.description)
    conclude(work, action, ActionChanged, changes=changes, text=reason)
    return changes


def must_say_why(contract: Contract) -> bool:
    """Tell whether the promises of this contract's actions change only with a reason."""
    return contract.state in SIGNED


def _check_own(work: UnitOfWork, contract: Contract, action: Action | None, values: Mapping[str, Any]) -> None:
    """Refuse an axis or a parent of another contract, and an action that would be part of itself."""
    axes = {axis.id for axis in contract.axes}
    if values.get("axis_id") is not None and values["axis_id"] not in axes:
        raise _foreign("axis_id", "Cet axe n’est pas de ce contrat.")
    parent_id = values.get("parent_id")
    if parent_id is None:
        return
    rows = work.session.execute(select(Action.id, Action.parent_id).where(Action.contract_id == contract.id))
    parents = {row.id: row.parent_id for row in rows}
    if parent_id not in parents:
        raise _foreign("parent_id", "Cette action n’est pas de ce contrat.")
    check_part(action.id if action else 0, parent_id, parents)


def _foreign(field: str, detail: str) -> Invalid:
    return Invalid(detail, errors=[{"pointer": f"#/{field}", "detail": detail}])


def _set_names(work: UnitOfWork, action: Action, name: str, wanted: Sequence[str]) -> Changes:
    """Write the partners or the places anew when they differ, each recognised in the directory if it can be."""
    kept = getattr(action, name)
    before = [one.name for one in kept]
    if before == list(wanted):
        return {}
    for one in list(kept):
        work.session.delete(one)
    work.session.flush()
    known = found_names(work.session, wanted)
    for rank, words in enumerate(wanted, start=1):
        work.session.add(LISTS[name](action_id=action.id, name=words, rank=rank, institution_id=known.get(words)))
    work.session.flush()
    work.session.expire(action, [name])
    return {name: [before, list(wanted)]}
