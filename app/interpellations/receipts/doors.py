"""The commands of receipts and of the contact of services."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.conferences.doors.reading import optional_id, required_institution, short_text
from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.loading import file_of

from . import operations


class AcknowledgeInterpellation(Shape):
    """A file."""

    interpellation_id = identifier()


@command("interpellation.acknowledge", AcknowledgeInterpellation)
def acknowledge(work: UnitOfWork, interpellation_id: int) -> Answer:
    """Send the accusé de réception."""
    operations.acknowledge(work, file_of(work, interpellation_id))
    return {"message": _("L’accusé de réception est parti, avec son PDF.")}


class SetServiceContact(Shape):
    """How a service is reached."""

    institution_id = optional_id()
    institution = short_text()
    name = text(120)
    email = fields.Email(required=True)
    phone = text(40)
    address = text(300)


@command("service.set_contact", SetServiceContact)
def set_contact(work: UnitOfWork, institution_id: int | None, institution: str | None, **contact: Any) -> Answer:
    """Say how the service of an institution is reached about interpellations."""
    found = required_institution(work, id=institution_id, words=institution, field="institution")
    operations.set_contact(work, found, **contact)
    return {"message": _("Les coordonnées du service sont enregistrées.")}
