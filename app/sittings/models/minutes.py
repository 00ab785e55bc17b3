"""Live notes and the minutes drawn from the record (S10)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model, Word
from app.sittings.words import MinutesState


class ItemNote(Model):
    """The secretary's notes on one item: the substance of the discussion, which no journal can know."""

    __tablename__ = "item_notes"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), primary_key=True, autoincrement=False)
    text: Mapped[str]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    version: Mapped[int] = mapped_column(default=1, init=False)

    __mapper_args__ = {"version_id_col": version}


class Minutes(Model):
    """The procès-verbal of a sitting: its state, and its frozen content once it is no longer a draft."""

    __tablename__ = "minutes"

    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), primary_key=True, autoincrement=False)
    state: Mapped[MinutesState] = mapped_column(Word(MinutesState), default=MinutesState.DRAFT)
    content: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    content_hash: Mapped[str | None] = mapped_column(default=None)
    circulated_at: Mapped[datetime | None] = mapped_column(default=None)
    adopted_at: Mapped[datetime | None] = mapped_column(default=None)
    adopted_in_id: Mapped[int | None] = mapped_column(ForeignKey("sittings.id"), default=None)
    published_at: Mapped[datetime | None] = mapped_column(default=None)
