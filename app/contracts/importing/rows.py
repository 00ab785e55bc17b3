"""From a record to the rows that keep it, columns by name; every column is given, so that rows can be sent in bulk."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.contracts.rules.amounts import said
from app.contracts.words import ContractKind, PerimeterKind, Side, SourceStatus
from app.institutions.naming import search_form
from app.institutions.words import InstitutionKind as Kind

from .action_rows import ActionRows, Row, Setting, action_rows, indicator_rows, place_rows
from .records import ContractRecord
from .statuses import state_of
from .variants import Variant, variants_of


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
            "places": place_rows(record.perimeter, setting.knows, priority=False),
            "events": [
                {"rank": rank, "label": event.label, "dated": event.dated, "place": event.place}
                for rank, event in enumerate(record.steering.events, start=1)
            ],
            "indicators": indicator_rows(record.indicators),
        },
        actions={
            action.code: action_rows(action, rank, setting) for rank, action in enumerate(record.actions, start=1)
        },
    )


def _contract(record: ContractRecord, setting: Setting) -> Row:
    return _identity(record, setting) | _terms(record) | _provenance(record, setting)


def _identity(record: ContractRecord, setting: Setting) -> Row:
    axes = " ".join(axis.title for axis in record.axes)
    return {
        "slug": record.slug,
        "title": record.title,
        "search": search_form(f"{record.title} {record.territory} {axes}"),
        "created_at": setting.now,
        "kind": ContractKind.OPERATIONAL.value,
        "nature": record.nature.value,
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
    }


def _terms(record: ContractRecord) -> Row:
    return {
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
        "settings": {},
    }


def _provenance(record: ContractRecord, setting: Setting) -> Row:
    state, ended_reason = state_of(record, setting.today)
    steering = record.steering
    told = {"body": steering.body, "pilot": steering.pilot, "frequency": steering.frequency}
    told["details"] = steering.details
    strangers = [f"{name} : {said(cents)}." for name, cents in record.pledges.items() if name not in record.signatories]
    return {
        "state": state.value,
        "ended_reason": ended_reason,
        "steering": {name: value for name, value in told.items() if value},
        "notes": [*record.notes, *strangers],
        "source": record.source,
        "source_status": record.status.value if record.status else None,
        "source_status_detail": record.status_detail,
        "known_as_of": record.known_as_of,
        "completeness": record.completeness.value if record.completeness else None,
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
