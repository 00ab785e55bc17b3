"""The numbers of the rules for one contract: agreed by its parties while the text is open, then part of the text."""

from collections.abc import Mapping
from typing import Any

from app.contracts.events import audience_of
from app.contracts.life import policies
from app.contracts.life.events import ContractChanged
from app.contracts.loading import check_version
from app.contracts.models import Contract
from app.contracts.rules.life import check_text_open
from app.contracts.rules.settings import ContractSettings
from app.foundation.errors import Invalid
from app.foundation.unit_of_work import UnitOfWork


def change_contract_settings(
    work: UnitOfWork, contract: Contract, changes: Mapping[str, Any], *, expected_version: int | None = None
) -> None:
    """Change the settings that `changes` names and leave the rest."""
    work.allow(policies.may_write_contract, contract)
    check_version(expected_version, contract.version)
    check_text_open(contract.state)
    before = ContractSettings.from_json(contract.settings).to_json()
    settings = _read({**contract.settings, **changes})
    after = settings.to_json()
    contract.settings = settings.changes()
    told = {f"settings.{name}": [before[name], after[name]] for name in after if before[name] != after[name]}
    if told:
        work.record(
            ContractChanged(
                stream=contract.stream, audience=audience_of(contract.public), title=contract.title, changes=told
            )
        )


def _read(data: Mapping[str, Any]) -> ContractSettings:
    try:
        return ContractSettings.from_json(data)
    except Invalid as fault:
        errors = [
            {"pointer": error["pointer"].replace("#/", "#/settings/", 1), "detail": error["detail"]}
            for error in fault.members["errors"]
        ]
        raise Invalid("Corrigez les réglages signalés du contrat.", errors=errors) from fault
