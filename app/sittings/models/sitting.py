"""The sitting itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.conferences.models import Conference, ThematicGroup
from app.foundation.database import Model, Word
from app.foundation.facts import MEMBERS, PUBLIC
from app.sittings.words import LIVE, AttendanceProfile, SittingState


class Sitting(Model):
    """A live meeting of a conference, or of one of its thematic groups when `group_id` is set."""

    __tablename__ = "sittings"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conferences.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("thematic_groups.id"), default=None)
    title: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(default="")
    attendance: Mapped[AttendanceProfile] = mapped_column(Word(AttendanceProfile), default=AttendanceProfile.HYBRID)
    public: Mapped[bool] = mapped_column(default=True)
    prefect_expected: Mapped[bool] = mapped_column(default=False)
    """The préfet de région is to attend (R3.7)."""
    negotiation: Mapped[bool] = mapped_column(default=False)
    """Held in a period of negotiation, when the rhythm can be weekly (R3.8)."""
    reconvened_from_id: Mapped[int | None] = mapped_column(ForeignKey("sittings.id"), default=None)
    """The sitting without quorum that this one takes up again, with no quorum required (S3)."""
    state: Mapped[SittingState] = mapped_column(Word(SittingState), default=SittingState.PREPARING)
    cancelled_reason: Mapped[str] = mapped_column(default="")
    agenda_published_at: Mapped[datetime | None] = mapped_column(default=None)
    agenda_version: Mapped[int] = mapped_column(default=1)
    floor_version: Mapped[int] = mapped_column(default=1)
    floor_closed: Mapped[bool] = mapped_column(default=False)
    current_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id", use_alter=True), default=None)
    opened_at: Mapped[datetime | None] = mapped_column(default=None)
    suspended_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_doors_since: Mapped[datetime | None] = mapped_column(default=None)
    """Huis clos: from then on nothing of the sitting is public (S11)."""
    quorum_lost_at: Mapped[datetime | None] = mapped_column(default=None)
    without_quorum: Mapped[bool] = mapped_column(default=False)
    """The sitting ended because the quorum was not reached (R3.10)."""
    chair_person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    """Who chairs: set at opening, kept for the minutes."""
    secretary_person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)

    kept_reglement: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    """The règlement intérieur as it was when the sitting ended: a past sitting keeps the rules of its day."""

    conference: Mapped[Conference] = relationship(init=False)
    group: Mapped[ThematicGroup | None] = relationship(init=False)

    @property
    def reglement(self) -> dict[str, Any]:
        """Return the settings that this sitting follows: the conference's, or those of its day once it has ended."""
        return self.conference.reglement if self.kept_reglement is None else self.kept_reglement

    @property
    def stream(self) -> str:
        """Return the name of this sitting's record."""
        return f"sitting:{self.id}"

    @property
    def audience(self) -> str:
        """Return who may read what happens now: everybody, or members only (private sitting, huis clos)."""
        return PUBLIC if self.public and self.closed_doors_since is None else MEMBERS

    @property
    def in_public(self) -> bool:
        """Tell whether what happens now is public."""
        return self.audience == PUBLIC

    @property
    def live(self) -> bool:
        """Tell whether the sitting is under way, suspended or not."""
        return self.state in LIVE
