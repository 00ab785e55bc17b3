"""The commands that move the clock."""

from flask_babel import gettext as _
from marshmallow import fields

from app.foundation.commands import Answer, command
from app.foundation.french import day
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.loading import file_of
from app.interpellations.words import DeadlineKind

from . import suspending


class SuspendClock(Shape):
    """What stands still, and why."""

    interpellation_id = identifier()
    kind = fields.Enum(DeadlineKind, by_value=True, load_default=DeadlineKind.ANSWER)
    reason = text(1000)


@command("interpellation.suspend_clock", SuspendClock)
def suspend(work: UnitOfWork, interpellation_id: int, kind: DeadlineKind, reason: str) -> Answer:
    """Stop a clock, for a public reason."""
    deadline = suspending.suspend(work, file_of(work, interpellation_id), kind, reason=reason)
    return {
        "message": _("Le délai est suspendu ; il ne pourra pas dépasser le %(day)s.", day=day(deadline.due_on)),
        "due_on": deadline.due_on.isoformat(),
    }


class ResumeClock(Shape):
    """What runs again."""

    interpellation_id = identifier()
    kind = fields.Enum(DeadlineKind, by_value=True, load_default=DeadlineKind.ANSWER)


@command("interpellation.resume_clock", ResumeClock)
def resume(work: UnitOfWork, interpellation_id: int, kind: DeadlineKind) -> Answer:
    """Let a clock run again."""
    said = suspending.resume(work, file_of(work, interpellation_id), kind)
    return {"message": _("Le délai court de nouveau. %(computation)s", computation=said)}
