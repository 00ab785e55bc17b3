"""`action.create`, `action.change`, `action.remove`."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.contracts.actions.operations import describing
from app.contracts.actions.operations.describing import Because
from app.contracts.actions.operations.removing import remove_action
from app.contracts.loading import contract_of
from app.contracts.models import Rider
from app.foundation.commands import command, find
from app.foundation.shapes import ID, identifier, not_blank, readable, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import (
    ChangingAction,
    Emptying,
    LargeEuros,
    Names,
    check_institution,
    found_action,
    optional_id,
    optional_text,
    partial_date,
    stripped,
)

CLEARABLE = frozenset(
    {
        *("description", "owner_id", "owner_name", "cost", "cost_qualifier", "axis_id", "parent_id"),
        *("starts", "due", "partners", "places", "note"),
    }
)


class Described(Emptying):
    """What an action promises. An amount is in euros; a date is of any precision; a list is one name a line."""

    clearable = CLEARABLE
    description = optional_text(5000)
    owner_id = optional_id()
    owner_name = optional_text(300)
    cost = LargeEuros(data_key="cost", attribute="cost_cents", allow_none=True)
    cost_qualifier = optional_text(60)
    axis_id = optional_id()
    parent_id = optional_id()
    starts = partial_date()
    due = partial_date()
    priority_area = fields.Boolean()
    partners = Names()
    places = Names()
    note = optional_text(5000)
    reason = text(1000, required=False)
    rider_id = fields.Integer(load_default=None, validate=ID)


class CreateAction(Described):
    """A new action: a title is enough."""

    contract_id = identifier()
    title = text(300)


class ChangeAction(ChangingAction, Described):
    """An action and what changes of it."""

    clearable = CLEARABLE
    title = fields.String(validate=[validate.Length(max=300, error="300 signes au plus."), readable, not_blank])


@command("action.create", CreateAction)
def create(work: UnitOfWork, *, contract_id: int, reason: str, rider_id: int | None, **values: Any) -> dict[str, Any]:
    """Enter an action in a contract; in a signed one, with the reason."""
    contract = contract_of(work, contract_id)
    _name_owner(work, values)
    action = describing.create_action(work, contract, values=stripped(values), because=_because(work, reason, rider_id))
    message = _("L’action « %(title)s » est inscrite.", title=action.title)
    location = f"/actions/{action.code}"
    return {"message": message, "location": location, "action_id": action.id, "version": action.version}


@command("action.change", ChangeAction)
def change(
    work: UnitOfWork,
    *,
    action_id: int,
    expected_version: int,
    reason: str,
    rider_id: int | None,
    **values: Any,
) -> dict[str, Any]:
    """Change what an action promises; in a signed contract, with the reason."""
    action = found_action(work, action_id)
    _name_owner(work, values)
    changed = describing.change_action(
        work,
        action,
        expected_version=expected_version,
        values=stripped(values),
        because=_because(work, reason, rider_id),
    )
    message = _("L’action est modifiée.") if changed else _("Rien n’a changé.")
    return {"message": message, "location": f"/actions/{action.code}", "version": action.version}


class RemoveAction(ChangingAction):
    """An action to take out of a draft, and why."""

    reason = text(1000)


@command("action.remove", RemoveAction)
def remove(work: UnitOfWork, *, action_id: int, expected_version: int, reason: str) -> dict[str, Any]:
    """Take an action out of a contract that nobody has signed yet."""
    action = found_action(work, action_id)
    title, slug = action.title, action.contract.slug
    remove_action(work, action, expected_version=expected_version, reason=reason)
    message = _("L’action « %(title)s » est retirée du projet. Le journal garde qu’elle y était.", title=title)
    return {"message": message, "location": f"/contrats/{slug}/actions"}


def _because(work: UnitOfWork, reason: str, rider_id: int | None) -> Because:
    return Because(reason=reason, rider=find(work, Rider, rider_id) if rider_id else None)


def _name_owner(work: UnitOfWork, values: dict[str, Any]) -> None:
    """An owner of the directory gives its name; a name alone is for the desk to recognise."""
    owner = check_institution(work, values.get("owner_id"), "owner_id")
    if owner is not None and not values.get("owner_name"):
        values["owner_name"] = owner.name
