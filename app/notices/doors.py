"""Commands about messages."""

from flask_babel import gettext as _

from app.foundation.commands import Answer, command, find
from app.foundation.shapes import Shape, identifier
from app.foundation.unit_of_work import UnitOfWork

from . import operations
from .models import Message


class OneMessage(Shape):
    """A message."""

    message_id = identifier()


@command("message.retry", OneMessage)
def retry(work: UnitOfWork, message_id: int) -> Answer:
    """Try again to hand over a message that waits, was refused or was given up."""
    operations.retry_message(work, find(work, Message, message_id, lock=True))
    return {"message": _("Un nouvel essai est en cours.")}
