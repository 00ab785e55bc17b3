"""Seats are places; mandates say who holds them, from when to when, and by which act."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.conferences.words import Office, SeatKind, Specificity
from app.foundation.database import Model, Word
from app.institutions.models import Institution, Level
from app.people.models import Person


class Seat(Model):
    """A place in the conference for an institution (R3.1, R3.2)."""

    __tablename__ = "seats"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conferences.id"), index=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("composition_acts.id"))
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"), index=True)
    level: Mapped[Level] = mapped_column(Word(Level))
    kind: Mapped[SeatKind] = mapped_column(Word(SeatKind), default=SeatKind.VOTING)
    rank: Mapped[int] = mapped_column(default=0)
    """Order in the hemicycle and in roll calls."""
    weight: Mapped[Decimal] = mapped_column(Numeric(9, 3), default=Decimal(1))
    specificity: Mapped[Specificity | None] = mapped_column(Word(Specificity), default=None)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)
    """First day on which the seat no longer exists; None while it does."""

    institution: Mapped[Institution] = relationship(init=False)

    def exists_on(self, day: date) -> bool:
        """Tell whether the seat exists on that day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


class Mandate(Model):
    """A person holds a seat or an office from one date to another, proved by an act. Never rewritten, only ended."""

    __tablename__ = "mandates"
    __table_args__ = (
        CheckConstraint("(seat_id IS NULL) <> (office IS NULL)", name="seat_or_office"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
        Index("ix_mandates_person_dates", "person_id", "starts_on", "ends_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conferences.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"), default=None, index=True)
    office: Mapped[Office | None] = mapped_column(Word(Office), default=None)
    proof: Mapped[str]
    """The act that proves it: reference and date."""
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)
    """First day on which the mandate no longer runs; None while it does."""
    end_reason: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship(init=False)
    seat: Mapped[Seat | None] = relationship(init=False)

    def runs_on(self, day: date) -> bool:
        """Tell whether the mandate is in force on that day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)
