"""Actions as JSON, for anybody who may read their contract. Amounts are in cents; what is not known is null."""

from datetime import date
from typing import Any, ClassVar

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from app.contracts.loading import find_contract
from app.contracts.models import Action, ContractIndicator, FundingLine, Milestone
from app.contracts.rules.health_words import explained
from app.contracts.rules.settings import ContractSettings
from app.contracts.words import Health, Progress
from app.foundation.clock import local_date
from app.foundation.shapes import Shape
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import queries
from .asked import AskedActions
from .history import written
from .lines import sums_of
from .listing import filtered
from .standing import verdict_of

blueprint = Blueprint(
    "actions_api", __name__, url_prefix="/api/v1", description="Actions of contracts: promises, progress, money"
)
NUMBER = {"type": "integer", "format": "int64"}


class ActionLine(Shape):
    """An action among those of its contract. `health` is computed for today, `why` says it in French."""

    id = fields.Integer(required=True)
    code = fields.String(required=True)
    title = fields.String(required=True)
    axis = fields.Integer(required=True, allow_none=True, metadata={"description": "Number of the axis."})
    parent_id = fields.Integer(required=True, allow_none=True, metadata={"description": "Counted there already."})
    owner_id = fields.Integer(required=True, allow_none=True)
    owner = fields.String(required=True)
    places = fields.List(fields.String(), required=True)
    cost_cents = fields.Integer(required=True, allow_none=True, metadata=NUMBER)
    cost_qualifier = fields.String(required=True)
    progress = fields.String(required=True, validate=validate.OneOf([p.value for p in Progress]))
    progress_percent = fields.Integer(required=True, allow_none=True)
    starts = fields.String(required=True, metadata={"description": "ISO 8601 of any precision, empty when unknown."})
    due = fields.String(required=True)
    due_on = fields.String(required=True, allow_none=True, metadata={"description": "Last day that `due` allows."})
    done = fields.String(required=True)
    informed_on = fields.String(required=True, allow_none=True)
    health = fields.String(required=True, validate=validate.OneOf([h.value for h in Health]))
    why = fields.String(required=True)
    funding = fields.List(fields.Dict(), required=True)
    milestones = fields.List(fields.Dict(), required=True)
    version = fields.Integer(required=True)
    href = fields.String(required=True)


class Actions(Shape):
    """The actions that answer the filters, and what they add up to."""

    contract = fields.String(required=True)
    actions = fields.List(fields.Nested(ActionLine), required=True)
    sums = fields.Dict(required=True, metadata={"description": "Parts of another action are counted once."})


class OneAction(ActionLine):
    """An action with its partners, indicators, documents and history."""

    contract = fields.String(required=True)
    description = fields.String(required=True)
    partners = fields.List(fields.String(), required=True)
    indicators = fields.List(fields.Dict(), required=True)
    documents = fields.List(fields.Dict(), required=True)
    history = fields.List(fields.Dict(), required=True)
    note = fields.String(required=True)
    source = fields.Dict(required=True)


class Filters(Shape):
    """The same filters as the page of a contract's actions."""

    axe = fields.String(load_default="")
    sante = fields.String(load_default="")
    porteur = fields.String(load_default="")
    lieu = fields.String(load_default="")
    q = fields.String(load_default="")


@blueprint.route("/contracts/<slug>/actions")
class ActionsOfAContract(MethodView):
    """The actions of one contract."""

    decorators: ClassVar = [public]

    @blueprint.arguments(Filters, location="query")
    @blueprint.response(200, Actions)
    def get(self, asked: dict[str, str], slug: str) -> dict[str, Any]:
        """Return the actions of a contract that answer the filters, in their order."""
        with reading() as session:
            contract = find_contract(session, current_actor(), slug)
            axes = queries.axes_of(session, contract.id)
            numbers = {axis.id: axis.number for axis in axes}
            kept = filtered(queries.actions_of(session, contract.id), axes, AskedActions.read(asked))
            sums = sums_of(kept, ContractSettings.from_json(contract.settings))
            day = local_date(house().units.clock())
            lines = [line_of(action, numbers.get(action.axis_id or 0), day) for action in kept]
        return {
            "contract": contract.slug,
            "actions": lines,
            "sums": {
                "actions": sums.actions,
                "cost_cents": sums.cost,
                "unknown_costs": sums.unknown_costs,
                "funded_cents": sums.funded,
                "health": dict(sums.counts),
                "done_share": float(sums.rolled.done),
                "unknown_share": float(sums.rolled.unknown),
                "weighted_by": sums.rolled.weight,
            },
        }


@blueprint.route("/actions/<code>")
class ActionNow(MethodView):
    """One action."""

    decorators: ClassVar = [public]

    @blueprint.response(200, OneAction)
    def get(self, code: str) -> dict[str, Any]:
        """Return an action as it is today."""
        with reading() as session:
            action = queries.sheet_of(session, current_actor(), code)
            day = local_date(house().units.clock())
            history = queries.history_of(session, action.id)
            documents = queries.documents_of(session, action.id, all=False)
            return {
                **line_of(action, action.axis.number if action.axis else None, day),
                "contract": action.contract.slug,
                "description": action.description,
                "partners": [one.name for one in action.partners],
                "indicators": [_indicator(one) for one in action.indicators],
                "documents": [
                    {"name": one.name, "size": one.size, "href": f"/actions/documents/{one.id}"} for one in documents
                ],
                "history": [
                    {
                        "made_at": line.made_at.isoformat(),
                        "institution": line.institution_name,
                        "text": line.text,
                        "changes": line.changes,
                        "version": line.version,
                    }
                    for line in history
                ],
                "note": action.note,
                "source": action.source,
            }


def line_of(action: Action, axis: int | None, day: date) -> dict[str, Any]:
    """Return an action ready for JSON."""
    verdict = verdict_of(action, day)
    plain = (
        *("id", "code", "title", "parent_id", "owner_id", "cost_cents", "cost_qualifier", "progress"),
        *("progress_percent", "starts", "due", "due_on", "done", "informed_on", "version"),
    )
    return {
        **{name: written(getattr(action, name)) for name in plain},
        "axis": axis,
        "owner": action.owner_name or (action.owner.name if action.owner else ""),
        "places": [place.name for place in action.places],
        "health": verdict.health.value,
        "why": explained(verdict),
        "funding": [_funding(line) for line in action.funding],
        "milestones": [_milestone(step) for step in action.milestones],
        "href": f"/actions/{action.code}",
    }


def _funding(line: FundingLine) -> dict[str, Any]:
    names = (
        *("id", "funder_id", "funder_name", "amount_cents", "requested_cents", "granted_cents", "committed_cents"),
        *("paid_cents", "qualifier", "period", "years", "via", "counted_in_parent", "note"),
    )
    return {name: written(getattr(line, name)) for name in names}


def _milestone(step: Milestone) -> dict[str, Any]:
    return {name: written(getattr(step, name)) for name in ("id", "title", "due", "due_on", "done_on", "note")}


def _indicator(indicator: ContractIndicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit,
        "baseline": None if indicator.baseline is None else str(indicator.baseline),
        "target": None if indicator.target is None else str(indicator.target),
        "target_on": indicator.target_on,
        "values": [
            {"value": str(one.value), "dated": one.dated, "qualifier": one.qualifier} for one in indicator.values
        ],
    }
