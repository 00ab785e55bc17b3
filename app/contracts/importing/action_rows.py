"""The rows of one action, and what contracts and actions have alike: places and indicators."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.contracts.rules.partial_dates import last_day
from app.institutions.naming import search_form

from .recognition import Recogniser
from .records import ActionRecord, FundingRecord, IndicatorRecord

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What rows need to know beyond the record."""

    now: datetime
    today: date
    conference_id: int | None
    schemes: dict[str, int]
    knows: Recogniser


@dataclass(kw_only=True)
class ActionRows:
    """The rows of one action; its axis and its parent are named, for they may not be there yet."""

    row: Row
    axis: int | None
    parent: str
    children: dict[str, list[Row]]


def place_rows(names: list[str], knows: Recogniser, **more: Any) -> list[Row]:
    """Return the places, those of the directory with their link."""
    rows = []
    for rank, name in enumerate(names, start=1):
        found = knows.place(name)
        rows.append({"name": name, "rank": rank, "institution_id": found.id if found else None} | more)
    return rows


def indicator_rows(records: list[IndicatorRecord]) -> list[Row]:
    """Return the indicators, the value read in `value`."""
    return [_indicator(record, rank) for rank, record in enumerate(records, start=1)]


def _indicator(record: IndicatorRecord, rank: int) -> Row:
    # A single date serves a value when there is one, the target otherwise.
    target_on = record.dated if record.value is None else ""
    value = {"value": record.value, "dated": record.dated, "qualifier": record.qualifier, "note": ""}
    bound = f"Cible : {record.qualifier}." if record.qualifier and record.value is None else ""
    return {
        "name": record.name,
        "rank": rank,
        "unit": record.unit,
        "baseline": record.baseline,
        "target": record.target,
        "target_on": target_on,
        "method": "",
        "note": " ".join(filter(None, (bound, record.note))),
        "value": value if record.value is not None else None,
    }


def action_rows(record: ActionRecord, rank: int, setting: Setting) -> ActionRows:
    """Return the rows of an action."""
    return ActionRows(
        row=_action(record, rank, setting),
        axis=record.axis,
        parent=record.parent,
        children={
            "partners": [
                {"name": name, "rank": place, "institution_id": found.id if found else None}
                for place, name in enumerate(record.partners, start=1)
                for found in (setting.knows.body(name),)
            ],
            "places": place_rows(record.places, setting.knows),
            "funding": [_funding(line, place, setting) for place, line in enumerate(record.funding, start=1)],
            "indicators": indicator_rows(record.indicators),
        },
    )


def _action(record: ActionRecord, rank: int, setting: Setting) -> Row:
    owner = setting.knows.body(record.owner) if record.owner else None
    return {
        "code": record.code,
        "title": record.title,
        "search": search_form(" ".join((record.title, record.description, record.owner, *record.places))),
        "rank": rank,
        "created_at": setting.now,
        "description": record.description,
        "axis_origin": record.axis_origin.value if record.axis_origin else None,
        "owner_id": owner.id if owner else None,
        "owner_name": record.owner,
        "cost_cents": record.cost_cents,
        "cost_qualifier": record.cost_qualifier,
        "starts": "",
        "due": record.due,
        "due_on": last_day(record.due),
        "done": record.done,
        "progress": record.progress.value,
        "progress_basis": record.progress_basis,
        "progress_percent": None,
        "informed_on": None,
        "health": "unknown",
        "priority_area": False,
        "also_schemes": record.also_schemes,
        "note": record.note,
        "source": record.source,
    }


def _funding(record: FundingRecord, rank: int, setting: Setting) -> Row:
    found = setting.knows.body(record.funder)
    return {
        "funder_name": record.funder,
        "rank": rank,
        "funder_id": found.id if found else None,
        "amount_cents": record.cents,
        "requested_cents": None,
        "granted_cents": None,
        "committed_cents": None,
        "paid_cents": None,
        "qualifier": record.qualifier,
        "period": record.period.value,
        "years": record.years,
        "via": record.via,
        "counted_in_parent": record.counted_in_parent,
        "note": record.note,
    }
