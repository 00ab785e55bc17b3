"""In which territory a file's time is counted: where the institution that answers is, else the conference's région."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.deadlines.territories import Territory, territory_of
from app.institutions.models import Institution, InstitutionKind, InstitutionPart
from app.interpellations.models import Interpellation

OVERSEAS_REGIONS = {
    "01": Territory.GUADELOUPE,
    "02": Territory.MARTINIQUE,
    "03": Territory.GUYANE,
    "04": Territory.REUNION,
    "06": Territory.MAYOTTE,
}


def territory_for(session: Session, file: Interpellation) -> Territory:
    """Return the territory whose holidays and time the file follows."""
    service = session.get(Institution, file.service_id) if file.service_id else None
    if service is not None and service.level is not None:
        return territory_of_institution(session, service)
    conference = file.contract.conference
    region = session.get(Institution, conference.region_id) if conference else None
    return territory_of_institution(session, region) if region else Territory.METROPOLE


def territory_of_institution(session: Session, institution: Institution) -> Territory:
    """Return the territory of a collectivité by its official code; an EPCI is where its first commune is."""
    code = institution.code or ""
    if institution.kind is InstitutionKind.REGION:
        return OVERSEAS_REGIONS.get(code, Territory.METROPOLE)
    if institution.kind is InstitutionKind.EPCI:
        code = (
            session.scalar(
                select(Institution.code)
                .join(InstitutionPart, InstitutionPart.part_id == Institution.id)
                .where(InstitutionPart.whole_id == institution.id, Institution.kind == InstitutionKind.COMMUNE)
                .order_by(Institution.code)
                .limit(1)
            )
            or ""
        )
    return territory_of(code[:3] if code.startswith(("97", "98")) else code[:2])
