"""Commands about finalités, outside the vote that adopts them."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.conferences.operations import define_finalites_by_state, record_disagreement
from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import NestedShape, conference_of, short_text


class RecordDisagreement(NestedShape):
    """What the conference notes: in which sitting, in which words."""

    conference_id = identifier()
    statement = text(2000)


@command("finalites.record_disagreement", RecordDisagreement)
def disagreement(work: UnitOfWork, conference_id: int, statement: str) -> Answer:
    """Put on record that the conference cannot agree on its finalités."""
    record_disagreement(work, conference_of(work, conference_id), statement=statement)
    return {"message": _("Le désaccord est constaté. Le représentant de l’État peut définir les finalités.")}


class FinaliteText(Shape):
    """One finalité; a line without title is an empty line of the form."""

    title = short_text(120)
    description = short_text(2000)


class DefineFinalites(NestedShape):
    """The finalités that the State defines, by which act, and why their number is unusual if it is."""

    conference_id = identifier()
    act = text(300)
    reason = text(1000, required=False)
    finalites = fields.List(
        fields.Nested(FinaliteText), load_default=list, validate=validate.Length(max=30, error="30 finalités au plus.")
    )


@command("finalites.define_by_state", DefineFinalites)
def define(work: UnitOfWork, conference_id: int, finalites: list[dict[str, Any]], **data: Any) -> Answer:
    """Define the finalités in the State's name, the conference having noted its disagreement."""
    texts = [
        {"title": line["title"], "description": line["description"] or ""}
        for line in finalites
        if (line["title"] or "").strip()
    ]
    defined = define_finalites_by_state(work, conference_of(work, conference_id), texts, **data)
    return {
        "message": _("Les finalités sont définies. Chacune a son groupe thématique."),
        "finalites": [finalite.id for finalite in defined],
    }
