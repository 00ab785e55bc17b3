"""The commands of conduct: `sitting.open`, `sitting.close`, `item.start`…"""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from marshmallow import fields

from app.foundation.clock import localised
from app.foundation.commands import Answer, command, find
from app.foundation.shapes import moment
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.locking import locked
from app.sittings.models import AgendaItem, Sitting
from app.sittings.shapes import OfItem, OfSitting
from app.sittings.words import AttendanceProfile

from .operations import course, items, reconvening


class Close(OfSitting):
    """`without_quorum`: the sitting ends because the quorum is missing."""

    without_quorum = fields.Boolean(load_default=False)


class Reconvene(OfSitting):
    """When the second sitting is held."""

    starts_at = moment(required=True)


class SetAttendance(OfSitting):
    """How one attends."""

    attendance = fields.Enum(AttendanceProfile, by_value=True, required=True)


def _sitting(work: UnitOfWork, sitting_id: int) -> Sitting:
    sitting: Sitting = find(work, Sitting, sitting_id, lock=True)
    return sitting


@command("sitting.open", OfSitting)
def open_sitting(work: UnitOfWork, sitting_id: int) -> Answer:
    """Open the sitting."""
    course.open_sitting(work, _sitting(work, sitting_id))
    return {"message": _("La séance est ouverte.")}


@command("sitting.suspend", OfSitting)
def suspend(work: UnitOfWork, sitting_id: int) -> Answer:
    """Suspend the sitting."""
    course.suspend_sitting(work, _sitting(work, sitting_id))
    return {"message": _("La séance est suspendue.")}


@command("sitting.resume", OfSitting)
def resume(work: UnitOfWork, sitting_id: int) -> Answer:
    """Go on with a suspended sitting."""
    course.resume_sitting(work, _sitting(work, sitting_id))
    return {"message": _("La séance reprend.")}


@command("sitting.close", Close)
def close(work: UnitOfWork, sitting_id: int, without_quorum: bool) -> Answer:
    """End the sitting."""
    course.close_sitting(work, _sitting(work, sitting_id), without_quorum=without_quorum)
    return {"message": _("La séance est levée faute de quorum.") if without_quorum else _("La séance est levée.")}


@command("sitting.reconvene", Reconvene)
def reconvene(work: UnitOfWork, sitting_id: int, starts_at: datetime) -> Answer:
    """Convene again a sitting that ended without quorum; none is required then."""
    sitting = _sitting(work, sitting_id)
    starts_at = localised(starts_at, ZoneInfo(sitting.conference.timezone))
    again = reconvening.reconvene(work, sitting, starts_at=starts_at)
    return {
        "message": _("La séance est convoquée de nouveau, sans quorum exigé."),
        "location": f"/seances/{again.id}",
        "sitting_id": again.id,
    }


@command("sitting.close_doors", OfSitting)
def close_doors(work: UnitOfWork, sitting_id: int) -> Answer:
    """Begin a closed session: the public hears nothing more."""
    course.close_doors(work, _sitting(work, sitting_id))
    return {"message": _("Le huis clos est prononcé : le public ne suit plus la séance.")}


@command("sitting.open_doors", OfSitting)
def open_doors(work: UnitOfWork, sitting_id: int) -> Answer:
    """End a closed session."""
    course.open_doors(work, _sitting(work, sitting_id))
    return {"message": _("Le huis clos est levé.")}


@command("sitting.set_attendance", SetAttendance)
def set_attendance(work: UnitOfWork, sitting_id: int, attendance: AttendanceProfile) -> Answer:
    """Change how one attends."""
    course.set_attendance(work, _sitting(work, sitting_id), attendance)
    return {"message": _("Mode de présence changé.")}


@command("item.start", OfItem)
def start_item(work: UnitOfWork, item_id: int) -> Answer:
    """Take up an item; the former one ends."""
    sitting, item = locked(work, AgendaItem, item_id)
    items.start_item(work, sitting, item)
    return {"message": _("Point en discussion : %(title)s.", title=item.title)}


@command("item.next", OfSitting)
def next_item(work: UnitOfWork, sitting_id: int) -> Answer:
    """Take up the next item of the agenda."""
    item = items.next_item(work, _sitting(work, sitting_id))
    return {"message": _("Point en discussion : %(title)s.", title=item.title), "item_id": item.id}


@command("item.end", OfItem)
def end_item(work: UnitOfWork, item_id: int) -> Answer:
    """Finish with the item under discussion."""
    sitting, item = locked(work, AgendaItem, item_id)
    items.end_item(work, sitting, item)
    return {"message": _("Point terminé.")}
