"""What is suspended now; that it once was is the record's to say."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model, Word

from .words import Feature


class PausedFeature(Model):
    """One part of the service, suspended."""

    __tablename__ = "paused_features"

    feature: Mapped[Feature] = mapped_column(Word(Feature), primary_key=True)
    reason: Mapped[str]
    """Public: what people are told."""
    paused_at: Mapped[datetime]
    paused_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
