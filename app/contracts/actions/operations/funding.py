"""What each funder brings to an action: announced, requested, granted, committed, paid."""

from collections.abc import Mapping
from typing import Any

from app.contracts.actions import policies
from app.contracts.actions.events import FundingSet
from app.contracts.actions.history import Changes, conclude, written
from app.contracts.loading import check_version
from app.contracts.models import Action, FundingLine
from app.contracts.money.cofunding import check_not_further_over, standing_of
from app.contracts.rules.amounts import euros, total
from app.contracts.rules.following import STAGES, check_not_ready, check_stages, over_cost
from app.contracts.rules.partial_dates import read_partial
from app.foundation.errors import Invalid, NotFound
from app.foundation.unit_of_work import UnitOfWork

LINE = (
    *("funder_name", "funder_id", "amount_cents", "requested_cents", "granted_cents", "committed_cents", "paid_cents"),
    *("qualifier", "period", "years", "via", "counted_in_parent", "note"),
)


def set_funding_line(
    work: UnitOfWork,
    action: Action,
    line: FundingLine | None,
    *,
    expected_version: int,
    values: Mapping[str, Any],
    text: str = "",
) -> FundingLine:
    """Enter what a funder brings, or change it; refuse a stage above the one before, warn above the cost."""
    funders = {values.get("funder_id", line.funder_id if line else None), line.funder_id if line else None}
    known = frozenset(id for id in funders if id is not None)
    work.allow(
        policies.may_fund, action, action.contract, known if None not in funders or line is None else frozenset()
    )
    check_version(expected_version, action.version)
    before = snapshot(line) if line else None
    stood = standing_of(work.session, action)
    if line is None:
        rank = max((one.rank for one in action.funding), default=0) + 1
        line = FundingLine(action_id=action.id, rank=rank, funder_name=values["funder_name"])
        action.funding.append(line)
    _check_years(line.years, values.get("years", ""))
    for name, value in values.items():
        setattr(line, name, value)
    check_stages({name: getattr(line, name) for name, _ in STAGES})
    work.session.flush()
    check_not_further_over(stood, standing_of(work.session, action))
    after = snapshot(line)
    if after != before:
        check_not_ready(action.contract.state)
        _conclude(work, action, line.funder_name, {"funding": [[before], [after]]}, text)
    return line


def remove_funding_line(
    work: UnitOfWork, action: Action, line: FundingLine, *, expected_version: int, text: str
) -> None:
    """Take a line away, with the reason; the history keeps what it was."""
    work.allow(policies.may_follow, action, action.contract)
    check_version(expected_version, action.version)
    if not text.strip():
        detail = "Dites pourquoi cette ligne est retirée."
        raise Invalid(detail, errors=[{"pointer": "#/text", "detail": detail}])
    check_not_ready(action.contract.state)
    changes: Changes = {"funding": [[snapshot(line)], [None]]}
    action.funding.remove(line)
    work.session.delete(line)
    _conclude(work, action, line.funder_name, changes, text)


def line_of(action: Action, id: int) -> FundingLine:
    """Return one of the action's lines, or raise `NotFound`."""
    for line in action.funding:
        if line.id == id:
            return line
    raise NotFound("Cette ligne n’est pas de cette action, ou a été retirée.")


def warning_of(action: Action) -> str:
    """Return what the totals of an action ask to be looked at, nothing when all is well."""
    funded = total(action.funding)
    if not over_cost(action.cost_cents, funded):
        return ""
    return (
        f"Les financements qui s’ajoutent ({euros(funded)}) dépassent le coût connu "
        f"({euros(action.cost_cents or 0)}) : vérifiez les deux."
    )


def _check_years(known: str, given: str) -> None:
    """Refuse years that are no date, but for the words of a source left as they are (« deux ans », P2)."""
    if not given or given == known:
        return
    try:
        read_partial(given)
    except Invalid as fault:
        raise Invalid(fault.detail, errors=[{"pointer": "#/years", "detail": fault.detail}]) from fault


def _conclude(work: UnitOfWork, action: Action, funder: str, changes: Changes, text: str) -> None:
    said = {"funder": funder, "warning": warning_of(action)}
    conclude(work, action, FundingSet, changes=changes, text=text.strip(), **said)


def snapshot(line: FundingLine) -> dict[str, Any]:
    """Return what is known of a line; what is unknown is left out."""
    values = {name: written(getattr(line, name)) for name in LINE}
    return {name: value for name, value in values.items() if value not in (None, "", False)}
