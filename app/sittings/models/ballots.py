"""One vote: its question and rule, its frozen roll, who voted, and what (S7, S9).

Who voted (`Turnout`) and what (`Vote`) are two tables so that the secret ballot can break the link between them.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.conferences.models import Seat
from app.foundation.database import Model, Word
from app.people.models import Person
from app.sittings.words import BallotState, Base, Choice, Majority

from .motions import Motion


class Ballot(Model):
    """A public ballot. `quorum` and `result` are frozen when it closes."""

    __tablename__ = "ballots"
    __table_args__ = (
        # A sitting votes on one question at a time.
        Index("uq_ballots_open", "sitting_id", unique=True, postgresql_where=text("state IN ('open', 'tied')")),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motions.id"), default=None, index=True)
    number: Mapped[int]
    question: Mapped[str]
    base: Mapped[Base] = mapped_column(Word(Base), default=Base.VOTES_CAST)
    majority: Mapped[Majority] = mapped_column(Word(Majority), default=Majority.SIMPLE)
    weighted: Mapped[bool] = mapped_column(default=False)
    casting_vote: Mapped[bool] = mapped_column(default=True)
    """The chair's vote decides a tie (public ballots only)."""
    state: Mapped[BallotState] = mapped_column(Word(BallotState), default=BallotState.OPEN)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    quorum: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """Quorum at opening and at closing: `{"opening": {...}, "closing": {...}}`."""
    result: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    cancelled_reason: Mapped[str] = mapped_column(default="")
    public: Mapped[bool] = mapped_column(default=True)
    """Opened in public: false behind closed doors, and for good (S11)."""

    motion: Mapped[Motion | None] = relationship(init=False)


class BallotVoter(Model):
    """The roll, frozen at opening: which seat may vote, by whom, with what weight."""

    __tablename__ = "ballot_voters"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True, autoincrement=False)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    weight: Mapped[Decimal] = mapped_column(Numeric(9, 3), default=Decimal(1))

    seat: Mapped[Seat] = relationship(init=False)
    person: Mapped[Person] = relationship(init=False)


class Turnout(Model):
    """That a seat voted: once, whatever the devices and the retries (S9)."""

    __tablename__ = "turnout"
    __table_args__ = (UniqueConstraint("ballot_id", "request_id"),)

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True, autoincrement=False)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), primary_key=True, autoincrement=False)
    request_id: Mapped[UUID]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    """Who acted: the holder of the seat or of its power, or the secretary on their behalf."""
    on_behalf: Mapped[bool] = mapped_column(default=False)
    cast_at: Mapped[datetime]
    receipt: Mapped[str]
    proxy_id: Mapped[int | None] = mapped_column(ForeignKey("proxies.id"), default=None)
    """The power by which it voted, its holder of the roll being absent (S4)."""


class Vote(Model):
    """What a seat chose, in a public ballot."""

    __tablename__ = "votes"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True, autoincrement=False)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), primary_key=True, autoincrement=False)
    choice: Mapped[Choice] = mapped_column(Word(Choice))
