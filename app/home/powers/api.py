"""Who could do what on a day, as JSON, for anybody."""

from typing import Any, ClassVar

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from app.conferences.api import OfWhatDay, conference_of
from app.foundation.clock import local_date
from app.foundation.shapes import Shape
from app.web.guards import public
from app.web.house import house, reading

from .queries import Held, who_could

blueprint = Blueprint("powers_api", __name__, url_prefix="/api/v1/conferences", description="Who could do what, when")


class OneHeld(Shape):
    """A capacity of a person; `until` is the first day on which it no longer runs."""

    person_id = fields.Integer(required=True)
    name = fields.String(required=True)
    capacity = fields.String(required=True)
    of = fields.String(required=True)
    since = fields.Date(required=True)
    until = fields.Date(required=True, allow_none=True)
    proof = fields.String(required=True)
    recorded_on = fields.Date(required=True, allow_none=True)


class OneAct(Shape):
    """An act, the rule in the words of its policy, and the persons to whom it was open."""

    act = fields.String(required=True)
    rule = fields.String(required=True)
    person_ids = fields.List(fields.Integer(), required=True)


class OnePower(Shape):
    """A power to vote in force that day; `until` is when it ended, if it has."""

    principal_id = fields.Integer(required=True)
    principal = fields.String(required=True)
    holder_id = fields.Integer(required=True)
    holder = fields.String(required=True)
    scope = fields.String(required=True)
    since = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)
    proof = fields.String(required=True)


class PowersOfADay(Shape):
    """Who could do what on a day."""

    day = fields.Date(required=True)
    held = fields.List(fields.Nested(OneHeld), required=True)
    acts = fields.List(fields.Nested(OneAct), required=True)
    powers = fields.List(fields.Nested(OnePower), required=True)


@blueprint.route("/<int:id>/powers")
class Powers(MethodView):
    """The capacities of a day and what they opened."""

    decorators: ClassVar = [public]

    @blueprint.arguments(OfWhatDay, location="query")
    @blueprint.response(200, PowersOfADay)
    def get(self, asked: dict[str, Any], id: int) -> dict[str, Any]:
        """Return who could do what on a day, and by which act."""
        with reading() as session:
            day = asked["date"] or local_date(house().units.clock())
            found = who_could(session, conference_of(session, id), day)
        acts = [
            {"act": act.words, "rule": act.rule, "person_ids": sorted({one.person_id for one in act.held})}
            for act in found.acts
        ]
        return {"day": day, "held": [_told(one) for one in found.held], "acts": acts, "powers": found.carried}


def _told(held: Held) -> dict[str, Any]:
    return {
        "person_id": held.person_id,
        "name": held.name,
        "capacity": held.capacity.kind.value,
        "of": held.of,
        "since": held.since,
        "until": held.until,
        "proof": held.proof,
        "recorded_on": held.recorded_on,
    }
