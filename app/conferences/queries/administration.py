"""What the administration pages need beyond the public reads."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Mandate, Seat
from app.conferences.words import Office
from app.institutions.models import Institution, InstitutionPart
from app.institutions.words import InstitutionKind

PROPOSED_COMMUNES, PROPOSED_EPCI, PROPOSED_PARTNERS = 80, 150, 200
COLLECTIVITES = (InstitutionKind.REGION, InstitutionKind.DEPARTEMENT, InstitutionKind.EPCI, InstitutionKind.COMMUNE)


@dataclass(frozen=True, kw_only=True)
class MandateView:
    """A mandate as it is on record, running, to come or ended."""

    id: int
    person: str
    seat_id: int | None
    institution: str | None
    office: Office | None
    proof: str
    starts_on: date
    ends_on: date | None
    end_reason: str

    def running(self, day: date) -> bool:
        """Tell whether it is in force on that day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def ended(self, day: date) -> bool:
        """Tell whether it is over on that day."""
        return self.ends_on is not None and self.ends_on <= day


def mandates_of(session: Session, conference_id: int) -> tuple[MandateView, ...]:
    """Return every mandate of the conference, the latest first. One read."""
    rows = session.scalars(
        select(Mandate)
        .where(Mandate.conference_id == conference_id)
        .options(joinedload(Mandate.person), joinedload(Mandate.seat).joinedload(Seat.institution))
        .order_by(Mandate.starts_on.desc(), Mandate.id.desc())
    )
    return tuple(
        MandateView(
            id=mandate.id,
            person=mandate.person.name,
            seat_id=mandate.seat_id,
            institution=mandate.seat.institution.name if mandate.seat else None,
            office=mandate.office,
            proof=mandate.proof,
            starts_on=mandate.starts_on,
            ends_on=mandate.ends_on,
            end_reason=mandate.end_reason,
        )
        for mandate in rows
    )


def collectivites_of(session: Session, region_id: int) -> list[Institution]:
    """Return the région, its départements, and its most populous EPCI and communes. Four reads."""
    region = session.get_one(Institution, region_id)
    in_region = select(InstitutionPart.part_id).where(InstitutionPart.whole_id == region_id)
    departements = _most_populous(session, InstitutionKind.DEPARTEMENT, Institution.id.in_(in_region), 200)
    communes = select(InstitutionPart.part_id).where(InstitutionPart.whole_id.in_([d.id for d in departements]))
    epci = select(InstitutionPart.whole_id).where(InstitutionPart.part_id.in_(communes))
    return [
        region,
        *departements,
        *_most_populous(session, InstitutionKind.EPCI, Institution.id.in_(epci), PROPOSED_EPCI),
        *_most_populous(session, InstitutionKind.COMMUNE, Institution.id.in_(communes), PROPOSED_COMMUNES),
    ]


def partners(session: Session) -> list[Institution]:
    """Return the institutions of the directory that are no collectivité, by name. One read."""
    return list(
        session.scalars(
            select(Institution)
            .where(Institution.kind.not_in(COLLECTIVITES), Institution.closed_on.is_(None))
            .order_by(Institution.name)
            .limit(PROPOSED_PARTNERS)
        )
    )


def _most_populous(
    session: Session, kind: InstitutionKind, condition: ColumnElement[bool], limit: int
) -> list[Institution]:
    return list(
        session.scalars(
            select(Institution)
            .where(Institution.kind == kind, condition, Institution.closed_on.is_(None))
            .order_by(Institution.population.desc().nulls_last(), Institution.name)
            .limit(limit)
        )
    )
