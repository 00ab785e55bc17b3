"""The directory as JSON, for pickers and for anybody."""

from typing import Any, ClassVar

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from app.foundation.shapes import Shape
from app.web.guards import public
from app.web.house import reading

from . import queries
from .words import InstitutionKind

blueprint = Blueprint(
    "institutions_api", __name__, url_prefix="/api/v1/institutions", description="The directory of institutions"
)


class Search(Shape):
    """What is looked for."""

    q = fields.String(
        load_default="",
        validate=validate.Length(max=200, error="200 signes au plus."),
        metadata={"description": "Words of the name or their beginnings, a COG code or a SIREN number."},
    )
    kind = fields.List(
        fields.Enum(InstitutionKind, by_value=True), load_default=list, metadata={"description": "Only these kinds."}
    )


class InstitutionView(Shape):
    """One institution. `within` is its département or région; what the source does not say is null."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    code = fields.String(required=True, allow_none=True)
    siren = fields.String(required=True, allow_none=True)
    population = fields.Integer(required=True, allow_none=True)
    within = fields.String(required=True)
    href = fields.String(required=True)


class Institutions(Shape):
    """At most twenty institutions, the most populous first."""

    institutions = fields.List(fields.Nested(InstitutionView), required=True)


def view(found: queries.Found) -> dict[str, Any]:
    """Return an institution as it travels."""
    institution = found.institution
    return {
        "id": institution.id,
        "name": institution.name,
        "kind": institution.kind.value,
        "code": institution.code,
        "siren": institution.siren,
        "population": institution.population,
        "within": found.within,
        "href": f"/institutions/{institution.id}",
    }


@blueprint.route("")
class InstitutionsByName(MethodView):
    """The directory, by name."""

    decorators: ClassVar = [public]

    @blueprint.arguments(Search, location="query")
    @blueprint.response(200, Institutions)
    def get(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the institutions whose name has these words; none for an empty text."""
        with reading() as session:
            found = queries.search(session, asked["q"], kinds=asked["kind"])
        return {"institutions": [view(one) for one in found]}
