"""`indicator.define`, `indicator.record_value`."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError, fields, validate

from app.contracts.actions.operations import indicators
from app.foundation.commands import command
from app.foundation.shapes import ID, identifier, not_blank, readable, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import ChangingAction, found_action, missing_name, optional_text, partial_date, stripped


class Measure(fields.Field[Decimal]):
    """A number as French or machines write it: « 1 234,5 » or `1234.5`."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> Decimal:
        written = "".join(str(value).split()).replace("\u202f", "").replace(",", ".")
        try:
            number = Decimal(written)
        except ArithmeticError as fault:
            raise ValidationError("Écrivez un nombre.") from fault
        if not number.is_finite() or abs(number) >= 10**15 or number.normalize().as_tuple().exponent < -6:  # type: ignore[operator]
            raise ValidationError("Écrivez un nombre de moins de quinze chiffres, six décimales au plus.")
        return number


class DefineIndicator(ChangingAction):
    """What an action is measured by; `indicator_id` when it exists already."""

    clearable = frozenset({"unit", "baseline", "target", "target_on", "method", "note"})
    indicator_id = fields.Integer(load_default=None, validate=ID)
    name = fields.String(validate=[validate.Length(max=300, error="300 signes au plus."), readable, not_blank])
    unit = optional_text(60)
    baseline = Measure(allow_none=True)
    target = Measure(allow_none=True)
    target_on = partial_date()
    method = optional_text(2000)
    note = optional_text(2000)


class RecordValue(ChangingAction):
    """A measured value and its date."""

    indicator_id = identifier()
    value = Measure(required=True)
    dated = partial_date(required=True)
    qualifier = text(60, required=False)
    note = text(1000, required=False)


@command("indicator.define", DefineIndicator)
def define(
    work: UnitOfWork, *, action_id: int, indicator_id: int | None, expected_version: int, **values: Any
) -> dict[str, Any]:
    """Say what an action is measured by."""
    action = found_action(work, action_id)
    found = indicators.indicator_of(action, indicator_id) if indicator_id else None
    if found is None and not values.get("name"):
        raise missing_name("name", "Nommez l’indicateur.")
    indicators.define_indicator(work, action, found, expected_version=expected_version, values=stripped(values))
    return {"message": _("L’indicateur est enregistré."), "version": action.version}


@command("indicator.record_value", RecordValue)
def record(
    work: UnitOfWork, *, action_id: int, indicator_id: int, expected_version: int, **values: Any
) -> dict[str, Any]:
    """Record a value of an indicator."""
    action = found_action(work, action_id)
    found = indicators.indicator_of(action, indicator_id)
    indicators.record_value(work, action, found, expected_version=expected_version, values=stripped(values))
    return {"message": _("La valeur est enregistrée."), "version": action.version}
