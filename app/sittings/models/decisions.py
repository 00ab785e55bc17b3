"""What was decided, and who follows it up (S13)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Model, Word
from app.institutions.models import Institution
from app.sittings.words import CommitmentState


class Decision(Model):
    """A decision of the assembly, by a ballot or by the chair's noting of agreement. Numbered in its conference."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conferences.id"), index=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"))
    ballot_id: Mapped[int | None] = mapped_column(ForeignKey("ballots.id"), default=None)
    number: Mapped[str]
    """« 2026-03-D02 »: year, rank of the sitting in the year, rank of the decision."""
    text: Mapped[str]
    decided_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    public: Mapped[bool] = mapped_column(default=True)

    commitments: Mapped[list["Commitment"]] = relationship(
        back_populates="decision", init=False, default_factory=list, order_by="Commitment.id"
    )


class Commitment(Model):
    """What an institution must do, by when."""

    __tablename__ = "commitments"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    title: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    owner_person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    due_on: Mapped[date]
    state: Mapped[CommitmentState] = mapped_column(Word(CommitmentState), default=CommitmentState.OPEN)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)

    decision: Mapped[Decision] = relationship(back_populates="commitments", init=False)
    owner: Mapped[Institution] = relationship(init=False)
    updates: Mapped[list["CommitmentUpdate"]] = relationship(
        init=False, default_factory=list, order_by="CommitmentUpdate.id"
    )


class CommitmentUpdate(Model):
    """What was said or done about a commitment; never rewritten."""

    __tablename__ = "commitment_updates"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id"), index=True)
    text: Mapped[str]
    state: Mapped[CommitmentState] = mapped_column(Word(CommitmentState))
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
