"""One read for the few lines of each kind that surround a contract."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, literal, null, or_, select, true, union_all
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import aliased

from app.conferences.models import Conference, Finalite, ThematicGroup
from app.contracts.models import (
    ContractEvent,
    ContractFinalite,
    ContractIndicator,
    ContractOfficer,
    ContractParty,
    ContractPlace,
    IndicatorValue,
)
from app.institutions.models import Institution

NOTHING = cast(null(), JSONB)


def surroundings(id: int, today: date) -> Select[Any]:
    """Return the lines `(what, id, name, more, detail)` of perimeter, finalités, officers, events and indicators."""
    every = union_all(_places(id), _finalites(id), _officers(id, today), _events(id), _indicators(id)).subquery()
    columns = (every.c.what, every.c.id, every.c.name, every.c.more, every.c.detail)
    return select(*columns).order_by(every.c.what, every.c.rank)


def _places(id: int) -> Select[Any]:
    kind = cast(Institution.kind, Text)
    return (
        select(
            literal("place").label("what"),
            ContractPlace.institution_id.label("id"),
            ContractPlace.name.label("name"),
            kind.label("more"),
            NOTHING.label("detail"),
            ContractPlace.rank.label("rank"),
        )
        .outerjoin(Institution, Institution.id == ContractPlace.institution_id)
        .where(ContractPlace.contract_id == id)
    )


def _finalites(id: int) -> Select[Any]:
    return (
        select(literal("finalite"), ThematicGroup.id, Finalite.title, Conference.slug, NOTHING, Finalite.rank)
        .select_from(ContractFinalite)
        .join(Finalite, Finalite.id == ContractFinalite.finalite_id)
        .join(ThematicGroup, ThematicGroup.finalite_id == Finalite.id)
        .join(Conference, Conference.id == Finalite.conference_id)
        .where(ContractFinalite.contract_id == id, ContractFinalite.detached_at.is_(None))
    )


def _officers(id: int, today: date) -> Select[Any]:
    return (
        select(
            *(literal("officer"), ContractParty.institution_id, ContractParty.name),
            *(cast(null(), Text), NOTHING, ContractParty.rank),
        )
        .join(ContractOfficer, ContractOfficer.institution_id == ContractParty.institution_id)
        .where(
            ContractParty.contract_id == id,
            ContractOfficer.starts_on <= today,
            or_(ContractOfficer.ends_on.is_(None), ContractOfficer.ends_on > today),
        )
    )


def _events(id: int) -> Select[Any]:
    detail = func.jsonb_build_object("place", ContractEvent.place)
    return select(
        literal("event"), ContractEvent.id, ContractEvent.label, ContractEvent.dated, detail, ContractEvent.rank
    ).where(ContractEvent.contract_id == id)


def _indicators(id: int) -> Select[Any]:
    """Numbers travel as text: a float would not be exact."""
    values = (
        select(IndicatorValue)
        .where(IndicatorValue.indicator_id == ContractIndicator.id)
        .order_by(IndicatorValue.dated.desc(), IndicatorValue.id.desc())
        .limit(1)
        .lateral()
    )
    newest = aliased(IndicatorValue, values)
    said: dict[str, ColumnElement[Any]] = {
        "baseline": cast(ContractIndicator.baseline, Text),
        "target": cast(ContractIndicator.target, Text),
        "value": cast(newest.value, Text),
        "qualifier": cast(newest.qualifier, Text),
        "dated": cast(newest.dated, Text),
    }
    detail = func.jsonb_build_object(*(part for name, value in said.items() for part in (name, value)))
    return (
        select(
            *(literal("indicator"), ContractIndicator.id, ContractIndicator.name),
            *(ContractIndicator.unit, detail, ContractIndicator.rank),
        )
        .select_from(ContractIndicator)
        .outerjoin(newest, true())
        .where(ContractIndicator.contract_id == id, ContractIndicator.action_id.is_(None))
    )
