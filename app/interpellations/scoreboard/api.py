"""The scoreboard as JSON, for anybody. What nobody can know yet is null; a silence is never an acceptance."""

from math import ceil
from typing import Any, ClassVar

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from app.foundation.clock import local_date
from app.foundation.shapes import Shape
from app.web.guards import public
from app.web.house import house, reading

from . import queries
from .queries import By, Figures

blueprint = Blueprint(
    "scoreboard_api",
    __name__,
    url_prefix="/api/v1/interpellations",
    description="Answers to interpellations: owed, given, late, never given",
)


class AskedBoard(Shape):
    """Whose figures, and which page of them."""

    by = fields.Enum(By, by_value=True, load_default=By.INSTITUTION)
    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=10_000, error="Cette page n’existe pas."))


class FiguresView(Shape):
    """How the answers owed by one institution, or about one contract, were given."""

    key = fields.String(
        required=True, metadata={"description": "Id of the institution, or name of the contract in its address."}
    )
    name = fields.String(required=True)
    due = fields.Integer(required=True)
    answered = fields.Integer(required=True)
    in_time = fields.Integer(required=True)
    answered_late = fields.Integer(required=True)
    no_answer = fields.Integer(required=True, metadata={"description": "« Réponse non intervenue », never acceptance."})
    awaited = fields.Integer(required=True, metadata={"description": "Not there, and there is still time."})
    answered_after_reminder = fields.Integer(required=True)
    late_percent = fields.String(
        required=True, allow_none=True, metadata={"description": "Of what was answered or is late; decimal text."}
    )
    median_days = fields.String(
        required=True, allow_none=True, metadata={"description": "From admissibility to the answer; decimal text."}
    )
    href = fields.String(required=True, metadata={"description": "The files of the line."})


class Board(Shape):
    """A page of lines, those who left most unanswered first, and the whole."""

    by = fields.String(required=True)
    at = fields.Date(required=True, metadata={"description": "The day of the figures."})
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)
    whole = fields.Nested(FiguresView, required=True)
    lines = fields.List(fields.Nested(FiguresView), required=True)


def view(one: Figures, by: By) -> dict[str, Any]:
    """Return a line as it travels."""
    return {
        "key": one.key,
        "name": one.name,
        "due": one.due,
        "answered": one.answered,
        "in_time": one.in_time,
        "answered_late": one.answered_late,
        "no_answer": one.silent,
        "awaited": one.awaited,
        "answered_after_reminder": one.reminded,
        "late_percent": None if one.share_late is None else str(one.share_late),
        "median_days": None if one.median_days is None else f"{one.median_days:f}",
        "href": f"/interpellations?{by.value}={one.key}&reponse=dues" if one.key else "/interpellations?reponse=dues",
    }


@blueprint.route("/scoreboard")
class Scoreboard(MethodView):
    """Who answers, in what time, and who does not."""

    decorators: ClassVar = [public]

    @blueprint.arguments(AskedBoard, location="query")
    @blueprint.response(200, Board)
    def get(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the figures by institution or by contract, of public files alone."""
        today = local_date(house().units.clock())
        with reading() as session:
            rows, total = queries.board(session, asked["by"], today, asked["page"])
            whole = queries.whole(session, today)
        return {
            "by": asked["by"].value,
            "at": today,
            "page": asked["page"],
            "pages": max(1, ceil(total / queries.PAGE)),
            "whole": view(whole, asked["by"]),
            "lines": [view(row, asked["by"]) for row in rows],
        }
