"""The only writers of what becomes of messages."""

import hashlib
import hmac
from datetime import timedelta

from sqlalchemy import delete, exists, select

from app.foundation.errors import IllegalTransition, NotFound
from app.foundation.unit_of_work import UnitOfWork
from app.journal.streams import audiences_for

from . import policies
from .models import Message, MessageAttachment, MessageFile
from .outbox import DELIVER
from .rules import Answer
from .words import MessageState

AT_ONCE = 500


def begin_attempt(work: UnitOfWork, message_id: int) -> int | None:
    """Count an attempt if the message is due and nobody else has it; return its number, None when it is not ours."""
    work.allow(policies.may_hand_over)
    asked = select(Message).where(Message.id == message_id).with_for_update(skip_locked=True)
    message = work.session.scalars(asked).one_or_none()
    if message is None or not message.is_due(work.now()):
        return None
    message.begin_attempt(work.now())
    return message.attempts


def held(work: UnitOfWork, message_id: int, attempt: int) -> Message | None:
    """Return the message with its row locked for this attempt; None when it was settled or taken over meanwhile."""
    work.allow(policies.may_hand_over)
    asked = select(Message).where(Message.id == message_id).with_for_update()
    message = work.session.scalars(asked).one_or_none()
    ours = message is not None and message.state is MessageState.WAITING and message.attempts == attempt
    return message if ours else None


def take_answer(work: UnitOfWork, message: Message, answer: Answer, *, content: bytes, key: str) -> None:
    """Keep the server's answer; with it, what proves later which words went to which address."""
    work.allow(policies.may_hand_over)
    # Not `work.now()`: the conversation may have taken minutes since this unit of work began.
    message.take_answer(answer, work.units.clock())
    message.content_digest = hashlib.sha256(content).hexdigest()
    message.address_digest = address_digest(key, message.recipient or "")


def address_digest(key: str, address: str) -> str:
    """Return what stands for an address once it is erased: only who holds the key and the address can make it."""
    return hmac.new(key.encode(), address.strip().lower().encode(), hashlib.sha256).hexdigest()


def retry_message(work: UnitOfWork, message: Message) -> None:
    """Try again now, whatever happened before."""
    work.allow(policies.may_follow_messages, _audiences_of(work, message))
    if message.state is MessageState.HANDED_OVER:
        raise IllegalTransition("Ce message est déjà remis : le renvoyer en ferait deux.")
    if message.erased_at is not None:
        raise IllegalTransition("L’adresse et le texte de ce message sont effacés : il ne peut plus partir.")
    message.try_again(work.now())
    work.later(DELIVER, message_id=message.id)


def _audiences_of(work: UnitOfWork, message: Message) -> tuple[str, ...]:
    """Return what the actor may read of the object the message is about; nothing when there is no such object."""
    try:
        return audiences_for(work.session, work.actor, message.about)
    except NotFound:
        return ()


def erase_old_messages(work: UnitOfWork, *, kept: timedelta) -> int:
    """Forget the addresses and words of messages settled that long ago, and files nobody needs; return how many."""
    work.allow(policies.may_hand_over)
    old = work.session.scalars(
        select(Message)
        .where(Message.settled_at < work.now() - kept, Message.erased_at.is_(None))
        .order_by(Message.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for message in old:
        message.erase(work.now())
    work.session.flush()
    needed = exists().where(MessageAttachment.digest == MessageFile.digest)
    work.session.execute(delete(MessageFile).where(~needed).execution_options(synchronize_session=False))
    return len(old)
