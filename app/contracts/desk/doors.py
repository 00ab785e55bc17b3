"""Commands of the contract desk."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.conferences.doors.reading import optional_id, person_of, required_institution, short_text
from app.contracts.concerned import conferences_concerned
from app.contracts.models import ContractOfficer
from app.contracts.policies import may_name_officer_of
from app.foundation.commands import Answer, command, find
from app.foundation.errors import Invalid
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.web.french import date_fr

from .names import recognise_name, set_name_aside
from .officers import end_officer, name_officer


class NameOfficer(Shape):
    """Which institution, who (account or e-mail), since when, proved by which act."""

    institution_id = optional_id()
    institution = short_text(200)
    person_id = optional_id()
    email = fields.Email(load_default=None)
    starts_on = fields.Date(required=True)
    proof = text(300)


@command("officer.name", NameOfficer)
def name(work: UnitOfWork, **given: Any) -> Answer:
    """Name the contract officer of an institution (R6.1)."""
    institution = required_institution(work, id=given["institution_id"], words=given["institution"])
    # Asked before anybody is looked for: who has an account is told to nobody else.
    work.allow(may_name_officer_of, conferences_concerned(work.session, institution.id))
    person = person_of(work, id=given["person_id"], email=given["email"])
    if person is None:
        raise Invalid(
            _("Indiquez la personne."),
            errors=[{"pointer": "#/email", "detail": _("Écrivez son adresse électronique.")}],
        )
    officer = name_officer(
        work, institution=institution, person=person, starts_on=given["starts_on"], proof=given["proof"]
    )
    message = _("%(person)s est référent de %(institution)s.", person=person.name, institution=institution.name)
    return {"message": message, "location": "/contrats/referents", "officer_id": officer.id}


class EndOfficer(Shape):
    """The first day on which the person no longer is the officer."""

    officer_id = identifier()
    ends_on = fields.Date(required=True)


@command("officer.end", EndOfficer)
def end(work: UnitOfWork, officer_id: int, ends_on: date) -> Answer:
    """End the time of a contract officer; nothing of what it was is erased."""
    officer = find(work, ContractOfficer, officer_id, lock=True)
    end_officer(work, officer, ends_on=ends_on)
    message = _("%(person)s n’est plus référent à partir du %(day)s.", person=officer.person.name, day=date_fr(ends_on))
    return {"message": message, "location": "/contrats/referents"}


class RecogniseName(Shape):
    """A name as texts write it, and the institution it means."""

    name = text(500)
    institution_id = optional_id()
    institution = short_text(200)


@command("name.recognise", RecogniseName)
def recognise(work: UnitOfWork, name: str, institution_id: int | None, institution: str | None) -> Answer:
    """Link a name of texts to an institution of the directory, everywhere at once."""
    found = required_institution(work, id=institution_id, words=institution)
    contracts = recognise_name(work, name=name, institution=found)
    message = _(
        "« %(name)s » est %(institution)s, dans %(count)s contrat(s) et pour les prochains imports.",
        name=name,
        institution=found.name,
        count=contracts,
    )
    return {"message": message, "location": "/contrats/a-reconnaitre"}


class SetNameAside(Shape):
    """A name that is no institution."""

    name = text(500)


@command("name.set_aside", SetNameAside)
def set_aside(work: UnitOfWork, name: str) -> Answer:
    """Say that a name of texts is no institution: a group, a place-name."""
    set_name_aside(work, name=name)
    message = _("« %(name)s » n’est pas une institution : ce nom ne sera plus proposé.", name=name)
    return {"message": message, "location": "/contrats/a-reconnaitre"}
