"""Supports: one person once, exact under load, names never public (I6)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model, Word
from app.interpellations.words import ThresholdEffect


class Support(Model):
    """One person's support. Valid unless an invalidation in force covers it."""

    __tablename__ = "supports"
    __table_args__ = (
        UniqueConstraint("interpellation_id", "person_id", name="uq_supports_person"),
        Index(
            "uq_supports_address",
            "interpellation_id",
            "address_digest",
            unique=True,
            postgresql_where=text("invalidation_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    interpellation_id: Mapped[int] = mapped_column(ForeignKey("interpellations.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    supported_at: Mapped[datetime]
    address_digest: Mapped[str] = mapped_column(repr=False)
    """Keyed digest of the canonical e-mail address: aliases of one address are one person."""
    invalidation_id: Mapped[int | None] = mapped_column(
        ForeignKey("support_invalidations.id"), default=None, index=True
    )


class SupportInvalidation(Model):
    """Supports set aside together by the secretariat, with a reason and a trace; can be taken back."""

    __tablename__ = "support_invalidations"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    interpellation_id: Mapped[int] = mapped_column(ForeignKey("interpellations.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str]
    criteria: Mapped[dict[str, Any]]
    count: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)
    lifted_reason: Mapped[str] = mapped_column(default="")
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)


class ThresholdCrossing(Model):
    """A threshold was crossed: what it opens, and whether going back below has undone it."""

    __tablename__ = "threshold_crossings"
    __table_args__ = (
        Index(
            "uq_threshold_crossings_standing",
            "interpellation_id",
            "threshold",
            unique=True,
            postgresql_where=text("undone_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    interpellation_id: Mapped[int] = mapped_column(ForeignKey("interpellations.id", ondelete="CASCADE"))
    threshold: Mapped[int]
    effect: Mapped[ThresholdEffect] = mapped_column(Word(ThresholdEffect))
    crossed_at: Mapped[datetime]
    happened_at: Mapped[datetime | None] = mapped_column(default=None)
    """When its effect took place; from then on nothing undoes it."""
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
    report: Mapped[str] = mapped_column(default="")
    """The published report of the meeting with elected members."""
