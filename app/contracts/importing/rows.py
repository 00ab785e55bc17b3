"""From a record to the rows that keep it, columns by name; every column is given, so that rows can be sent in bulk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.contracts.rules.partial_dates import last_day
from app.contracts.words import ContractKind, PerimeterKind, Side, SourceStatus
from app.institutions.naming import search_form
from app.institutions.words import InstitutionKind as Kind

from .recognition import Recogniser
from .records import ActionRecord, ContractRecord, FundingRecord, IndicatorRecord
from .statuses import state_of
from .variants import Variant, variants_of

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


@dataclass(kw_only=True)
class ContractRows:
    """The rows of one contract."""

    row: Row
    parent: str
    children: dict[str, list[Row]]
    actions: dict[str, ActionRows]


def rows_of(record: ContractRecord, setting: Setting, other_variants: Iterable[Variant] = ()) -> ContractRows:
    """Return the rows of a contract."""
    return ContractRows(
        row=_contract(record, setting) | {"variants": [*variants_of(record), *other_variants]},
        parent=record.parent,
        children={
            "axes": [
                {"number": axis.number, "title": axis.title, "rank": rank, "official": axis.official}
                for rank, axis in enumerate(record.axes, start=1)
            ],
            "parties": [_party(record, name, rank, setting) for rank, name in enumerate(record.signatories, start=1)],
            "places": _places(record.perimeter, setting.knows, priority=False),
            "events": [
                {"rank": rank, "label": event.label, "dated": event.dated, "place": event.place}
                for rank, event in enumerate(record.steering.events, start=1)
            ],
            "indicators": _indicators(record.indicators),
        },
        actions={
            action.code: _action_rows(action, rank, setting) for rank, action in enumerate(record.actions, start=1)
        },
    )


def _contract(record: ContractRecord, setting: Setting) -> Row:
    state, ended_reason = state_of(record, setting.today)
    axes = " ".join(axis.title for axis in record.axes)
    steering = record.steering
    told = {"body": steering.body, "pilot": steering.pilot, "frequency": steering.frequency}
    told["details"] = steering.details
    strangers = [f"{name} : {cents / 100:g} €." for name, cents in record.pledges.items()]
    return {
        "slug": record.slug,
        "title": record.title,
        "search": search_form(f"{record.title} {record.territory} {axes}"),
        "created_at": setting.now,
        "kind": ContractKind.OPERATIONAL.value,
        "nature": record.nature.value,
        "state": state.value,
        # What a public document tells is public, whatever the state it tells of.
        "public": True,
        "scheme_id": setting.schemes.get(record.scheme),
        "conference_id": setting.conference_id,
        "parent_note": record.parent_note,
        "promise": "",
        "diagnosis": record.diagnosis,
        "strengths": record.strengths,
        "territory": record.territory,
        "perimeter_kind": perimeter_kind([setting.knows.place(name) for name in record.perimeter]),
        "signed_on": record.signed_on,
        "signed_text": record.signed_text,
        "signed_precision": record.signed_precision,
        "signed_at_place": record.signed_at_place,
        "ends_on": record.ends_on,
        "first_year": record.first_year,
        "last_year": record.last_year,
        "duration_years": record.duration_years,
        "total_cents": record.total_cents,
        "total_qualifier": record.total_qualifier,
        "steering": {name: value for name, value in told.items() if value},
        "settings": {},
        "notes": [*record.notes, *(note for note in strangers if note.split(" : ")[0] not in record.signatories)],
        "source": record.source,
        "source_status": record.status.value if record.status else None,
        "source_status_detail": record.status_detail,
        "known_as_of": record.known_as_of,
        "completeness": record.completeness.value if record.completeness else None,
        "ended_reason": ended_reason,
    }


def perimeter_kind(places: list[Any]) -> str | None:
    """Return which kind of perimeter the recognised places make (R1.3); None while one of them is unknown."""
    if not places or any(place is None or place.kind.level is None for place in places):
        return None
    communes = len(places) > 1 and all(place.kind is Kind.COMMUNE for place in places)
    return (PerimeterKind.COMMUNES if communes else PerimeterKind.ADMINISTRATIVE).value


def side_of(kind: Kind | None) -> Side:
    """Return on which side of the table an institution sits; a name nobody knows yet sits on none."""
    if kind in (Kind.STATE_SERVICE, Kind.STATE_OPERATOR):
        return Side.STATE
    if kind is not None and (kind.level is not None or kind is Kind.SYNDICATE):
        return Side.COLLECTIVITES
    return Side.OTHER


def _party(record: ContractRecord, name: str, rank: int, setting: Setting) -> Row:
    found = setting.knows.body(name)
    signed = record.status is SourceStatus.SIGNED and not record.signatories_from_scheme
    return {
        "name": name,
        "rank": rank,
        "side": side_of(found.kind if found else None).value,
        "institution_id": found.id if found else None,
        "from_scheme": record.signatories_from_scheme,
        "pledge_cents": record.pledges.get(name),
        "signed_on": record.signed_on if signed else None,
        "signatory": "",
    }


def _places(names: list[str], knows: Recogniser, **more: Any) -> list[Row]:
    rows = []
    for rank, name in enumerate(names, start=1):
        found = knows.place(name)
        rows.append({"name": name, "rank": rank, "institution_id": found.id if found else None} | more)
    return rows


def _indicators(records: list[IndicatorRecord]) -> list[Row]:
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


def _action_rows(record: ActionRecord, rank: int, setting: Setting) -> ActionRows:
    owner = setting.knows.body(record.owner) if record.owner else None
    row = {
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
    return ActionRows(
        row=row,
        axis=record.axis,
        parent=record.parent,
        children={
            "partners": [
                {"name": name, "rank": rank, "institution_id": found.id if found else None}
                for rank, name in enumerate(record.partners, start=1)
                for found in (setting.knows.body(name),)
            ],
            "places": _places(record.places, setting.knows),
            "funding": [_funding(line, rank, setting) for rank, line in enumerate(record.funding, start=1)],
            "indicators": _indicators(record.indicators),
        },
    )


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
