"""Commands about the directory."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape, text
from app.foundation.unit_of_work import UnitOfWork

from . import operations
from .words import InstitutionKind


class AddPartner(Shape):
    """An institution outside the official directory; a SIRET alone gives the SIREN."""

    kind = fields.Enum(InstitutionKind, by_value=True, required=True)
    name = text(200)
    siren = text(20, required=False, load_default=None)
    siret = text(24, required=False, load_default=None)


@command("institution.add_partner", AddPartner)
def add_partner(work: UnitOfWork, **given: Any) -> Answer:
    """Add an institution that the official directory does not contain."""
    partner = operations.add_partner(work, **given)
    return {
        "message": _("%(name)s est dans l’annuaire.", name=partner.name),
        "location": f"/institutions/{partner.id}",
        "institution_id": partner.id,
    }
