"""The commands of bodies: their shapes, and how they reach the operations."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.conferences.doors.reading import optional_id, person_of, required_institution, short_text
from app.contracts.concerned import conferences_concerned
from app.contracts.loading import contract_of
from app.foundation.commands import Answer, command, find
from app.foundation.errors import Invalid
from app.foundation.files import Upload, UploadField
from app.foundation.french import day
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import BodyOffice, Watcher
from app.interpellations.words import BodyKind
from app.people.models import Person
from app.sittings.agenda.documents import check

from . import operations, policies, watching
from .loading import body_of


class RegisterBody(Shape):
    """A body, and the institution it advises by its identifier or as a person writes it."""

    kind = fields.Enum(BodyKind, by_value=True, required=True)
    name = text(160)
    institution_id = optional_id()
    institution = short_text()
    email = fields.Email(load_default="")


@command("body.register", RegisterBody)
def register(work: UnitOfWork, institution_id: int | None, institution: str | None, **given: Any) -> Answer:
    """Put a CESER, a conseil de développement or a conseil de quartier on the register."""
    found = required_institution(work, id=institution_id, words=institution)
    body = operations.register_body(work, institution=found, **given)
    return {"message": _("%(name)s est inscrite.", name=body.name), "location": body.href, "body_id": body.id}


class ChangeBody(Shape):
    """The name and the address of a body, anew."""

    body_id = identifier()
    name = text(160)
    email = fields.Email(load_default="")


@command("body.change", ChangeBody)
def change(work: UnitOfWork, body_id: int, name: str, email: str) -> Answer:
    """Write the name or the address of a body anew."""
    body = body_of(work, body_id)
    operations.change_body(work, body, name=name, email=email)
    return {"message": _("L’instance est à jour."), "location": body.href}


class NameOffice(Shape):
    """Who (account or e-mail), under which title, from when to when, proved by which act."""

    body_id = identifier()
    person_id = optional_id()
    email = fields.Email(load_default=None)
    title = text(120)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(load_default=None)
    proof = text(300)
    file = UploadField(load_default=None)


@command("body.name_office", NameOffice)
def name_office(
    work: UnitOfWork, body_id: int, person_id: int | None, email: str | None, file: Upload | None, **given: Any
) -> Answer:
    """Name who acts in the body's name."""
    body = body_of(work, body_id)
    # Asked before anybody is looked for: who has an account is told to nobody else.
    work.allow(policies.may_name_offices, body.id, conferences_concerned(work.session, body.institution_id))
    office = operations.name_office(
        work, body, person=_person(work, person_id, email), document=check(file) if file else None, **given
    )
    message = _("%(person)s agit au nom de l’instance.", person=office.person.name)
    return {"message": message, "location": body.href, "office_id": office.id}


def _person(work: UnitOfWork, id: int | None, email: str | None) -> Person:
    found = person_of(work, id=id, email=email)
    if found is None:
        raise Invalid(
            _("Indiquez la personne."),
            errors=[{"pointer": "#/email", "detail": _("Écrivez son adresse électronique.")}],
        )
    return found


class EndOffice(Shape):
    """The first day without, and the act or the reason."""

    office_id = identifier()
    ends_on = fields.Date(required=True)
    proof = text(300)


@command("body.end_office", EndOffice)
def end_office(work: UnitOfWork, office_id: int, ends_on: date, proof: str) -> Answer:
    """End an office."""
    office: BodyOffice = find(work, BodyOffice, office_id, lock=True)
    operations.end_office(work, office, ends_on=ends_on, proof=proof)
    message = _("Cette fonction prend fin le %(day)s.", day=day(ends_on))
    return {"message": message, "location": office.body.href}


class DesignateWatcher(Shape):
    """Who watches which contract for which body, from when to when, by which deliberation, joined."""

    body_id = identifier()
    contract_id = identifier()
    person_id = optional_id()
    email = fields.Email(load_default=None)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(load_default=None)
    proof = text(300)
    file = UploadField(required=True)


@command("watcher.designate", DesignateWatcher)
def designate(
    work: UnitOfWork, body_id: int, contract_id: int, person_id: int | None, email: str | None, **given: Any
) -> Answer:
    """Designate a watcher of a contract."""
    contract, body = contract_of(work, contract_id), body_of(work, body_id)
    work.allow(policies.may_designate_watchers, body.id)
    watcher = watching.designate_watcher(
        work,
        body,
        contract,
        person=_person(work, person_id, email),
        deliberation=check(given.pop("file")),
        **given,
    )
    message = _("%(person)s est vigie de ce contrat et en est prévenue par courriel.", person=watcher.person.name)
    return {"message": message, "location": body.href, "watcher_id": watcher.id}


class EndWatch(Shape):
    """The first day without, and the deliberation or the reason."""

    watcher_id = identifier()
    ends_on = fields.Date(required=True)
    proof = text(300)


@command("watcher.end", EndWatch)
def end(work: UnitOfWork, watcher_id: int, ends_on: date, proof: str) -> Answer:
    """End a designation; today closes the right at once."""
    watcher: Watcher = find(work, Watcher, watcher_id, lock=True)
    watching.end_watch(work, watcher, ends_on=ends_on, proof=proof)
    return {"message": _("Cette désignation prend fin le %(day)s.", day=day(ends_on)), "location": watcher.body.href}
