"""Who is written to: an institution's officers, its elected head, the chair, the secretariat, the State."""

from sqlalchemy import Select, or_, select

from app.conferences.models import Conference, Mandate, PresidencyTerm, Seat
from app.conferences.queries.capacities import running
from app.conferences.rules.presidency import Term, chair_on
from app.conferences.words import Office, SeatKind
from app.contracts.models import ContractOfficer
from app.foundation.unit_of_work import UnitOfWork
from app.people.models import Person


def officers_of(work: UnitOfWork, institution_id: int | None) -> list[str]:
    """Return the addresses of an institution's contract officers."""
    if institution_id is None:
        return []
    today = work.today()
    return _addresses(
        work,
        select(Person.email)
        .join(ContractOfficer, ContractOfficer.person_id == Person.id)
        .where(
            ContractOfficer.institution_id == institution_id,
            ContractOfficer.starts_on <= today,
            or_(ContractOfficer.ends_on.is_(None), ContractOfficer.ends_on > today),
        ),
    )


def elected_head_of(work: UnitOfWork, conference: Conference | None, institution_id: int | None) -> list[str]:
    """Return the address of who holds the institution's voting seat in the conference; the State's for a service."""
    if conference is None or institution_id is None:
        return []
    held = _addresses(
        work,
        select(Person.email)
        .join(Mandate, Mandate.person_id == Person.id)
        .join(Seat, Seat.id == Mandate.seat_id)
        .where(
            Mandate.conference_id == conference.id,
            Seat.institution_id == institution_id,
            Seat.kind == SeatKind.VOTING,
            running(Mandate.starts_on, Mandate.ends_on, work.today()),
        ),
    )
    return held or office_of(work, conference, Office.STATE_REPRESENTATIVE)


def chair_of(work: UnitOfWork, conference: Conference | None) -> list[str]:
    """Return the address of who presides the conference."""
    if conference is None:
        return []
    terms = work.session.scalars(select(PresidencyTerm).where(PresidencyTerm.conference_id == conference.id))
    known = [
        Term(
            level=term.level,
            institution_id=term.institution_id,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            interim=term.interim,
            vacated_on=term.vacated_on,
        )
        for term in terms
    ]
    return elected_head_of(work, conference, chair_on(conference.profile, conference.region_id, known, work.today()))


def office_of(work: UnitOfWork, conference: Conference | None, office: Office) -> list[str]:
    """Return the addresses of those who hold an office of the conference: secretariat, State."""
    if conference is None:
        return []
    return _addresses(
        work,
        select(Person.email)
        .join(Mandate, Mandate.person_id == Person.id)
        .where(
            Mandate.conference_id == conference.id,
            Mandate.office == office,
            running(Mandate.starts_on, Mandate.ends_on, work.today()),
        ),
    )


def _addresses(work: UnitOfWork, query: Select[str]) -> list[str]:
    return list(work.session.scalars(query.where(Person.disabled_at.is_(None)).order_by(Person.id)))
