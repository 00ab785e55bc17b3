"""The journal's tables. Rows are only ever inserted, except the head of each stream."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model

GENESIS = "0" * 64


class StreamHead(Model):
    """The last position of a stream. Its row lock orders the writers of that stream."""

    __tablename__ = "journal_streams"

    stream: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, default=0)
    sequences: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    hash: Mapped[str] = mapped_column(default=GENESIS)


class JournalEntry(Model):
    """One fact. `position` is gap-free in the stream, `sequence` gap-free in the stream's audience."""

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("stream", "audience", "sequence"),
        Index("ix_journal_kind_occurred_at", "kind", "occurred_at"),
        Index("ix_journal_occurred_at", "occurred_at"),
    )

    stream: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str]
    audience: Mapped[str]
    sequence: Mapped[int] = mapped_column(BigInteger)
    occurred_at: Mapped[datetime]
    payload: Mapped[dict[str, Any]]
    previous_hash: Mapped[str]
    hash: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(default=None)
    request_id: Mapped[UUID | None] = mapped_column(default=None)


class AnsweredRequest(Model):
    """The answer already given to a request id, so that a retry has the same effect: none."""

    __tablename__ = "answered_requests"

    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    request_id: Mapped[UUID] = mapped_column(primary_key=True)
    command: Mapped[str]
    digest: Mapped[str]
    answered_at: Mapped[datetime]
    answer: Mapped[dict[str, Any] | None] = mapped_column(default=None)


class Installation(Model):
    """One row: the identity of this database, part of every epoch."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    database_id: Mapped[str] = mapped_column(default="")
