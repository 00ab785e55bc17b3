"""Live notes and the minutes drawn from the record (S10)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Model, Word
from app.people.models import Person
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
    """The procès-verbal of a sitting: its state, and its frozen content once it is no longer a draft.

    `content` holds `{"members": …, "public": …}` as `minutes.document` writes them; `public` is null where nothing was.
    """

    __tablename__ = "minutes"

    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), primary_key=True, autoincrement=False)
    state: Mapped[MinutesState] = mapped_column(Word(MinutesState), default=MinutesState.DRAFT)
    content: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    content_hash: Mapped[str | None] = mapped_column(default=None)
    """SHA-256 of what members read, in its canonical form."""
    public_hash: Mapped[str | None] = mapped_column(default=None)
    """The same for what the public reads."""
    circulated_at: Mapped[datetime | None] = mapped_column(default=None)
    adopted_at: Mapped[datetime | None] = mapped_column(default=None)
    adopted_in_id: Mapped[int | None] = mapped_column(ForeignKey("sittings.id"), default=None)
    signatures: Mapped[list[Any]] = mapped_column(default_factory=list)
    """Who signed which content: `{person_id, name, quality, signed_at, content_hash}`."""
    sealed_at: Mapped[datetime | None] = mapped_column(default=None)
    published_at: Mapped[datetime | None] = mapped_column(default=None)


class MinutesCorrection(Model):
    """What a member asks to correct while minutes are circulated, and the answer."""

    __tablename__ = "minutes_corrections"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), default=None)
    """The item it is about; None for the rest of the minutes."""
    text: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    accepted: Mapped[bool | None] = mapped_column(default=None)
    """None while nobody has answered."""
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)

    proposed_by: Mapped[Person] = relationship(init=False, foreign_keys="MinutesCorrection.proposed_by_id")
