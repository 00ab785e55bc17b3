"""What the filters of the overview offer: only what some readable contract has."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Select,
    Text,
    cast,
    column,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.conferences.models import Conference, Finalite
from app.contracts.models import Action, Contract, ContractFinalite, ContractRollup, Scheme
from app.institutions.models import Institution

from .conditions import has_more_schemes

MOST_FUNDERS = 60
Options = list[tuple[Any, str]]


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The options of each filter, `(value, words)`, and the names of the institutions asked for."""

    schemes: Options
    finalites: Options
    conferences: Options
    funders: Options
    names: dict[int, str]


def choices(session: Session, readable: ColumnElement[bool], named: set[int]) -> Choices:
    """Return the options of the filters, and the names of these institutions. Two reads."""
    found: dict[str, list[tuple[str, str, str]]] = {"scheme": [], "finalite": [], "conference": [], "institution": []}
    for kind, value, words, more, *_ranks in session.execute(_options(readable, named)):
        found[kind].append((value, words, more))
    several = len({conference for _, _, conference in found["finalite"]}) > 1
    return Choices(
        schemes=[(code, name) for code, name, _ in found["scheme"]],
        finalites=[(int(id), f"{title} – {of}" if several else title) for id, title, of in found["finalite"]],
        conferences=[(slug, name) for slug, name, _ in found["conference"]],
        funders=_funders(session, readable),
        names={int(id): name for id, name, _ in found["institution"]},
    )


def _options(readable: ColumnElement[bool], named: set[int]) -> CompoundSelect[Any]:
    """Everything that is only a value and its words, in one statement: kind, value, words, more words, rank."""
    used = select(Contract.scheme_id).where(readable)
    also = select(func.jsonb_array_elements_text(Action.also_schemes)).where(has_more_schemes()).scalar_subquery()
    served = select(ContractFinalite.finalite_id).where(ContractFinalite.detached_at.is_(None))
    schemes = _kind("scheme", Scheme.code, Scheme.name).where(or_(Scheme.id.in_(used), Scheme.code.in_(also)))
    finalites = _kind("finalite", cast(Finalite.id, Text), Finalite.title, Conference.name, Finalite.rank)
    finalites = finalites.join(Conference, Conference.id == Finalite.conference_id).where(Finalite.id.in_(served))
    conferences = _kind("conference", Conference.slug, Conference.name)
    institutions = _kind("institution", cast(Institution.id, Text), Institution.name).where(Institution.id.in_(named))
    return union_all(schemes, finalites, conferences, institutions).order_by("more", "rank", "words")


def _kind(kind: str, value: Any, words: Any, more: Any = "", rank: Any = 0) -> Select[Any]:
    told = literal(more) if isinstance(more, str) else more
    ranked = literal(rank) if isinstance(rank, int) else rank
    return select(
        literal(kind).label("kind"),
        value.label("value"),
        words.label("words"),
        told.label("more"),
        ranked.label("rank"),
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
