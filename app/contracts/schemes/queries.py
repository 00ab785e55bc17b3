"""Named reads of the catalogue."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.contracts.models import Contract, ContractRollup, OutsideProject, Programme, Scheme
from app.contracts.overview.conditions import of_scheme, readable_by
from app.contracts.words import SchemeFamily
from app.foundation.actors import Actor
from app.foundation.errors import NotFound
from app.institutions.naming import search_words


@dataclass(frozen=True, kw_only=True)
class SchemeLine:
    """A scheme among the others, with how many contracts and projects of its type there are here."""

    code: str
    name: str
    family: SchemeFamily
    nature: str
    created_year: int | None
    aim: str
    contracts: int
    projects: int


def catalogue(session: Session, actor: Actor, words: str) -> list[SchemeLine]:
    """Return the schemes that have all the words, by name; all of them for no word. Three reads."""
    query = select(Scheme).order_by(Scheme.name, Scheme.id)
    for word in search_words(words):
        query = query.where(Scheme.search.contains(word, autoescape=True))
    found = session.scalars(query).all()
    of_type = select(Contract.scheme_id, func.count()).where(readable_by(actor)).group_by(Contract.scheme_id)
    contracts = dict(session.execute(of_type).all())
    projects = Counter(code for codes in session.scalars(select(OutsideProject.scheme_codes)) for code in codes)
    return [
        SchemeLine(
            code=scheme.code,
            name=scheme.name,
            family=scheme.family,
            nature=scheme.nature,
            created_year=scheme.created_year,
            aim=next(iter(scheme.sheet.get("objectifs", ())), ""),
            contracts=contracts.get(scheme.id, 0),
            projects=projects[scheme.code],
        )
        for scheme in found
    ]


def scheme_of(session: Session, code: str) -> Scheme:
    """Return the scheme of an address, or raise `NotFound`."""
    found = session.scalars(select(Scheme).where(Scheme.code == code)).one_or_none()
    if found is None:
        raise NotFound("Ce dispositif n’est pas au catalogue.")
    return found


def programmes_of(session: Session, scheme: Scheme) -> Sequence[Programme]:
    """Return the national programmes of a scheme with their figures. Two reads."""
    query = select(Programme).where(Programme.scheme_id == scheme.id).options(selectinload(Programme.figures))
    return session.scalars(query.order_by(Programme.name)).all()


def contracts_of(session: Session, actor: Actor, scheme: Scheme) -> list[tuple[Contract, ContractRollup | None]]:
    """Return the contracts of the type, or with an action attached to it, that the actor may read, by title."""
    rows = session.execute(
        select(Contract, ContractRollup)
        .outerjoin(ContractRollup, ContractRollup.contract_id == Contract.id)
        .where(of_scheme(scheme.code), readable_by(actor))
        .order_by(Contract.title, Contract.id)
    )
    return [(contract, rollup) for contract, rollup in rows]


def projects_of(session: Session, scheme: Scheme) -> Sequence[OutsideProject]:
    """Return the projects that hang under the scheme and under no contract."""
    query = select(OutsideProject).where(OutsideProject.scheme_codes.contains([scheme.code]))
    return session.scalars(query.order_by(OutsideProject.rank)).all()


def names_of(session: Session) -> dict[str, str]:
    """Return the name of every scheme by code."""
    return dict(session.execute(select(Scheme.code, Scheme.name)).all())
