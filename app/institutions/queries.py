"""Named reads of the directory."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, literal_column, or_, select, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from app.foundation.errors import NotFound

from .models import Institution, InstitutionPart
from .naming import search_words
from .source import SOURCE
from .words import InstitutionKind


@dataclass(frozen=True)
class Found:
    """An institution that a search found, and what tells it from its namesakes (its département, its région)."""

    institution: Institution
    within: str


def institution(session: Session, id: int) -> Institution:
    """Return an institution, or raise `NotFound`."""
    found = session.get(Institution, id)
    if found is None:
        raise NotFound("Cette institution n’est pas dans l’annuaire.")
    return found


def search(
    session: Session,
    text: str,
    *,
    kinds: Collection[InstitutionKind] = (),
    limit: int = 20,
    closed: bool = False,
) -> list[Found]:
    """Return the institutions whose name has all the words (or their beginnings), most populous first.

    A COG code or a SIREN number finds its institution too. Nothing is found for an empty text.
    """
    matching = _matching(text)
    if matching is None:
        return []
    query = select(Institution).where(
        matching,
        Institution.kind.in_(kinds) if kinds else true(),
        true() if closed else Institution.closed_on.is_(None),
    )
    exact = case((Institution.search_name == " ".join(search_words(text)), 0), else_=1)
    found = session.scalars(
        query.order_by(exact, Institution.population.desc().nulls_last(), Institution.id).limit(limit)
    ).all()
    within = _within(session, [i.id for i in found])
    return [Found(i, within.get(i.id, "")) for i in found]


def _matching(text: str) -> ColumnElement[bool] | None:
    words = search_words(text)
    if not words:
        return None
    # The words are only letters and digits: nothing in them is an operator of tsquery.
    query = func.to_tsquery("simple", " & ".join(f"{word}:*" for word in words))
    named = literal_column("to_tsvector('simple', search_name)").bool_op("@@")(query)
    number = re.sub(r"[\s.]", "", text).upper()
    if re.fullmatch(r"\d[0-9AB]\d{0,3}|\d{9}", number, re.ASCII):
        return or_(named, Institution.code == number, Institution.siren == number)
    return named


def _within(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Return the name of the whole that places each institution: département, else région."""
    rows = session.execute(
        select(InstitutionPart.part_id, Institution.name)
        .join(Institution, Institution.id == InstitutionPart.whole_id)
        .where(
            InstitutionPart.part_id.in_(ids),
            Institution.kind.in_((InstitutionKind.DEPARTEMENT, InstitutionKind.REGION)),
        )
    )
    return {row.part_id: row.name for row in rows}


def wholes_of(session: Session, id: int) -> list[Institution]:
    """Return what the institution belongs to, nearest first: its EPCI, its département, the région of that."""
    order = {InstitutionKind.EPCI: 0, InstitutionKind.DEPARTEMENT: 1, InstitutionKind.REGION: 2}
    direct = _related(session, InstitutionPart.whole_id, InstitutionPart.part_id, [id])
    above = _related(session, InstitutionPart.whole_id, InstitutionPart.part_id, [i.id for i in direct])
    every = {i.id: i for i in (*direct, *above)}
    return sorted(every.values(), key=lambda i: (order.get(i.kind, 3), i.name))


def parts_of(session: Session, id: int) -> list[Institution]:
    """Return what belongs directly to the institution, most populous first."""
    return _related(session, InstitutionPart.part_id, InstitutionPart.whole_id, [id])


def _related(
    session: Session, wanted: InstrumentedAttribute[int], known: InstrumentedAttribute[int], ids: Iterable[int]
) -> list[Institution]:
    return list(
        session.scalars(
            select(Institution)
            .join(InstitutionPart, Institution.id == wanted)
            .where(known.in_(list(ids)), Institution.closed_on.is_(None))
            .order_by(Institution.population.desc().nulls_last(), Institution.name)
        ).unique()
    )


def by_code(session: Session, kind: InstitutionKind, code: str) -> Institution | None:
    """Return the institution of that kind and official code."""
    return session.scalars(select(Institution).where(Institution.kind == kind, Institution.code == code)).one_or_none()


def by_codes(session: Session, kind: InstitutionKind, codes: Collection[str]) -> dict[str, Institution]:
    """Return the institutions of that kind, by official code."""
    found = session.scalars(select(Institution).where(Institution.kind == kind, Institution.code.in_(codes)))
    return {str(i.code): i for i in found}


def is_empty(session: Session) -> bool:
    """Tell whether the official directory was never imported."""
    return session.scalar(select(Institution.id).where(Institution.kind == InstitutionKind.REGION).limit(1)) is None


def added_by_hand(session: Session) -> list[Institution]:
    """Return the institutions that the official directory does not contain, by name."""
    query = select(Institution).where(Institution.source != SOURCE).order_by(Institution.search_name)
    return list(session.scalars(query.limit(500)))
