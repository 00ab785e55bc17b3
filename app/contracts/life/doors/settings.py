"""The command that changes the numbers of the rules for one contract."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.conferences.doors.reading import NestedShape
from app.contracts.life import operations
from app.contracts.loading import contract_of
from app.contracts.rules.settings import ContractSettings
from app.foundation.commands import Answer, command
from app.foundation.numbering import whole
from app.foundation.shapes import identifier
from app.foundation.unit_of_work import UnitOfWork


class ChangeContractSettings(NestedShape):
    """The settings to change; those absent stay. In a form they are named `settings.fungibility_share`…"""

    contract_id = identifier()
    expected_version = fields.Integer(load_default=None, validate=validate.Range(min=0, max=2**31 - 1))
    settings = fields.Dict(keys=fields.String(validate=validate.Length(max=60)), required=True)


@command("contract.change_settings", ChangeContractSettings)
def change_settings(
    work: UnitOfWork, contract_id: int, settings: dict[str, Any], expected_version: int | None
) -> Answer:
    """Change the numbers of the rules for one contract, while its text is open."""
    contract = contract_of(work, contract_id)
    operations.change_contract_settings(work, contract, typed(settings), expected_version=expected_version)
    return {"message": _("Les réglages du contrat sont enregistrés.")}


def typed(written: dict[str, Any]) -> dict[str, Any]:
    """Return the settings with the texts of a form as numbers; what is not a text is left as it is."""
    kinds = {setting["name"]: setting["kind"] for setting in ContractSettings.describe()}
    return {name: _typed(value, kinds.get(name, "")) for name, value in written.items()}


def _typed(value: Any, kind: str) -> Any:
    if not isinstance(value, str):
        return value
    if kind == "whole":
        return _number(value)
    if kind == "rates":
        return [_number(rate) for rate in value.replace("/", " ").replace("%", " ").split()]
    return value


def _number(written: str) -> Any:
    """Return the number of a text; a text that is none is left to the rule to refuse in its words."""
    number = whole(written.strip(), digits=9)
    return written if number is None else number
