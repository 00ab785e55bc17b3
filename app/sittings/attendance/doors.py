"""The commands of presence: `presence.enter`, `presence.leave`."""

from flask_babel import gettext as _
from marshmallow import fields

from app.foundation.commands import Answer, command, find
from app.foundation.shapes import ID
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.models import Sitting
from app.sittings.shapes import OfSitting
from app.sittings.words import PresenceMode

from . import operations


class Leave(OfSitting):
    """`seat_id` or `person_id` is given by the secretariat, on behalf of somebody."""

    seat_id = fields.Integer(load_default=None, validate=ID)
    person_id = fields.Integer(load_default=None, validate=ID)


class Enter(Leave):
    """How one is present: in the room or remotely."""

    mode = fields.Enum(PresenceMode, by_value=True, load_default=PresenceMode.ROOM)


@command("presence.enter", Enter)
def enter(work: UnitOfWork, sitting_id: int, mode: PresenceMode, seat_id: int | None, person_id: int | None) -> Answer:
    """Enter the sitting, or note that somebody entered."""
    sitting = find(work, Sitting, sitting_id, lock=True)
    opened = operations.enter(work, sitting, mode=mode, seat_id=seat_id, person_id=person_id)
    message = _("Présence notée.") if opened else _("La présence était déjà notée.")
    return {"message": message, "presence_ids": [presence.id for presence in opened]}


@command("presence.leave", Leave)
def leave(work: UnitOfWork, sitting_id: int, seat_id: int | None, person_id: int | None) -> Answer:
    """Leave the sitting, or note that somebody left."""
    sitting = find(work, Sitting, sitting_id, lock=True)
    operations.leave(work, sitting, seat_id=seat_id, person_id=person_id)
    return {"message": _("Sortie notée.")}
