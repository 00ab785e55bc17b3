"""What an action is measured by: a baseline, a target, values over time (R4.1 for what is ours)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.contracts.actions import policies
from app.contracts.actions.events import IndicatorDefined, IndicatorMeasured
from app.contracts.actions.history import apply, conclude
from app.contracts.loading import check_version
from app.contracts.models import Action, ContractIndicator, IndicatorValue
from app.contracts.rules.partial_dates import read_partial
from app.foundation.errors import Invalid, NotFound
from app.foundation.unit_of_work import UnitOfWork


def define_indicator(
    work: UnitOfWork,
    action: Action,
    indicator: ContractIndicator | None,
    *,
    expected_version: int,
    values: Mapping[str, Any],
) -> ContractIndicator:
    """Say what an action is measured by, or say it better."""
    work.allow(policies.may_follow, action, action.contract)
    check_version(expected_version, action.version)
    if indicator is None:
        rank = max((one.rank for one in action.indicators), default=0) + 1
        indicator = ContractIndicator(
            contract_id=action.contract_id, action_id=action.id, rank=rank, name=values["name"]
        )
        action.indicators.append(indicator)
        before: dict[str, Any] | None = None
    else:
        before = snapshot(indicator)
    apply(indicator, values)
    work.session.flush()
    after = snapshot(indicator)
    if before != after:
        said = {"name": indicator.name, "unit": indicator.unit}
        conclude(
            work,
            action,
            IndicatorDefined,
            changes={"indicators": [[before], [after]]},
            indicator_id=indicator.id,
            baseline=after["baseline"],
            target=after["target"],
            **said,
        )
    return indicator


def record_value(
    work: UnitOfWork, action: Action, indicator: ContractIndicator, *, expected_version: int, values: Mapping[str, Any]
) -> IndicatorValue:
    """Record what was measured, and when; a value of the same date takes the place of the former one."""
    work.allow(policies.may_follow, action, action.contract)
    check_version(expected_version, action.version)
    dated = values["dated"]
    if read_partial(dated).first > work.today():
        detail = "On ne mesure pas l’avenir : cette date est à venir."
        raise Invalid(detail, errors=[{"pointer": "#/dated", "detail": detail}])
    former = next((one for one in indicator.values if one.dated == dated), None)
    before = _measured(indicator, former) if former else None
    value = former or IndicatorValue(indicator_id=indicator.id, value=values["value"], dated=dated)
    if former is None:
        indicator.values.append(value)
    apply(value, {**values, "recorded_by_id": work.actor.person_id})
    action.informed_on = work.today()
    after = _measured(indicator, value)
    conclude(
        work,
        action,
        IndicatorMeasured,
        changes={"values": [[before], [after]]},
        indicator_id=indicator.id,
        name=indicator.name,
        value=after["value"],
        dated=dated,
    )
    return value


def indicator_of(action: Action, id: int) -> ContractIndicator:
    """Return one of the action's indicators, or raise `NotFound`."""
    for indicator in action.indicators:
        if indicator.id == id:
            return indicator
    raise NotFound("Cet indicateur n’est pas de cette action.")


def plain(number: Decimal | None) -> str | None:
    """Return a number as text, without idle zeros; None when it is not known."""
    return None if number is None else f"{number.normalize():f}"


def snapshot(indicator: ContractIndicator) -> dict[str, Any]:
    """Return a measure as the history keeps it."""
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "baseline": plain(indicator.baseline),
        "target": plain(indicator.target),
        "target_on": indicator.target_on,
    }


def _measured(indicator: ContractIndicator, value: IndicatorValue) -> dict[str, Any]:
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "value": plain(value.value) or "",
        "dated": value.dated,
        "qualifier": value.qualifier,
    }
