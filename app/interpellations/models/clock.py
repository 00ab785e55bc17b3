"""Who owes what by when: deadlines with their computation, suspensions, reminders sent (I5)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Model, Word
from app.institutions.models import Institution
from app.interpellations.words import DeadlineKind, ReminderKind


class Deadline(Model):
    """One thing owed. `rank` tells a second instance of the same kind from the first (a second hearing request)."""

    __tablename__ = "deadlines"
    __table_args__ = (
        UniqueConstraint("interpellation_id", "kind", "rank", name="uq_deadlines_kind"),
        Index("ix_deadlines_running", "due_on", postgresql_where=text("met_at IS NULL AND dropped_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    interpellation_id: Mapped[int] = mapped_column(ForeignKey("interpellations.id", ondelete="CASCADE"))
    kind: Mapped[DeadlineKind] = mapped_column(Word(DeadlineKind))
    starts_on: Mapped[date]
    due_on: Mapped[date]
    """Last day; late begins the day after."""
    very_late_on: Mapped[date]
    owed_by_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)
    """The institution that owes; None: the secretariat, the chair or the requester, by the kind."""
    rank: Mapped[int] = mapped_column(default=1)
    computation: Mapped[list[Any]] = mapped_column(default_factory=list)
    """The steps of the computation, as the legal clock gives them."""
    met_at: Mapped[datetime | None] = mapped_column(default=None)
    dropped_at: Mapped[datetime | None] = mapped_column(default=None)
    """No longer owed: the file was withdrawn, closed or judged inadmissible."""
    late_noted_at: Mapped[datetime | None] = mapped_column(default=None)
    very_late_noted_at: Mapped[datetime | None] = mapped_column(default=None)

    owed_by: Mapped[Institution | None] = relationship(init=False)
    suspensions: Mapped[list["Suspension"]] = relationship(
        init=False, default_factory=list, order_by="Suspension.starts_on"
    )


class Suspension(Model):
    """The clock stands still, with a reason and a cap, shown to all."""

    __tablename__ = "deadline_suspensions"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    reason: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    """First day on which the clock runs again; None while it stands still, never beyond the cap."""


class SentReminder(Model):
    """A reminder went out: each goes once, whatever the worker went through."""

    __tablename__ = "sent_reminders"
    __table_args__ = (UniqueConstraint("deadline_id", "kind", name="uq_sent_reminders_once"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id", ondelete="CASCADE"))
    kind: Mapped[ReminderKind] = mapped_column(Word(ReminderKind))
    planned_on: Mapped[date]
    sent_at: Mapped[datetime]
