"""What the worker does with the outbox.

An attempt is two transactions. The first counts it and puts the next one off: a worker killed at any point leaves a
message that waits, never one that is lost or tried in a loop. The second holds the message's row while it talks to
the server: no other worker can send it meanwhile, and a dead worker's hold ends with its connection.
"""

from datetime import timedelta

import structlog
from sqlalchemy import select

from app.config import Settings
from app.foundation.actors import SYSTEM
from app.foundation.unit_of_work import Units

from . import mail, operations, smtp
from .models import Message
from .rules import Answer
from .words import MessageState, Stage

log = structlog.get_logger()
AT_ONCE = 200


def deliver(units: Units, settings: Settings, message_id: int) -> Answer | None:
    """Try to hand one message over, if it is due and nobody else has it; return what the server answered."""
    with units.begin(SYSTEM) as work:
        attempt = operations.begin_attempt(work, message_id)
    if attempt is None:
        return None
    with units.begin(SYSTEM) as work:
        message = operations.held(work, message_id, attempt)
        if message is None:
            return None
        content, answer = _post(settings, message)
        operations.take_answer(work, message, answer, content=content, key=settings.secret_key)
        log.info("message_tried", reference=message.reference, state=message.state.value, stage=answer.stage.value)
    return answer


def _post(settings: Settings, message: Message) -> tuple[bytes, Answer]:
    try:
        letter = mail.compose(settings, message)
    except mail.Unsendable as fault:
        return b"", Answer(stage=Stage.COMPOSITION, code=None, words=str(fault))
    sender, recipient = mail.sender_of(settings), mail.travelling(message.recipient or "")
    return letter.as_bytes(), smtp.post(settings, letter, sender=sender, recipient=recipient)


def sweep(units: Units, settings: Settings) -> int:
    """Try every message that is due, the oldest first; return how many were tried.

    It stops at a server that does not answer: the others would wait as long, each in turn, for the same silence.
    """
    tried = 0
    for message_id in _due(units):
        try:
            answer = deliver(units, settings, message_id)
        except Exception:
            log.exception("message_not_tried", message=message_id)
            continue
        if answer is None:
            continue
        tried += 1
        if answer.stage is Stage.CONNECTION:
            break
    return tried


def _due(units: Units) -> list[int]:
    due = select(Message.id).where(Message.state == MessageState.WAITING, Message.next_attempt_at <= units.clock())
    with units.reading() as session:
        return list(session.scalars(due.order_by(Message.next_attempt_at, Message.id).limit(AT_ONCE)))


def erase(units: Units, settings: Settings) -> int:
    """Forget addresses and words after the retention; return how many messages."""
    with units.begin(SYSTEM) as work:
        return operations.erase_old_messages(work, kept=timedelta(days=settings.mail_retention_days))
