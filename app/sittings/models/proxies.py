"""Powers to vote: who gave one to whom, in writing, for how long, and how it ended (S4)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.conferences.models import Conference, Seat
from app.foundation.database import Model, Word
from app.people.models import Person
from app.sittings.words import ProxyEnd, ProxyWay

from .agenda import StoredFile
from .sitting import Sitting


class ProxyGiven(Model):
    """A power from a voting seat to another, each with the person who held it that day. Ended, never rewritten."""

    __tablename__ = "proxies"
    __table_args__ = (
        # A power lasts until the end of one sitting, or until a day.
        CheckConstraint("(sitting_id IS NULL) <> (ends_at IS NULL)", name="sitting_or_period"),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="times_in_order"),
        CheckConstraint("ended_at IS NULL OR ended_at >= given_at", name="ended_after_given"),
        CheckConstraint("principal_seat_id <> holder_seat_id", name="two_seats"),
        CheckConstraint("reference <> '' OR file_sha256 IS NOT NULL OR written <> ''", name="in_writing"),
        # A member gives one power for a sitting; how many a holder carries is a setting, kept by the seat's lock.
        Index(
            "uq_proxies_principal",
            "sitting_id",
            "principal_seat_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_proxies_conference", "conference_id", "sitting_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conferences.id"))
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sittings.id"), default=None)
    """The one sitting it serves; None when it serves every sitting of its period."""
    principal_seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), index=True)
    principal_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    holder_seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), index=True)
    holder_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    way: Mapped[ProxyWay] = mapped_column(Word(ProxyWay))
    written: Mapped[str]
    """The power as it reads: what the principal signed here, or what the secretariat copied from the paper."""
    reference: Mapped[str] = mapped_column(default="")
    """The letter it was recorded from."""
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_files.sha256"), default=None)
    file_name: Mapped[str] = mapped_column(default="")
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    """The principal, or who recorded the paper."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(default=None)
    """First instant at which a power for a period no longer runs."""
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    ended_how: Mapped[ProxyEnd | None] = mapped_column(Word(ProxyEnd), default=None)
    end_reason: Mapped[str] = mapped_column(default="")

    conference: Mapped[Conference] = relationship(init=False)
    sitting: Mapped[Sitting | None] = relationship(init=False)
    principal_seat: Mapped[Seat] = relationship(init=False, foreign_keys="ProxyGiven.principal_seat_id")
    principal: Mapped[Person] = relationship(init=False, foreign_keys="ProxyGiven.principal_id")
    holder_seat: Mapped[Seat] = relationship(init=False, foreign_keys="ProxyGiven.holder_seat_id")
    holder: Mapped[Person] = relationship(init=False, foreign_keys="ProxyGiven.holder_id")
    file: Mapped[StoredFile | None] = relationship(init=False)

    def end(self, how: ProxyEnd, *, at: datetime, by: int | None, reason: str = "") -> None:
        """Stop the power at an instant, for good."""
        self.ended_how, self.ended_at, self.ended_by_id, self.end_reason = how, at, by, reason.strip()
