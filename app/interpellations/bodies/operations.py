"""The only writers of bodies and of their offices (I1)."""

from datetime import date

from sqlalchemy import select

from app.contracts.concerned import conferences_concerned
from app.foundation.errors import Refused
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.institutions.naming import search_form
from app.interpellations.models import Body, BodyOffice
from app.interpellations.rules.bodies import Period, check_dates, check_end, check_free
from app.interpellations.words import BodyKind
from app.people.models import Person
from app.sittings.agenda.documents import CheckedFile

from . import policies
from .acts import keep_act
from .events import BodyChanged, BodyRegistered, OfficeEnded, OfficeNamed


def register_body(work: UnitOfWork, *, kind: BodyKind, name: str, institution: Institution, email: str = "") -> Body:
    """Put a body on the register, beside the collectivité it advises."""
    work.allow(policies.may_register_body, conferences_concerned(work.session, institution.id))
    # Two registrations beside one institution at once follow one another.
    work.session.refresh(institution, with_for_update={"key_share": True})
    _check_name(work, name, institution.id)
    body: Body = work.add(Body(kind=kind, name=name.strip(), institution_id=institution.id, email=email.strip()))
    work.record(BodyRegistered(stream=body.stream, name=body.name, body_kind=kind.value, institution=institution.name))
    return body


def change_body(work: UnitOfWork, body: Body, *, name: str, email: str) -> None:
    """Write the name or the address of a body anew."""
    work.allow(policies.may_register_body, conferences_concerned(work.session, body.institution_id))
    wanted = {"name": name.strip(), "email": email.strip()}
    changed = sorted(field for field, value in wanted.items() if getattr(body, field) != value)
    if not changed:
        return
    if "name" in changed:
        _check_name(work, name, body.institution_id, but=body.id)
    for field in changed:
        setattr(body, field, wanted[field])
    work.record(BodyChanged(stream=body.stream, name=body.name, fields=changed))


def _check_name(work: UnitOfWork, name: str, institution_id: int, *, but: int | None = None) -> None:
    known = work.session.execute(select(Body.id, Body.name).where(Body.institution_id == institution_id))
    if any(search_form(other) == search_form(name) and id != but for id, other in known):
        raise Refused("Cette instance est déjà inscrite auprès de cette institution.", rule="I1")


def name_office(
    work: UnitOfWork,
    body: Body,
    *,
    person: Person,
    title: str,
    starts_on: date,
    ends_on: date | None = None,
    proof: str,
    document: CheckedFile | None = None,
) -> BodyOffice:
    """Put on record that a person acts in the body's name from a day on, proved by an act."""
    work.allow(policies.may_name_offices, body.id, conferences_concerned(work.session, body.institution_id))
    check_dates(starts_on, ends_on)
    _check_free(work, body, person, Period(starts_on=starts_on, ends_on=ends_on))
    office: BodyOffice = work.add(
        BodyOffice(
            body_id=body.id,
            person_id=person.id,
            title=title.strip(),
            proof=proof.strip(),
            starts_on=starts_on,
            ends_on=ends_on,
            proof_sha256=keep_act(work, document),
            proof_name=document.name if document else "",
        )
    )
    work.record(
        OfficeNamed(
            stream=body.stream,
            office_id=office.id,
            title=office.title,
            starts_on=starts_on.isoformat(),
            ends_on=ends_on.isoformat() if ends_on else None,
        )
    )
    return office


def _check_free(work: UnitOfWork, body: Body, person: Person, wanted: Period) -> None:
    mine = (BodyOffice.body_id == body.id, BodyOffice.person_id == person.id)
    held = work.session.execute(select(BodyOffice.starts_on, BodyOffice.ends_on).where(*mine))
    known = [Period(starts_on=begins, ends_on=ends) for begins, ends in held]
    check_free(wanted, known, refusal=f"{person.name} a déjà une fonction dans cette instance à ces dates.")


def end_office(work: UnitOfWork, office: BodyOffice, *, ends_on: date, proof: str) -> None:
    """End an office from a day on, that day included; an end on record is not moved later."""
    institution_id = work.session.get_one(Body, office.body_id).institution_id
    work.allow(policies.may_name_offices, office.body_id, conferences_concerned(work.session, institution_id))
    check_end(office.starts_on, office.ends_on, ends_on)
    office.ends_on, office.end_proof = ends_on, proof.strip()
    work.record(
        OfficeEnded(stream=office.body.stream, office_id=office.id, title=office.title, ends_on=ends_on.isoformat())
    )
