"""What a person may be, whichever feature proves it: one answer for the identity of every request."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, literal, null, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.conferences.queries.capacities import capacities_of_all
from app.contracts.models import ContractOfficer
from app.foundation.actors import Capacity, CapacityKind
from app.foundation.database import among
from app.interpellations.models import BodyOffice, Watcher

Dated = type[ContractOfficer] | type[BodyOffice] | type[Watcher]
Column = InstrumentedAttribute[int] | ColumnElement[int | None]
NOTHING: ColumnElement[int | None] = null().cast(Integer)


def every_capacity(session: Session, person_ids: Sequence[int], day: date) -> dict[int, tuple[Capacity, ...]]:
    """Return every capacity of each person on that day; those who hold none are absent. Three reads."""
    found = defaultdict(list, {who: list(held) for who, held in capacities_of_all(session, person_ids, day).items()})
    for person_id, kind, institution_id, body_id, contract_id in session.execute(_outside_conferences(person_ids, day)):
        found[person_id].append(
            Capacity(kind=CapacityKind(kind), institution_id=institution_id, body_id=body_id, contract_id=contract_id)
        )
    return {person_id: tuple(held) for person_id, held in found.items()}


def _outside_conferences(person_ids: Sequence[int], day: date) -> Select[Any]:
    """Read in one statement what institutions and bodies make of persons: this is asked at every request."""
    dated = union_all(
        _held(ContractOfficer, CapacityKind.CONTRACT_OFFICER, institution=ContractOfficer.institution_id),
        _held(BodyOffice, CapacityKind.BODY_OFFICER, body=BodyOffice.body_id),
        _held(Watcher, CapacityKind.WATCHER, body=Watcher.body_id, contract=Watcher.contract_id),
    ).subquery()
    columns = dated.c
    return (
        select(columns.person_id, columns.kind, columns.institution_id, columns.body_id, columns.contract_id)
        .where(
            among(columns.person_id, person_ids),
            columns.starts_on <= day,
            or_(columns.ends_on.is_(None), columns.ends_on > day),
        )
        .order_by(columns.kind, columns.id)
    )


def _held(
    entity: Dated,
    kind: CapacityKind,
    *,
    institution: Column = NOTHING,
    body: Column = NOTHING,
    contract: Column = NOTHING,
) -> Select[Any]:
    columns: list[ColumnElement[Any]] = [
        *(getattr(entity, name) for name in ("id", "person_id", "starts_on", "ends_on")),
        literal(kind.value).label("kind"),
        institution.label("institution_id"),
        body.label("body_id"),
        contract.label("contract_id"),
    ]
    return select(*columns)
