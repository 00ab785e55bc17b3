"""What the filters of the overview offer: only what some readable contract has."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, column, func, select, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.conferences.models import Conference, Finalite
from app.contracts.models import Contract, ContractFinalite, ContractRollup, Scheme
from app.institutions.models import Institution

MOST_FUNDERS = 60
Options = list[tuple[Any, str]]


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The options of each filter, `(value, words)`, and the names of the institutions asked for."""

    schemes: Options
    finalites: Options
    funders: Options
    names: dict[int, str]


def choices(session: Session, readable: ColumnElement[bool], named: set[int]) -> Choices:
    """Return the options of the filters, and the names of these institutions. Four reads."""
    schemes = session.execute(
        select(Scheme.code, Scheme.name)
        .where(Scheme.id.in_(select(Contract.scheme_id).where(readable)))
        .order_by(Scheme.name)
    )
    finalites = session.execute(
        select(Finalite.id, Finalite.title, Conference.name)
        .join(Conference, Conference.id == Finalite.conference_id)
        .where(Finalite.id.in_(select(ContractFinalite.finalite_id).where(ContractFinalite.detached_at.is_(None))))
        .order_by(Conference.name, Finalite.rank)
    ).all()
    several = len({conference for _, _, conference in finalites}) > 1
    return Choices(
        schemes=[(code, name) for code, name in schemes],
        finalites=[(id, f"{title} – {conference}" if several else title) for id, title, conference in finalites],
        funders=_funders(session, readable),
        names=names_of(session, named),
    )


def _funders(session: Session, readable: ColumnElement[bool]) -> Options:
    """The institutions of the directory that bring most, as the rollups of the contracts tell."""
    line = func.jsonb_array_elements(ContractRollup.funders).table_valued(column("value", JSONB), name="line")
    id = cast(line.c.value.op("->>")("institution_id"), BigInteger)
    name, cents = line.c.value.op("->>")("name"), cast(line.c.value.op("->>")("cents"), BigInteger)
    found = session.execute(
        select(id, func.min(name))
        .select_from(ContractRollup)
        .join(Contract, Contract.id == ContractRollup.contract_id)
        .join(line, true())
        .where(readable, id.is_not(None))
        .group_by(id)
        .order_by(func.sum(cents).desc(), func.min(name))
        .limit(MOST_FUNDERS)
    )
    return sorted(((int(id), str(name)) for id, name in found), key=lambda option: option[1])


def names_of(session: Session, ids: set[int]) -> dict[int, str]:
    """Return the names of institutions by their identity; no read when there is none."""
    if not ids:
        return {}
    rows = session.execute(select(Institution.id, Institution.name).where(Institution.id.in_(ids)))
    return {row.id: row.name for row in rows}
