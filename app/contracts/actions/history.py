"""What every change of an action ends with: its line of history, its health, the rollup of its contract, its fact."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.contracts.actions.events import ActionFact
from app.contracts.actions.rollups import refresh_rollup
from app.contracts.events import audience_of
from app.contracts.models import Action, ActionUpdate
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution

Changes = dict[str, list[Any]]


def written(value: Any) -> Any:
    """Return a value ready for JSON: days in ISO 8601, words by their value."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def apply(entity: Any, values: Mapping[str, Any]) -> Changes:
    """Set what differs, and return `{field: [before, after]}` of that."""
    changes: Changes = {}
    for name, value in values.items():
        before = getattr(entity, name)
        if before != value:
            changes[name] = [written(before), written(value)]
            setattr(entity, name, value)
    return changes


def conclude(
    work: UnitOfWork, action: Action, fact: type[ActionFact], *, changes: Changes, text: str = "", **said: Any
) -> None:
    """Make the next version of the action, remember who made it, and put the fact on record."""
    # What changed may be a part of the action only: its version must move all the same.
    flag_modified(action, "informed_on")
    work.session.flush()
    work.add(
        ActionUpdate(
            action_id=action.id,
            made_at=work.now(),
            person_id=work.actor.person_id,
            person_name=work.actor.name,
            institution_name=speaks_for(work, action),
            text=text,
            changes=changes,
            version=action.version,
        )
    )
    refresh_rollup(work, action.contract_id)
    record(work, action, fact, {"changes": changes, "text": text, "reason": text}, **said)


def record(work: UnitOfWork, action: Action, fact: type[ActionFact], words: Mapping[str, Any], **said: Any) -> None:
    """Put a fact about an action on record, with what its kind says of this."""
    # Every fact says some of this; which, is its own affair.
    known = {**words, "health": action.health.value}
    told = {field.name: known[field.name] for field in fields(fact) if field.name in known}
    work.record(
        fact(
            stream=action.contract.stream,
            audience=audience_of(action.contract.public),
            action_id=action.id,
            code=action.code,
            title=action.title,
            version=action.version,
            **told,
            **said,
        )
    )


def speaks_for(work: UnitOfWork, action: Action) -> str:
    """Return the institution in whose name the person acts: the owner's first, then that of a party, or none."""
    mine = work.actor.officer_for()
    if action.owner_id in mine and action.owner is not None:
        return action.owner.name
    parties = {party.institution_id: party.name for party in action.contract.parties}
    ours = [id for id in parties if id in mine]
    wanted = ours[:1] or sorted(mine)[:1]
    if not wanted:
        return ""
    return work.session.scalar(select(Institution.name).where(Institution.id == wanted[0])) or ""
