"""What the directory knows of a perimeter: which territories a line may mean, which communes and EPCI it holds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from app.conferences.models import Conference
from app.contracts.models import Contract, ContractPlace
from app.contracts.rules.eligibility import Answer, Eligible, Territory, eligibility
from app.contracts.rules.perimeter import KINDS, Candidate, Line
from app.contracts.words import PerimeterKind
from app.foundation.database import among
from app.institutions.models import Institution, InstitutionPart
from app.institutions.words import InstitutionKind

WIDE = (InstitutionKind.REGION, InstitutionKind.DEPARTEMENT)


def candidates_for(session: Session, lines: Sequence[Line], kind: PerimeterKind, contract: Contract) -> list[Candidate]:
    """Return every open territory of the directory that one of the lines may mean. Three statements at most."""
    codes = sorted({line.code for line in lines if line.code})
    names = sorted({line.name for line in lines if not line.code})
    found = session.scalars(
        select(Institution).where(
            Institution.kind.in_(KINDS[kind]),
            Institution.closed_on.is_(None),
            or_(Institution.code.in_(codes), Institution.siren.in_(codes), Institution.search_name.in_(names)),
        )
    ).all()
    near = _in_region(session, contract, [one.id for one in found])
    return [
        Candidate(
            id=one.id,
            name=one.name,
            code=one.code or "",
            siren=one.siren or "",
            search_name=one.search_name,
            near=one.id in near,
        )
        for one in found
    ]


def _in_region(session: Session, contract: Contract, ids: Collection[int]) -> set[int]:
    """Return those of the territories that are in the region of the contract's conference, or are that region."""
    if contract.conference_id is None or not ids:
        return set()
    region_id = session.get_one(Conference, contract.conference_id).region_id
    above = aliased(InstitutionPart)
    inside = session.scalars(
        select(InstitutionPart.part_id)
        .outerjoin(above, above.part_id == InstitutionPart.whole_id)
        .where(
            among(InstitutionPart.part_id, list(ids)),
            or_(InstitutionPart.whole_id == region_id, above.whole_id == region_id),
        )
    )
    return {*inside, region_id}


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A commune or an EPCI of the perimeter, and whether it has a right to assistance."""

    id: int
    name: str
    kind: InstitutionKind
    code: str
    population: int | None
    answer: Answer


def eligible_territories(session: Session, places: Sequence[ContractPlace], fields: dict[str, Any]) -> list[Judged]:
    """R23.2: return every commune and EPCI of the places with the answer of the clause, EPCI first. Two statements."""
    inside = _inside(session, places)
    wide = any(place.institution and place.institution.kind in WIDE for place in places)
    groups = select(InstitutionPart.whole_id).where(among(InstitutionPart.part_id, sorted(inside)))
    # The EPCI of a whole département are of the perimeter; a free list of communes brings no EPCI in.
    of_perimeter = or_(
        among(Institution.id, sorted(inside)),
        and_(literal(wide), Institution.kind == InstitutionKind.EPCI, Institution.id.in_(groups)),
    )
    territories = session.scalars(
        select(Institution)
        .where(
            of_perimeter,
            Institution.kind.in_((InstitutionKind.COMMUNE, InstitutionKind.EPCI)),
            Institution.closed_on.is_(None),
        )
        .order_by(Institution.kind.desc(), Institution.population.desc().nulls_last(), Institution.name)
    )
    return [_judged(one, fields, priority=inside.get(one.id, False)) for one in territories]


def _inside(session: Session, places: Sequence[ContractPlace]) -> dict[int, bool]:
    """Return the territories of the places and all that is in them, with whether they are in a priority one."""
    roots = [place.institution_id for place in places if place.institution_id is not None]
    marked = [place.institution_id for place in places if place.priority and place.institution_id is not None]
    inside = (
        select(Institution.id, among(Institution.id, marked).label("priority"))
        .where(among(Institution.id, roots))
        .cte("inside", recursive=True)
    )
    inside = inside.union(
        select(InstitutionPart.part_id, inside.c.priority).join(inside, InstitutionPart.whole_id == inside.c.id)
    )
    rows = session.execute(select(inside.c.id, func.bool_or(inside.c.priority)).group_by(inside.c.id))
    return {row[0]: row[1] for row in rows}


def _judged(one: Institution, fields: dict[str, Any], *, priority: bool) -> Judged:
    seen = Territory(kind=one.kind, population=one.population, priority=priority)
    return Judged(
        id=one.id,
        name=one.name,
        kind=one.kind,
        code=one.code or "",
        population=one.population,
        answer=eligibility(fields, seen),
    )


def count_by_answer(judged: Sequence[Judged]) -> dict[tuple[InstitutionKind, Eligible], int]:
    """Return how many communes and EPCI have each answer."""
    counts: dict[tuple[InstitutionKind, Eligible], int] = {}
    for one in judged:
        key = (one.kind, one.answer.eligible)
        counts[key] = counts.get(key, 0) + 1
    return counts
