"""A région as tiles: its départements, their EPCI, and which EPCI each commune is in. The directory has no contours."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.conferences.models import Conference
from app.contracts.models import Contract, ContractPlace
from app.drawings.territory_tiles import Block, Tile
from app.institutions.models import Institution, InstitutionPart
from app.institutions.words import InstitutionKind

from .conditions import Selection


@dataclass(frozen=True, kw_only=True)
class Land:
    """A région: names by identity, the EPCI of each département (where most of its communes are)."""

    region_id: int
    names: dict[int, str]
    departements: tuple[int, ...]
    epci_in: dict[int, tuple[int, ...]]
    epci_of: dict[int, int]

    def tiles_of(self, id: int) -> tuple[set[int], set[int]]:
        """Return the EPCI that a place covers whole, and those it covers in part."""
        if id == self.region_id:
            return {epci for inside in self.epci_in.values() for epci in inside}, set()
        if id in self.epci_in:
            return set(self.epci_in[id]), set()
        if id in self.epci_of:
            return set(), {self.epci_of[id]}
        return ({id}, set()) if id in self.names else (set(), set())


def land_of(session: Session, region_id: int) -> Land:
    """Return a région as tiles. One read of a few thousand lines: keep it."""
    of_region, of_departement, of_epci = (aliased(InstitutionPart) for _ in range(3))
    departement, epci = aliased(Institution), aliased(Institution)
    rows = session.execute(
        select(of_departement.part_id, departement.id, departement.name, epci.id, epci.name)
        .select_from(of_region)
        .join(of_departement, of_departement.whole_id == of_region.part_id)
        .join(departement, departement.id == of_region.part_id)
        .join(of_epci, of_epci.part_id == of_departement.part_id)
        .join(epci, (epci.id == of_epci.whole_id) & (epci.kind == InstitutionKind.EPCI))
        .where(of_region.whole_id == region_id)
        .order_by(departement.name, epci.name)
    )
    names, epci_of = dict[int, str](), dict[int, int]()
    where: defaultdict[int, Counter[int]] = defaultdict(Counter)
    order: dict[int, None] = {}
    for commune, of, of_name, id, name in rows:
        names[of], names[id], epci_of[commune] = of_name, name, id
        where[id][of] += 1
        order[of] = None
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for id, counts in where.items():
        inside[counts.most_common(1)[0][0]].append(id)
    return Land(
        region_id=region_id,
        names=names,
        departements=tuple(order),
        epci_in={of: tuple(sorted(inside[of], key=names.__getitem__)) for of in order},
        epci_of=epci_of,
    )


def region_for(session: Session, chosen: Selection) -> int | None:
    """Return the région to draw: that of the territory asked for, else that of the first conference. One read."""
    if chosen.lens is not None:
        around = select(Institution.id).where(
            Institution.id.in_(chosen.lens.around), Institution.kind == InstitutionKind.REGION
        )
        return session.scalars(around.limit(1)).one_or_none()
    return session.scalars(select(Conference.region_id).order_by(Conference.id).limit(1)).one_or_none()


def counted(session: Session, chosen: Selection, land: Land) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Return the contracts that cover each EPCI whole, and in part. One read."""
    whole: defaultdict[int, set[int]] = defaultdict(set)
    part: defaultdict[int, set[int]] = defaultdict(set)
    rows = session.execute(
        select(ContractPlace.contract_id, ContractPlace.institution_id)
        .join(Contract, Contract.id == ContractPlace.contract_id)
        .where(ContractPlace.institution_id.is_not(None), *chosen.conditions)
    )
    for contract_id, place_id in rows:
        wholes, parts = land.tiles_of(place_id or 0)
        for epci in wholes:
            whole[epci].add(contract_id)
        for epci in parts:
            part[epci].add(contract_id)
    return whole, part


def blocks(land: Land, whole: dict[int, set[int]], part: dict[int, set[int]], hrefs: dict[int, str]) -> list[Block]:
    """Return the départements with a tile for each of their EPCI."""
    return [
        Block(
            name=land.names[of],
            tiles=[
                Tile(
                    name=land.names[id],
                    whole=len(whole.get(id, ())),
                    part=len(part.get(id, set()) - whole.get(id, set())),
                    href=hrefs.get(id, ""),
                )
                for id in land.epci_in[of]
            ],
        )
        for of in land.departements
    ]


def perimeter_blocks(land: Land, places: Iterable[int]) -> list[Block]:
    """Return the départements that a perimeter touches, its EPCI marked whole or in part."""
    whole, part = set[int](), set[int]()
    for place in places:
        wholes, parts = land.tiles_of(place)
        whole |= wholes
        part |= parts
    found = blocks(land, {id: {1} for id in whole}, {id: {1} for id in part - whole}, {})
    return [block for block in found if any(tile.whole or tile.part for tile in block.tiles)]
