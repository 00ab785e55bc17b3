"""The conference, the acts that compose it and the questions the State refers to it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.conferences.words import Profile
from app.foundation.database import Model, Word
from app.institutions.models import Institution


class Conference(Model):
    """The restricted assembly of elected members of one region."""

    __tablename__ = "conferences"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    region_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    created_at: Mapped[datetime]
    profile: Mapped[Profile] = mapped_column(Word(Profile), default=Profile.COTAP)
    purpose: Mapped[str] = mapped_column(default="")
    timezone: Mapped[str] = mapped_column(default="Europe/Paris")
    accent: Mapped[str | None] = mapped_column(default=None)
    """`#rrggbb`, its contrast checked; None: the site's accent."""
    reglement: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """The règlement intérieur as typed settings (`rules/settings.py`); what is absent has its default."""
    level_order: Mapped[list[Any]] = mapped_column(default_factory=list)
    """The agreed order in which levels take the presidency (R3.4)."""
    secretariat_cost_cents: Mapped[int | None] = mapped_column(default=None)
    """Yearly cost of the secretariat, shared by population (R3.9)."""
    disagreement_recorded_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the conference recorded that it cannot agree on its finalités (R2.2)."""
    version: Mapped[int] = mapped_column(default=1, init=False)

    region: Mapped[Institution] = relationship(init=False)
    __mapper_args__ = {"version_id_col": version}

    @property
    def stream(self) -> str:
        """Return the name of this conference's record."""
        return f"conference:{self.id}"


class CompositionAct(Model):
    """The dated act of the préfet de région that fixes the composition (R3.3)."""

    __tablename__ = "composition_acts"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conferences.id"), index=True)
    reference: Mapped[str]
    signed_on: Mapped[date]
    effective_on: Mapped[date]
    signatory: Mapped[str]
    specificities: Mapped[list[Any]] = mapped_column(default_factory=list)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)


class StateReferral(Model):
    """A question the State refers to the conference; it must appear on the next agenda (R3.6)."""

    __tablename__ = "state_referrals"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conferences.id"), index=True)
    title: Mapped[str]
    question: Mapped[str]
    referred_at: Mapped[datetime]
    referred_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
