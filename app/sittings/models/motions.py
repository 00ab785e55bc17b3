"""Texts put to the vote."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Model, Word
from app.people.models import Person
from app.sittings.words import MotionState


class Motion(Model):
    """A vœu, a proposition or a motion: a text with numbered paragraphs (S6)."""

    __tablename__ = "motions"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    number: Mapped[int]
    title: Mapped[str]
    paragraphs: Mapped[list[Any]]
    """The text, one string per numbered paragraph."""
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"), default=None)
    state: Mapped[MotionState] = mapped_column(Word(MotionState), default=MotionState.TABLED)
    effect: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """What carrying it does by itself: `{"finalites": [{"title": …, "description": …}], "reason": …}` (R2.1)."""

    public: Mapped[bool] = mapped_column(default=True)
    """Tabled in public: false behind closed doors, and for good (S11)."""

    moved_by: Mapped[Person] = relationship(init=False)
