"""Catch-up over HTTP: the same entries as the socket, for those it cannot reach."""

from typing import Any, ClassVar

from flask import after_this_request, request
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from app.foundation.shapes import Shape
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import queries
from .epochs import epoch_for
from .streams import audiences_for

blueprint = Blueprint("journal_api", __name__, url_prefix="/api/v1/journal", description="The record, by stream")


class CatchUp(Shape):
    """Where the client's copy stops."""

    after = fields.Integer(load_default=0, validate=validate.Range(min=0, max=2**62))
    limit = fields.Integer(load_default=500, validate=validate.Range(min=1, max=500))


class Entries(Shape):
    """The entries after a position, and how far the stream goes for the reader."""

    stream = fields.String(required=True)
    epoch = fields.String(required=True)
    position = fields.Integer(required=True)
    sequences = fields.Dict(required=True)
    entries = fields.List(fields.Dict(), required=True)
    more = fields.Boolean(required=True)
    server_time = fields.String(required=True)


@blueprint.route("/<stream>")
class JournalOfStream(MethodView):
    """One stream."""

    decorators: ClassVar = [public]

    @blueprint.arguments(CatchUp, location="query")
    @blueprint.response(200, Entries)
    def get(self, asked: dict[str, Any], stream: str) -> dict[str, Any] | Response:
        """Return the entries after a position that the reader's audiences contain."""
        actor = current_actor()
        with reading() as session:
            audiences = audiences_for(session, actor, stream)
            reach = queries.reach(session, stream, audiences)
            epoch = epoch_for(queries.database_id(session), actor, audiences)
            tag = f"{epoch}-{reach.position}-{asked['after']}-{asked['limit']}"
            if request.if_none_match.contains(tag):
                return Response(status=304, headers={"ETag": f'"{tag}"'})
            found = queries.entries_after(session, stream, asked["after"], audiences, limit=asked["limit"])
        _tagged(tag)
        return {
            "stream": stream,
            "epoch": epoch,
            "position": reach.position,
            "sequences": reach.sequences,
            "entries": [queries.wire(entry) for entry in found],
            "more": len(found) == asked["limit"],
            "server_time": house().units.clock().isoformat(),
        }


def _tagged(tag: str) -> None:
    """Tell caches and pollers which state of the stream this is."""

    @after_this_request
    def _tag(response: Response) -> Response:
        response.headers["ETag"] = f'"{tag}"'
        response.headers["Cache-Control"] = "private, no-cache" if current_actor().signed_in else "no-cache"
        return response
