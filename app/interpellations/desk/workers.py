"""Who may be given a file: the secretariat of its conference, and the officers of the institution that must answer."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.conferences.models import Mandate
from app.conferences.queries.capacities import running
from app.conferences.words import Office
from app.contracts.models import ContractOfficer
from app.institutions.models import Institution
from app.interpellations.models import Interpellation
from app.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Somebody who works on a file, and at which desk: an institution's, or the secretariat's when `desk` is empty."""

    person_id: int
    name: str
    email: str
    desk: str


def workers_of(session: Session, file: Interpellation, today: date) -> list[Worker]:
    """Return who may be given the file, the secretariat first; somebody of both desks comes once. One read."""
    secretaries = (
        select(Mandate.person_id, literal(0).label("rank"), null().cast(Integer).label("institution_id"))
        .where(Mandate.office == Office.SECRETARY, running(Mandate.starts_on, Mandate.ends_on, today))
        .distinct()
    )
    if file.contract.conference_id is not None:
        secretaries = secretaries.where(Mandate.conference_id == file.contract.conference_id)
    officers = select(ContractOfficer.person_id, literal(1), ContractOfficer.institution_id).where(
        ContractOfficer.institution_id == file.service_id,
        running(ContractOfficer.starts_on, ContractOfficer.ends_on, today),
    )
    named = union_all(secretaries, officers).subquery()
    rows = session.execute(
        select(Person, Institution.name)
        .join(named, named.c.person_id == Person.id)
        .outerjoin(Institution, Institution.id == named.c.institution_id)
        .where(Person.disabled_at.is_(None))
        .order_by(named.c.rank, Person.family_name, Person.given_name, Person.id)
    ).all()
    found: dict[int, Worker] = {}
    for person, desk in rows:
        worker = Worker(person_id=person.id, name=person.name, email=person.email, desk=desk or "")
        found.setdefault(person.id, worker)
    return list(found.values())
