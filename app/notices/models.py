"""The outbox: messages to hand over, and the proof that they were."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Model, Word

from . import rules
from .words import MessageState


class MessageFile(Model):
    """The content of attachments, kept once however many people receive it."""

    __tablename__ = "message_files"

    digest: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, repr=False)


class MessageAttachment(Model):
    """One attachment of one message: a name, a kind, and which content."""

    __tablename__ = "message_attachments"

    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True, init=False)
    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    media_type: Mapped[str]
    digest: Mapped[str] = mapped_column(ForeignKey("message_files.digest"), index=True)
    file: Mapped[MessageFile] = relationship(init=False, viewonly=True)


class Message(Model):
    """One message to one address. Address and words are erased after a while; the proof stays."""

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_due", "next_attempt_at", postgresql_where=text("state = 'waiting'")),
        Index("ix_messages_about", "about", "created_at"),
        Index("ix_messages_state", "state", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    reference: Mapped[str] = mapped_column(unique=True)
    """The left part of `Message-ID`: the same at each attempt."""
    kind: Mapped[str]
    about: Mapped[str]
    """Name of the stream of the object the message is about, "" when there is none."""
    recipient: Mapped[str | None] = mapped_column(repr=False)
    subject: Mapped[str | None] = mapped_column(repr=False)
    text: Mapped[str | None] = mapped_column(repr=False)
    created_at: Mapped[datetime]
    trying_since: Mapped[datetime]
    next_attempt_at: Mapped[datetime | None]
    reply_to: Mapped[str | None] = mapped_column(default=None)
    unsubscribe: Mapped[str | None] = mapped_column(default=None, repr=False)
    """Path of the page that stops such messages, in one click."""
    state: Mapped[MessageState] = mapped_column(Word(MessageState), default=MessageState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    last_attempt_at: Mapped[datetime | None] = mapped_column(default=None)
    last_answer: Mapped[str | None] = mapped_column(default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    handed_over_at: Mapped[datetime | None] = mapped_column(default=None)
    queue_id: Mapped[str | None] = mapped_column(default=None)
    address_digest: Mapped[str | None] = mapped_column(default=None, index=True)
    content_digest: Mapped[str | None] = mapped_column(default=None)
    erased_at: Mapped[datetime | None] = mapped_column(default=None)
    attachments: Mapped[list[MessageAttachment]] = relationship(
        order_by=MessageAttachment.rank, cascade="all, delete-orphan", default_factory=list
    )

    def is_due(self, now: datetime) -> bool:
        """Tell whether it is time to try to hand it over."""
        return self.state is MessageState.WAITING and self.next_attempt_at is not None and self.next_attempt_at <= now

    def begin_attempt(self, now: datetime) -> None:
        """Count an attempt before it is made: a process that dies in it waits like one that failed."""
        self.attempts += 1
        self.last_attempt_at = now
        self.next_attempt_at = now + rules.wait_after(self.attempts)

    def take_answer(self, answer: rules.Answer, now: datetime) -> None:
        """Keep what the server said and what follows from it."""
        said = f"{answer.code} {answer.words}" if answer.code else answer.words
        self.last_answer = rules.without_address(said, self.recipient or "")
        self.state = rules.state_after(answer, trying_since=self.trying_since, now=now)
        if self.state is MessageState.WAITING:
            return
        self.settled_at, self.next_attempt_at = now, None
        if self.state is MessageState.HANDED_OVER:
            self.handed_over_at, self.queue_id = now, rules.queue_id(answer.words)

    def try_again(self, now: datetime) -> None:
        """Wait again, from the first interval."""
        self.state, self.settled_at = MessageState.WAITING, None
        self.trying_since = self.next_attempt_at = now
        self.attempts = 0

    def erase(self, now: datetime) -> None:
        """Forget to whom and what; keep that, when and what the server answered."""
        self.recipient = self.subject = self.text = self.reply_to = self.unsubscribe = None
        self.attachments.clear()
        self.erased_at = now
