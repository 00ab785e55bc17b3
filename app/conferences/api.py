"""Conferences as JSON, for anybody."""

from datetime import date
from typing import Any, ClassVar

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate
from sqlalchemy.orm import Session

from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.shapes import Shape
from app.web.guards import public
from app.web.house import house, reading

from .models import Conference
from .queries.calendar import latest_decisions, referrals_of, sittings_of
from .queries.composition import act_on, composition_on
from .queries.costs import costs_of
from .queries.finalites import finalites_of
from .queries.listing import conferences
from .queries.presidency import presidency_of
from .rules.settings import Reglement
from .wire import wire, wire_costs

blueprint = Blueprint(
    "conferences_api",
    __name__,
    url_prefix="/api/v1/conferences",
    description="Conferences: who sits, presides, decides",
)


class ConferenceLine(Shape):
    """A conference among the others. `chair` is the institution that presides today."""

    id = fields.Integer(required=True)
    slug = fields.String(required=True)
    name = fields.String(required=True)
    region = fields.String(required=True)
    profile = fields.String(required=True)
    seats = fields.Integer(required=True)
    voting = fields.Integer(required=True)
    chair = fields.String(required=True, allow_none=True)
    chair_level = fields.String(required=True, allow_none=True)
    next_sitting = fields.Dict(required=True, allow_none=True)
    href = fields.String(required=True)


class Conferences(Shape):
    """Every conference, by name."""

    conferences = fields.List(fields.Nested(ConferenceLine), required=True)


class OneConference(Shape):
    """A conference as it is today. Dates are days where it is; `ends_on` is the first day after a period."""

    id = fields.Integer(required=True)
    slug = fields.String(required=True)
    name = fields.String(required=True)
    purpose = fields.String(required=True)
    profile = fields.String(required=True)
    region = fields.Dict(required=True)
    timezone = fields.String(required=True)
    reglement = fields.Dict(required=True, metadata={"description": "Every setting, defaults included."})
    composition = fields.Dict(required=True)
    presidency = fields.Dict(required=True)
    finalites = fields.List(fields.Dict(), required=True)
    next_sittings = fields.List(fields.Dict(), required=True)
    past_sittings = fields.List(fields.Dict(), required=True)
    decisions = fields.List(fields.Dict(), required=True)
    referrals = fields.List(fields.Dict(), required=True)
    secretariat_costs = fields.Dict(required=True, allow_none=True)
    stream = fields.String(required=True)
    href = fields.String(required=True)


class OfWhatDay(Shape):
    """The day asked for."""

    date = fields.Date(
        load_default=None,
        validate=validate.Range(min=date(1900, 1, 1), max=date(2199, 12, 31), error="Cette année n’est pas plausible."),
        metadata={"description": "A day, ISO 8601; today when absent."},
    )


class OneComposition(Shape):
    """Who sat on a day: seats with their holders, offices, the act in force, who chaired."""

    day = fields.String(required=True)
    act = fields.Dict(required=True, allow_none=True)
    seats = fields.List(fields.Dict(), required=True)
    offices = fields.List(fields.Dict(), required=True)
    chairing = fields.Integer(required=True, allow_none=True)


@blueprint.route("")
class EveryConference(MethodView):
    """The conferences."""

    decorators: ClassVar = [public]

    @blueprint.response(200, Conferences)
    def get(self) -> dict[str, Any]:
        """Return every conference, by name."""
        with reading() as session:
            lines = conferences(session, local_date(house().units.clock()))
        return {"conferences": [{**wire(line), "href": f"/conferences/{line.slug}"} for line in lines]}


@blueprint.route("/<int:id>")
class ConferenceNow(MethodView):
    """One conference."""

    decorators: ClassVar = [public]

    @blueprint.response(200, OneConference)
    def get(self, id: int) -> dict[str, Any]:
        """Return a conference as it is today."""
        with reading() as session:
            return described(session, conference_of(session, id))


@blueprint.route("/<int:id>/composition")
class CompositionOfADay(MethodView):
    """The composition of one conference."""

    decorators: ClassVar = [public]

    @blueprint.arguments(OfWhatDay, location="query")
    @blueprint.response(200, OneComposition)
    def get(self, asked: dict[str, Any], id: int) -> dict[str, Any]:
        """Return who sat and who could vote on a day."""
        with reading() as session:
            conference = conference_of(session, id)
            day = asked["date"] or local_date(house().units.clock())
            chairing = presidency_of(session, conference, day).chairing
            composition = composition_on(session, id, day, chairing=chairing, act=act_on(session, id, day))
        return {**wire(composition), "chairing": chairing}


def conference_of(session: Session, id: int) -> Conference:
    """Return a conference, or raise `NotFound`."""
    found = session.get(Conference, id) if id < 2**31 else None
    if found is None:
        raise NotFound("Cette conférence n’existe pas.")
    return found


def described(session: Session, conference: Conference) -> dict[str, Any]:
    """Return a conference ready for JSON."""
    today = local_date(house().units.clock())
    presidency = presidency_of(session, conference, today)
    act = act_on(session, conference.id, today)
    composition = composition_on(session, conference.id, today, chairing=presidency.chairing, act=act)
    sittings = sittings_of(session, conference, today)
    return {
        "id": conference.id,
        "slug": conference.slug,
        "name": conference.name,
        "purpose": conference.purpose,
        "profile": conference.profile.value,
        "region": {"id": conference.region_id, "name": conference.region.name},
        "timezone": conference.timezone,
        "reglement": Reglement.from_json(conference.reglement).to_json(),
        "composition": wire(composition),
        "presidency": wire(presidency),
        "finalites": [wire(one) for one in finalites_of(session, conference, today)],
        "next_sittings": [wire(one) for one in sittings.coming],
        "past_sittings": [wire(one) for one in sittings.past],
        "decisions": [wire(one) for one in latest_decisions(session, conference.id)],
        "referrals": [wire(one) for one in referrals_of(session, conference.id)],
        "secretariat_costs": wire_costs(costs_of(conference.secretariat_cost_cents, composition)),
        "stream": conference.stream,
        "href": f"/conferences/{conference.slug}",
    }
