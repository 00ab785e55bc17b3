"""Requests to be heard by the assembly, and hearings (I7, I8)."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Model, Word
from app.interpellations.words import EscalationCause, HearingState

from .file import Interpellation


class Hearing(Model):
    """One request to be heard; a second one may follow a first refusal, then the préfet is told."""

    __tablename__ = "hearings"
    __table_args__ = (UniqueConstraint("interpellation_id", "rank", name="uq_hearings_rank"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    interpellation_id: Mapped[int] = mapped_column(ForeignKey("interpellations.id", ondelete="CASCADE"))
    conference_id: Mapped[int] = mapped_column(ForeignKey("conferences.id"), index=True)
    rank: Mapped[int]
    """1 for the first request, 2 after a refusal."""
    cause: Mapped[EscalationCause] = mapped_column(Word(EscalationCause))
    requested_at: Mapped[datetime]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("thematic_groups.id"), default=None)
    reasons: Mapped[str] = mapped_column(default="")
    state: Mapped[HearingState] = mapped_column(Word(HearingState), default=HearingState.REQUESTED)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), default=None, index=True)
    """The proposed item, then the item of the sitting where it is heard."""
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    refusal: Mapped[str] = mapped_column(default="")
    """The chair's published reasons."""
    summoned_at: Mapped[datetime | None] = mapped_column(default=None)
    speaking_seconds: Mapped[int] = mapped_column(default=300)
    """The requester's guaranteed time on the floor."""
    held_at: Mapped[datetime | None] = mapped_column(default=None)

    interpellation: Mapped[Interpellation] = relationship(init=False)


class HearingPass(Model):
    """The personal link by which a requester joins the sitting as an invited person; kept only as a digest."""

    __tablename__ = "hearing_passes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearings.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    token_digest: Mapped[str] = mapped_column(unique=True, repr=False)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
