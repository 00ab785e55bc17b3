"""What machines read of a contract on its way to signature: the checklist, and the text with its digests."""

from dataclasses import asdict
from typing import Any, ClassVar

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from app.contracts.clauses.views import whole_text
from app.contracts.life.pages.frame import entered, today
from app.contracts.life.queries.situation import situation_of
from app.contracts.loading import find_contract
from app.contracts.rules.checklist import checklist
from app.foundation.shapes import Shape
from app.web.guards import public
from app.web.house import reading
from app.web.identity import current_actor

blueprint = Blueprint("contract_texts", __name__, url_prefix="/api/v1/contracts")


class RequirementView(Shape):
    """One requirement of the checklist."""

    key = fields.String()
    rule = fields.String()
    label = fields.String()
    standing = fields.String(metadata={"description": "satisfied, missing or not_required"})
    sentence = fields.String()
    moment = fields.String(metadata={"description": "what it blocks: signature or force"})


class ChecklistView(Shape):
    """Where a contract stands, and what it must have before it is signed."""

    contract_id = fields.Integer()
    state = fields.String()
    requirements = fields.List(fields.Nested(RequirementView))


class TextView(Shape):
    """The text in force: what surrounds the clauses, the clauses, and the digests of what was signed."""

    content = fields.Dict()
    clauses = fields.List(fields.Dict())
    absent = fields.List(fields.Dict(), metadata={"description": "mandatory clauses that the text does not have"})
    seals = fields.List(fields.Dict())


@blueprint.route("/<slug>/checklist")
class Checklist(MethodView):
    """What is missing before signature."""

    @blueprint.response(200, ChecklistView)
    def get(self, slug: str) -> dict[str, Any]:
        """Return the checklist of a contract, to whom its desk is open."""
        with reading() as session:
            contract = entered(session, slug)
            rows = checklist(situation_of(session, contract, today()))
        told = [asdict(row) | {"standing": row.standing.value, "moment": row.moment.value} for row in rows]
        return {"contract_id": contract.id, "state": contract.state.value, "requirements": told}


@blueprint.route("/<slug>/text")
class Text(MethodView):
    """The text of a contract."""

    decorators: ClassVar = [public]

    @blueprint.response(200, TextView)
    def get(self, slug: str) -> dict[str, Any]:
        """Return the text of a contract as it stands, with the history of each clause."""
        with reading() as session:
            text = whole_text(session, find_contract(session, current_actor(), slug))
        return {
            "content": text.content,
            "clauses": [asdict(clause) for clause in text.clauses],
            "absent": [asdict(one) for one in text.absent],
            "seals": [asdict(seal) for seal in text.seals],
        }
