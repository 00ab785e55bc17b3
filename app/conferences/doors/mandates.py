"""Commands that give and end mandates."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.conferences.models import Mandate, Seat
from app.conferences.operations import end_mandate, give_mandate
from app.conferences.policies import may_keep_mandates
from app.conferences.words import Office
from app.foundation.commands import Answer, command, find
from app.foundation.errors import Invalid
from app.foundation.shapes import identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.web.french import date_fr

from .reading import NestedShape, conference_of, optional_id, person_of


class GiveMandate(NestedShape):
    """Who (account or e-mail), what (a seat or an office), since when, until when if known, proved by which act."""

    conference_id = identifier()
    person_id = optional_id()
    email = fields.Email(load_default=None)
    seat_id = optional_id()
    office = fields.Enum(Office, by_value=True, load_default=None)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(load_default=None)
    proof = text(300)


@command("mandate.give", GiveMandate)
def give(
    work: UnitOfWork, conference_id: int, person_id: int | None, email: str | None, seat_id: int | None, **data: Any
) -> Answer:
    """Put on record that a person holds a seat or an office, with the act that proves it."""
    conference = conference_of(work, conference_id)
    # Asked before anybody is looked for: who has an account is told to nobody else.
    work.allow(may_keep_mandates, conference.id, data["office"])
    person = person_of(work, id=person_id, email=email)
    if person is None:
        raise Invalid(
            _("Indiquez la personne."),
            errors=[{"pointer": "#/email", "detail": _("Écrivez son adresse électronique.")}],
        )
    seat = find(work, Seat, seat_id) if seat_id is not None else None
    mandate = give_mandate(work, conference, person=person, seat=seat, **data)
    message = _(
        "Le mandat de %(person)s est enregistré, à partir du %(day)s.",
        person=person.name,
        day=date_fr(mandate.starts_on),
    )
    if mandate.ends_on is not None:
        message += " " + _("Il prend fin de lui-même le %(day)s.", day=date_fr(mandate.ends_on))
    return {"message": message, "mandate_id": mandate.id}


class EndMandate(NestedShape):
    """The first day on which the mandate no longer runs, and why."""

    mandate_id = identifier()
    ends_on = fields.Date(required=True)
    reason = text(300)


@command("mandate.end", EndMandate)
def end(work: UnitOfWork, mandate_id: int, ends_on: date, reason: str) -> Answer:
    """End a mandate from a day on; nothing of what it was is erased."""
    mandate = find(work, Mandate, mandate_id, lock=True)
    end_mandate(work, mandate, ends_on=ends_on, reason=reason)
    return {
        "message": _(
            "Le mandat de %(person)s finit le %(day)s.", person=mandate.person.name, day=date_fr(mandate.ends_on)
        )
    }
