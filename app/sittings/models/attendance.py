"""Who is there, how, from when to when; and which devices are connected."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.conferences.models import Seat
from app.foundation.database import Model, Word
from app.people.models import Person
from app.sittings.words import PresenceMode


class Presence(Model):
    """One interval of presence (S3). Entering opens it, leaving closes it; nothing is rewritten.

    In a sitting of the conference a seat is present; in a sitting of a thematic group, and for the State, a person is.
    """

    __tablename__ = "presences"
    __table_args__ = (
        CheckConstraint("left_at IS NULL OR left_at >= entered_at", name="times_in_order"),
        # A seat is present once at a time, whatever the devices.
        Index(
            "uq_presences_open",
            "sitting_id",
            "seat_id",
            unique=True,
            postgresql_where=text("left_at IS NULL"),
        ),
        Index(
            "uq_presences_open_person",
            "sitting_id",
            "person_id",
            unique=True,
            postgresql_where=text("left_at IS NULL AND seat_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), index=True)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"), default=None)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    mode: Mapped[PresenceMode] = mapped_column(Word(PresenceMode))
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    """The member, or the secretary for them."""
    affiliation: Mapped[str] = mapped_column(default="")
    """For whom the person sits, as it was when they entered: an institution, the State."""
    left_at: Mapped[datetime | None] = mapped_column(default=None)
    left_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)

    seat: Mapped[Seat | None] = relationship(init=False)
    person: Mapped[Person] = relationship(init=False, foreign_keys="Presence.person_id")


class LiveLink(Model):
    """One connected device of a seat holder. Losing it is shown, and is not leaving the sitting (S3).

    Unlogged on purpose: it is lossy state that a restart may forget.
    """

    __tablename__ = "live_links"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    connection_id: Mapped[str] = mapped_column(primary_key=True)
    process_id: Mapped[str] = mapped_column(index=True)
    stream: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[int] = mapped_column()
    seen_at: Mapped[datetime]
