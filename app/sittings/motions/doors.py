"""The commands of texts: `motion.table`, `motion.withdraw`."""

import json
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, pre_load

from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.locking import locked
from app.sittings.models import AgendaItem, Motion
from app.sittings.shapes import OfItem

from . import operations


class VotedFinalite(Shape):
    """A finalité to adopt."""

    title = text(200)
    description = text(4000, required=False)


class Effect(Shape):
    """What carrying the text does by itself (R2.1). `reason`: the chair's, when their number is unusual."""

    finalites = fields.List(fields.Nested(VotedFinalite), required=True)
    reason = text(1000, required=False)


class Table(OfItem):
    """A text and, when it decides the finalités of the conference, what they are.

    A form gives `effect` as one text: JSON, or one finalité a line, its description after « : ».
    """

    title = text(200)
    text = text(20_000)
    effect = fields.Nested(Effect, load_default=None)

    @pre_load
    def _read_effect(self, data: Any, **_kwargs: Any) -> Any:
        typed = data.get("effect") if isinstance(data, dict) else None
        return {**data, "effect": read_effect(typed)} if isinstance(typed, str) and typed.strip() else data


def read_effect(typed: str) -> Any:
    """Return the effect typed in a form as one text."""
    try:
        return json.loads(typed)
    except (ValueError, RecursionError):
        lines = [line.partition(":") for line in typed.splitlines() if line.strip()]
        return {"finalites": [{"title": t.strip(), "description": d.strip()} for t, _colon, d in lines]}


class OfMotion(Shape):
    """The text."""

    motion_id = identifier()


@command("motion.table", Table)
def table(work: UnitOfWork, item_id: int, title: str, text: str, effect: dict[str, Any] | None) -> Answer:
    """Table a text to be put to the vote."""
    sitting, item = locked(work, AgendaItem, item_id)
    motion = operations.table_motion(work, sitting, item, title=title, text=text, effect=effect)
    return {"message": _("Texte déposé sous le numéro %(number)s.", number=motion.number), "motion_id": motion.id}


@command("motion.withdraw", OfMotion)
def withdraw(work: UnitOfWork, motion_id: int) -> Answer:
    """Withdraw a text before the vote."""
    sitting, motion = locked(work, Motion, motion_id)
    operations.withdraw_motion(work, sitting, motion)
    return {"message": _("Texte retiré.")}
