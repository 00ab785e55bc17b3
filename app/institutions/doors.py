"""Commands about the directory."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.foundation.commands import Answer, command, find
from app.foundation.errors import Invalid
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork

from . import operations, queries
from .models import Institution
from .naming import search_form
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


class ChangePartner(Shape):
    """An institution and its new name."""

    institution_id = identifier()
    name = text(200)


@command("institution.change_partner", ChangePartner)
def change_partner(work: UnitOfWork, institution_id: int, name: str) -> Answer:
    """Give an institution added by hand its new name."""
    found: Institution = find(work, Institution, institution_id, lock=True)
    operations.change_partner(work, found, name=name)
    return {"message": _("L’annuaire est à jour."), "location": f"/institutions/{found.id}"}


class EndInstitution(Shape):
    """An institution, the first day without it, why, and which one took its place: its name, its code or its SIREN."""

    institution_id = identifier()
    closed_on = fields.Date(required=True)
    reason = text(300)
    successor = text(200, required=False)


@command("institution.end", EndInstitution)
def end(work: UnitOfWork, institution_id: int, closed_on: date, reason: str, successor: str) -> Answer:
    """Say that an institution ended, and which one took its place."""
    found: Institution = find(work, Institution, institution_id, lock=True)
    after = _named(work, successor) if successor.strip() else None
    operations.end_institution(work, found, closed_on=closed_on, reason=reason, successor=after)
    return {"message": _("L’annuaire dit que cette institution a pris fin."), "location": f"/institutions/{found.id}"}


def _named(work: UnitOfWork, words: str) -> Institution:
    found = [one.institution for one in queries.search(work.session, words, limit=6, closed=True)]
    same = [one for one in found if one.search_name == search_form(words)] or found
    if len(same) != 1:
        detail = (
            _("Plusieurs institutions répondent à ce nom\u00a0: donnez un code ou un SIREN.")
            if same
            else _("Cette institution n’est pas dans l’annuaire.")
        )
        raise Invalid(_("Corrigez l’information signalée."), errors=[{"pointer": "#/successor", "detail": detail}])
    return same[0]
