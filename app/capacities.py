"""What a person may be, whichever feature proves it: one answer for the identity of every request."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, literal, null, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.conferences.models import GroupMember, ThematicGroup
from app.conferences.queries.capacities import of_mandates
from app.contracts.models import ContractOfficer
from app.foundation.actors import Capacity, CapacityKind
from app.foundation.database import among
from app.interpellations.models import BodyOffice, Watcher

Column = InstrumentedAttribute[Any] | ColumnElement[Any]
WHERE = ("conference_id", "group_id", "institution_id", "body_id", "contract_id")
"""Where a capacity counts, by its name in `Capacity`."""


def every_capacity(session: Session, person_ids: Sequence[int], day: date) -> dict[int, tuple[Capacity, ...]]:
    """Return every capacity of each person on that day; those who hold none are absent. Two reads."""
    found: defaultdict[int, list[Capacity]] = defaultdict(list)
    for person_id, held in of_mandates(session, person_ids, day):
        found[person_id] += held
    for person_id, kind, *where in session.execute(_named(person_ids, day)):
        found[person_id].append(Capacity(kind=CapacityKind(kind), **dict(zip(WHERE, where, strict=True))))
    return {person_id: tuple(held) for person_id, held in found.items()}


def _named(person_ids: Sequence[int], day: date) -> Select[Any]:
    """Read in one statement what groups, institutions and bodies make of persons: every request asks for it."""
    named = union_all(_groups(), _officers(), _offices(), _watchers()).subquery()
    column = named.c
    return (
        select(column.person_id, column.kind, *(column[name] for name in WHERE))
        .where(
            among(column.person_id, person_ids),
            column.starts_on <= day,
            or_(column.ends_on.is_(None), column.ends_on > day),
        )
        .order_by(column.kind, column.id)
    )


def _groups() -> Select[Any]:
    member = GroupMember
    row = _row(
        CapacityKind.GROUP_MEMBER,
        (member.id, member.person_id, member.named_on, member.ended_on),
        conference_id=ThematicGroup.conference_id,
        group_id=member.group_id,
        institution_id=member.institution_id,
    )
    return row.join(ThematicGroup, ThematicGroup.id == member.group_id)


def _officers() -> Select[Any]:
    officer = ContractOfficer
    dated = (officer.id, officer.person_id, officer.starts_on, officer.ends_on)
    return _row(CapacityKind.CONTRACT_OFFICER, dated, institution_id=officer.institution_id)


def _offices() -> Select[Any]:
    office = BodyOffice
    dated = (office.id, office.person_id, office.starts_on, office.ends_on)
    return _row(CapacityKind.BODY_OFFICER, dated, body_id=office.body_id)


def _watchers() -> Select[Any]:
    watcher = Watcher
    dated = (watcher.id, watcher.person_id, watcher.starts_on, watcher.ends_on)
    return _row(CapacityKind.WATCHER, dated, body_id=watcher.body_id, contract_id=watcher.contract_id)


def _row(kind: CapacityKind, dated: Sequence[Column], **where: Column) -> Select[Any]:
    names = ("id", "person_id", "starts_on", "ends_on")
    columns = [column.label(name) for column, name in zip(dated, names, strict=True)]
    nowhere: ColumnElement[Any] = null().cast(Integer)
    places = [where.get(name, nowhere).label(name) for name in WHERE]
    return select(*columns, literal(kind.value).label("kind"), *places)
