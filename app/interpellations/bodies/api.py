"""Bodies as JSON, for anybody: what is public of them, and never the name of a watcher."""

from typing import Any, ClassVar

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields
from sqlalchemy.orm import Session

from app.foundation.actors import VISITOR
from app.foundation.clock import local_date
from app.foundation.shapes import Shape
from app.interpellations.models import Body
from app.interpellations.rules.bodies import KINDS
from app.web.guards import public
from app.web.house import house, reading

from . import queries
from .loading import find_body

blueprint = Blueprint(
    "bodies_api",
    __name__,
    url_prefix="/api/v1/bodies",
    description="CESER, conseils de développement, conseils de quartier: what they watch and what they ask",
)
NAMELESS = "Watchers speak in the name of their body: who they are is not public."


class BodyLine(Shape):
    """A body among the others. `contracts`: how many its watchers watch today."""

    id = fields.Integer(required=True)
    kind = fields.String(required=True)
    kind_label = fields.String(required=True)
    name = fields.String(required=True)
    institution = fields.Dict(required=True, metadata={"description": "The institution it advises: id and name."})
    contracts = fields.Integer(required=True)
    href = fields.String(required=True)


class Bodies(Shape):
    """Every body, by name."""

    bodies = fields.List(fields.Nested(BodyLine), required=True)


class OfficeView(Shape):
    """An office held in the body's name. `name` is null once it is over: only those who keep registers know it."""

    title = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True, allow_none=True, metadata={"description": "First day without the office."})
    current = fields.Boolean(required=True)


class WatchView(Shape):
    """A designation: which contract, from when to when."""

    id = fields.Integer(required=True)
    contract = fields.Dict(required=True, metadata={"description": "Id, title and href of a public contract."})
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True, allow_none=True)
    current = fields.Boolean(required=True)


class Watches(Shape):
    """What a body watches, those of today first."""

    watchers = fields.List(fields.Nested(WatchView), required=True, metadata={"description": NAMELESS})


class DeliberationView(Shape):
    """A public deliberation joined to a question that the body asked, or that one of its watchers asked for it."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    added_at = fields.AwareDateTime(required=True)
    interpellation = fields.Dict(required=True, metadata={"description": "Number and href of the public file."})
    href = fields.String(required=True)


class Deliberations(Shape):
    """The public deliberations of a body, the last first."""

    deliberations = fields.List(fields.Nested(DeliberationView), required=True)


class OneBody(BodyLine):
    """A body as everybody may know it today."""

    email = fields.String(required=True)
    offices = fields.List(fields.Nested(OfficeView), required=True)
    watchers = fields.List(fields.Nested(WatchView), required=True, metadata={"description": NAMELESS})
    interpellations = fields.Integer(required=True, metadata={"description": "Questions asked, of every state."})
    last_interpellations = fields.List(fields.Dict(), required=True)
    stream = fields.String(required=True)


@blueprint.route("")
class EveryBody(MethodView):
    """The bodies."""

    decorators: ClassVar = [public]

    @blueprint.response(200, Bodies)
    def get(self) -> dict[str, Any]:
        """Return every body, by name."""
        with reading() as session:
            lines = queries.bodies(session, local_date(house().units.clock()))
            return {"bodies": [_line(line.body, line.contracts) for line in lines]}


@blueprint.route("/<int:id>")
class BodyNow(MethodView):
    """One body."""

    decorators: ClassVar = [public]

    @blueprint.response(200, OneBody)
    def get(self, id: int) -> dict[str, Any]:
        """Return a body as everybody may know it today."""
        today = local_date(house().units.clock())
        with reading() as session:
            body = find_body(session, id)
            watches = _watches(session, body)
            total, files = queries.files_of_body(session, body)
            offices = queries.offices(session, VISITOR, body, today)
            return {
                **_line(body, sum(one["current"] for one in watches)),
                "email": body.email,
                "offices": [_office(line) for line in offices],
                "watchers": watches,
                "interpellations": total,
                "last_interpellations": [
                    {
                        "number": file.number,
                        # A title that is hidden is hidden here too: what is stored is what everybody reads.
                        "title": file.title,
                        "state": file.state.value,
                        "href": f"/interpellations/{file.number}",
                    }
                    for file in files
                ],
                "stream": body.stream,
            }


@blueprint.route("/<int:id>/watchers")
class WatchersOfBody(MethodView):
    """What one body watches."""

    decorators: ClassVar = [public]

    @blueprint.response(200, Watches)
    def get(self, id: int) -> dict[str, Any]:
        """Return the designations made by a body, without names, those of today first."""
        with reading() as session:
            return {"watchers": _watches(session, find_body(session, id))}


@blueprint.route("/<int:id>/deliberations")
class DeliberationsOfBody(MethodView):
    """The deliberations of one body."""

    decorators: ClassVar = [public]

    @blueprint.response(200, Deliberations)
    def get(self, id: int) -> dict[str, Any]:
        """Return the public deliberations of a body, the last first."""
        with reading() as session:
            found = queries.deliberations_of(session, find_body(session, id))
            return {
                "deliberations": [
                    {
                        "id": joined.id,
                        "name": joined.name,
                        "added_at": joined.added_at,
                        "interpellation": {"number": number, "href": f"/interpellations/{number}"},
                        "href": f"/interpellations/{number}/pieces/{joined.id}",
                    }
                    for joined, number in found
                ]
            }


def _line(body: Body, contracts: int) -> dict[str, Any]:
    return {
        "id": body.id,
        "kind": body.kind.value,
        "kind_label": KINDS[body.kind],
        "name": body.name,
        "institution": {"id": body.institution_id, "name": body.institution.name},
        "contracts": contracts,
        "href": body.href,
    }


def _office(line: queries.OfficeLine) -> dict[str, Any]:
    return {
        "title": line.office.title,
        "name": line.name or None,
        "starts_on": line.office.starts_on,
        "ends_on": line.office.ends_on,
        "current": line.current,
    }


def _watches(session: Session, body: Body) -> list[dict[str, Any]]:
    # As a visitor, whoever asks: the public part, the same for everybody.
    lines = queries.watchers_of_body(session, VISITOR, body, local_date(house().units.clock()))
    return [
        {
            "id": line.watcher.id,
            "contract": {
                "id": line.watcher.contract_id,
                "title": line.watcher.contract.title,
                "href": f"/contrats/{line.watcher.contract.slug}",
            },
            "starts_on": line.watcher.starts_on,
            "ends_on": line.watcher.ends_on,
            "current": line.current and not line.to_come,
        }
        for line in lines
    ]
