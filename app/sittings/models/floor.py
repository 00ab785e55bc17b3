"""Who asks for, has, and has had the floor."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.conferences.models import Seat
from app.foundation.database import Model, Word
from app.people.models import Person
from app.sittings.words import SpeechKind, SpeechState


class Speech(Model):
    """A request for the floor and, once given, the speech itself (S5). Times are absolute."""

    __tablename__ = "speeches"
    __table_args__ = (
        Index("ix_speeches_sitting_state", "sitting_id", "state"),
        # The floor has one holder at a time.
        Index(
            "uq_speeches_holder",
            "sitting_id",
            unique=True,
            postgresql_where=text("state IN ('speaking', 'paused')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), default=None)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"), default=None)
    kind: Mapped[SpeechKind] = mapped_column(Word(SpeechKind), default=SpeechKind.CONTRIBUTION)
    state: Mapped[SpeechState] = mapped_column(Word(SpeechState), default=SpeechState.WAITING)
    rank: Mapped[int] = mapped_column(default=0)
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    """The speaker, or the secretary for them."""
    limit_seconds: Mapped[int | None] = mapped_column(default=None)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    paused_at: Mapped[datetime | None] = mapped_column(default=None)
    paused_seconds: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    public: Mapped[bool] = mapped_column(default=True)
    """Asked for in public: false behind closed doors, and for good (S11)."""

    person: Mapped[Person] = relationship(init=False, foreign_keys="Speech.person_id")
    seat: Mapped[Seat | None] = relationship(init=False)
