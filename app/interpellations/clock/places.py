"""In which territory a file's time is counted: where the institution that answers is, else the conference's région."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.deadlines.territories import Territory, territory_of, territory_of_region, zone_of
from app.foundation.clock import local_date
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution, InstitutionKind, InstitutionPart
from app.interpellations.models import Interpellation


def territory_for(session: Session, file: Interpellation) -> Territory:
    """Return the territory whose holidays and time the file follows."""
    service = session.get(Institution, file.service_id) if file.service_id else None
    if service is not None and service.level is not None:
        return territory_of_institution(session, service)
    conference = file.contract.conference
    region = session.get(Institution, conference.region_id) if conference else None
    return territory_of_institution(session, region) if region else Territory.METROPOLE


def zone_for(session: Session, file: Interpellation) -> ZoneInfo:
    """Return the time zone in which the days of a file begin and end."""
    return zone_of(territory_for(session, file))


def day_for(session: Session, file: Interpellation, moment: datetime) -> date:
    """Return the day of an instant where the file's time is counted."""
    return local_date(moment, zone_for(session, file))


def today_for(work: UnitOfWork, file: Interpellation) -> date:
    """Return the day of this change where the file's time is counted: not everywhere the day it is in Paris."""
    return day_for(work.session, file, work.now())


def territory_of_institution(session: Session, institution: Institution) -> Territory:
    """Return the territory of a collectivité by its official code; an EPCI is where its first commune is."""
    code = institution.code or ""
    if institution.kind is InstitutionKind.REGION:
        return territory_of_region(code)
    if institution.kind is InstitutionKind.EPCI:
        # The least code, not the first in order: for that, the database walks the codes of the whole country.
        first = (
            select(func.min(Institution.code))
            .join(InstitutionPart, InstitutionPart.part_id == Institution.id)
            .where(InstitutionPart.whole_id == institution.id, Institution.kind == InstitutionKind.COMMUNE)
        )
        code = session.scalar(first) or ""
    return territory_of(code[:3] if code.startswith(("97", "98")) else code[:2])
