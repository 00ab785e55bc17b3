"""The command of « Mes contrats »."""

from flask_babel import gettext as _

from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape
from app.foundation.unit_of_work import UnitOfWork

from .operations import mark_seen


class MarkSeen(Shape):
    """Nothing: everything up to now."""


@command("vigie.mark_seen", MarkSeen)
def mark(work: UnitOfWork) -> Answer:
    """Remember that the person has seen what changed in the contracts they watch."""
    mark_seen(work)
    message = _("C’est noté : seuls les changements suivants seront marqués comme nouveaux.")
    return {"message": message, "location": "/vigies"}
