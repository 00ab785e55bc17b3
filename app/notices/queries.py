"""Reads of the outbox: what waits, what failed, what can be proved."""

from dataclasses import dataclass
from math import ceil

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from .models import Message
from .words import MessageState

PAGE = 50
UNSETTLED = (MessageState.WAITING, MessageState.REFUSED, MessageState.GIVEN_UP)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody wants to see of the outbox.

    `address` finds the erased messages too, through its digests (one for each secret key).
    """

    about: str | None = None
    states: tuple[MessageState, ...] = ()
    address: str = ""
    address_digests: tuple[str, ...] = ()
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of messages."""

    messages: list[Message]
    total: int
    page: int
    pages: int


def messages(session: Session, asked: Asked) -> Found:
    """Return the messages asked for, the newest first."""
    conditions = []
    if asked.about is not None:
        conditions.append(Message.about == asked.about)
    if asked.states:
        conditions.append(Message.state.in_(asked.states))
    if asked.address:
        same = func.lower(Message.recipient) == asked.address.strip().lower()
        conditions.append(or_(same, Message.address_digest.in_(asked.address_digests)))
    total = session.scalar(select(func.count()).select_from(Message).where(*conditions)) or 0
    pages = max(1, ceil(total / PAGE))
    page = min(max(1, asked.page), pages)
    rows = session.scalars(
        select(Message).where(*conditions).order_by(Message.id.desc()).offset((page - 1) * PAGE).limit(PAGE)
    )
    return Found(messages=list(rows), total=total, page=page, pages=pages)


def counts(session: Session, about: str | None = None) -> dict[MessageState, int]:
    """Return how many messages are in each state."""
    asked = select(Message.state, func.count()).group_by(Message.state)
    if about is not None:
        asked = asked.where(Message.about == about)
    found = dict.fromkeys(MessageState, 0)
    for state, count in session.execute(asked):
        found[state] = count
    return found


def messages_about(session: Session, about: str, *, kind: str | None = None) -> list[Message]:
    """Return every message about an object, oldest first: the proof of what was sent, to show beside it."""
    asked = select(Message).where(Message.about == about)
    if kind is not None:
        asked = asked.where(Message.kind == kind)
    return list(session.scalars(asked.order_by(Message.id)))
