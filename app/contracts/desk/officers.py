"""The only writers of contract officers (R6.1)."""

from datetime import date

from sqlalchemy import or_, select

from app.contracts.concerned import conferences_concerned
from app.contracts.models import ContractOfficer
from app.contracts.policies import may_name_officer_of
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import day as in_words
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.people.models import Person

from .events import OfficerEnded, OfficerNamed


def name_officer(
    work: UnitOfWork, *, institution: Institution, person: Person, starts_on: date, proof: str
) -> ContractOfficer:
    """Put on record that an institution has a contract officer from a day on; a prefecture may have several."""
    work.allow(may_name_officer_of, conferences_concerned(work.session, institution.id))
    # Two namings of one institution at once follow one another.
    work.session.refresh(institution, with_for_update={"key_share": True})
    if institution.closed_on is not None and institution.closed_on <= starts_on:
        raise Refused("Cette institution n’existe plus à cette date.", rule="R6.1")
    if _is_officer(work, institution, person, starts_on):
        raise Refused(f"{person.name} est déjà référent de {institution.name} à cette date.", rule="R6.1")
    officer: ContractOfficer = work.add(
        ContractOfficer(institution_id=institution.id, person_id=person.id, proof=proof.strip(), starts_on=starts_on)
    )
    work.record(
        OfficerNamed(
            officer_id=officer.id,
            person_id=person.id,
            person=person.name,
            institution_id=institution.id,
            institution=institution.name,
            starts_on=starts_on.isoformat(),
            proof=officer.proof,
        )
    )
    return officer


def end_officer(work: UnitOfWork, officer: ContractOfficer, *, ends_on: date) -> None:
    """End an officer's time from a day on, that day included; an end on record is not moved later."""
    work.allow(may_name_officer_of, conferences_concerned(work.session, officer.institution_id))
    if ends_on < officer.starts_on:
        raise Refused(f"La fonction commence le {in_words(officer.starts_on)} : elle ne peut pas finir avant.")
    if officer.ends_on is not None and officer.ends_on <= ends_on:
        raise IllegalTransition(f"Cette fonction a déjà une fin, le {in_words(officer.ends_on)}.")
    officer.ends_on = ends_on
    work.record(
        OfficerEnded(
            officer_id=officer.id,
            person_id=officer.person_id,
            person=officer.person.name,
            institution_id=officer.institution_id,
            institution=officer.institution.name,
            ends_on=ends_on.isoformat(),
        )
    )


def _is_officer(work: UnitOfWork, institution: Institution, person: Person, day: date) -> bool:
    """Tell whether the person is, or will be, the officer on that day or after it."""
    running = select(ContractOfficer.id).where(
        ContractOfficer.institution_id == institution.id,
        ContractOfficer.person_id == person.id,
        or_(ContractOfficer.ends_on.is_(None), ContractOfficer.ends_on > day),
    )
    return work.session.scalar(running.limit(1)) is not None
