"""The lens of a territory: a commune sees what its EPCI, its département, its région and ad hoc perimeters sign."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select, union
from sqlalchemy.orm import Session

from app.contracts.models import Contract, ContractParty, ContractPlace
from app.institutions.models import Institution, InstitutionPart
from app.institutions.words import InstitutionKind

WIDE = (InstitutionKind.DEPARTEMENT, InstitutionKind.REGION)


@dataclass(frozen=True, kw_only=True)
class Lens:
    """A territory, and every institution whose perimeter contains it (itself first)."""

    territory: Institution
    around: tuple[int, ...]

    @property
    def has_inside(self) -> bool:
        """Tell whether contracts may be smaller than the territory: a commune has nothing inside."""
        return self.territory.kind is not InstitutionKind.COMMUNE

    def concerns(self) -> ColumnElement[bool]:
        """Return the condition that a contract's perimeter contains the territory, or that it is a party itself."""
        places = select(ContractPlace.contract_id).where(ContractPlace.institution_id.in_(self.around))
        signed = select(ContractParty.contract_id).where(ContractParty.institution_id == self.territory.id)
        return Contract.id.in_(union(places, signed))

    def inside(self) -> ColumnElement[bool]:
        """Return the condition that part of a contract's perimeter lies inside the territory."""
        parts = _parts_of(self.territory)
        places = select(ContractPlace.contract_id).where(ContractPlace.institution_id.in_(parts))
        return Contract.id.in_(places)


def lens_of(session: Session, id: int) -> Lens | None:
    """Return the lens of an institution of the directory, None when there is no such institution. Two reads."""
    territory = session.get(Institution, id)
    if territory is None:
        return None
    around = session.scalars(_wholes_of(territory)).all()
    return Lens(territory=territory, around=(territory.id, *around))


def _wholes_of(territory: Institution) -> Select[int]:
    """Every whole of the territory; an EPCI is in the départements of its communes, which no line says directly."""
    own = select(InstitutionPart.whole_id.label("id")).where(InstitutionPart.part_id == territory.id)
    if territory.kind is InstitutionKind.EPCI:
        communes = select(InstitutionPart.part_id).where(InstitutionPart.whole_id == territory.id)
        of_communes = (
            select(InstitutionPart.whole_id)
            .join(Institution, Institution.id == InstitutionPart.whole_id)
            .where(InstitutionPart.part_id.in_(communes), Institution.kind.in_(WIDE))
        )
        first = union(own, of_communes).subquery()
    else:
        first = own.subquery()
    above = select(InstitutionPart.whole_id).where(InstitutionPart.part_id.in_(select(first.c.id)))
    every = union(select(first.c.id), above).subquery()
    return select(every.c.id).where(every.c.id != territory.id)


def _parts_of(territory: Institution) -> Select[int]:
    """Every part of the territory; EPCI are in a département by their communes."""
    direct = select(InstitutionPart.part_id.label("id")).where(InstitutionPart.whole_id == territory.id).subquery()
    second = select(InstitutionPart.part_id).where(InstitutionPart.whole_id.in_(select(direct.c.id)))
    below = union(select(direct.c.id), second).subquery("below")
    if territory.kind not in WIDE:
        return select(below.c.id)
    groups = (
        select(InstitutionPart.whole_id)
        .join(Institution, Institution.id == InstitutionPart.whole_id)
        .where(InstitutionPart.part_id.in_(select(below.c.id)), Institution.kind == InstitutionKind.EPCI)
    )
    every = union(select(below.c.id), groups).subquery("every_part")
    return select(every.c.id)
