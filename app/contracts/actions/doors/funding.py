"""`funding.set`, `funding.remove`."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.contracts.actions.operations import funding
from app.contracts.words import Period
from app.foundation.commands import command
from app.foundation.shapes import ID, identifier, not_blank, readable
from app.foundation.unit_of_work import UnitOfWork

from .reading import (
    LargeEuros,
    ToldAction,
    check_institution,
    found_action,
    missing_name,
    optional_id,
    optional_text,
    stripped,
)


class SetFunding(ToldAction):
    """A line by funder, in euros. `amount` is announced; then requested, granted, committed, paid. Empty is unknown.

    Without `line_id` the line is new. `period` `annuelle`: an amount a year, shown and never added in.
    """

    clearable = frozenset(
        {
            *("funder_id", "amount", "requested", "granted", "committed", "paid"),
            *("qualifier", "years", "via", "note"),
        }
    )
    line_id = fields.Integer(load_default=None, validate=ID)
    funder_name = fields.String(validate=[validate.Length(max=300, error="300 signes au plus."), readable, not_blank])
    funder_id = optional_id()
    amount = LargeEuros(data_key="amount", attribute="amount_cents", allow_none=True)
    requested = LargeEuros(data_key="requested", attribute="requested_cents", allow_none=True)
    granted = LargeEuros(data_key="granted", attribute="granted_cents", allow_none=True)
    committed = LargeEuros(data_key="committed", attribute="committed_cents", allow_none=True)
    paid = LargeEuros(data_key="paid", attribute="paid_cents", allow_none=True)
    qualifier = optional_text(60)
    period = fields.Enum(Period, by_value=True)
    years = optional_text(60)
    via = optional_text(300)
    counted_in_parent = fields.Boolean()
    note = optional_text(1000)


class RemoveFunding(ToldAction):
    """A line to take away, and why (`text`)."""

    line_id = identifier()


@command("funding.set", SetFunding)
def set_line(
    work: UnitOfWork, *, action_id: int, line_id: int | None, expected_version: int, text: str, **values: Any
) -> dict[str, Any]:
    """Enter or change what a funder brings to an action."""
    action = found_action(work, action_id)
    funder = check_institution(work, values.get("funder_id"), "funder_id")
    if funder is not None:
        values.setdefault("funder_name", funder.name)
    line = funding.line_of(action, line_id) if line_id else None
    if line is None and not values.get("funder_name"):
        raise missing_name("funder_name", "Nommez le financeur.")
    funding.set_funding_line(work, action, line, expected_version=expected_version, values=stripped(values), text=text)
    warning = funding.warning_of(action)
    message = _("La ligne est enregistrée.")
    return {"message": f"{message} {warning}".strip(), "version": action.version, "warning": warning}


@command("funding.remove", RemoveFunding)
def remove_line(work: UnitOfWork, *, action_id: int, line_id: int, expected_version: int, text: str) -> dict[str, Any]:
    """Take a line of funding away, with the reason."""
    action = found_action(work, action_id)
    line = funding.line_of(action, line_id)
    funding.remove_funding_line(work, action, line, expected_version=expected_version, text=text)
    return {"message": _("La ligne est retirée. L’historique en garde la trace."), "version": action.version}
