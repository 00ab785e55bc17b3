"""Who chairs, one year at a time (R3.4)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Model, Word
from app.institutions.models import Institution, Level


class PresidencyTerm(Model):
    """One institution (or, for a term to come, only a level) chairs from one date to another."""

    __tablename__ = "presidency_terms"
    __table_args__ = (CheckConstraint("ends_on > starts_on", name="dates_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conferences.id"), index=True)
    level: Mapped[Level] = mapped_column(Word(Level))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    """First day of the next term."""
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None)
    decision: Mapped[str] = mapped_column(default="")
    """The recorded decision that chose the institution within its level."""
    interim: Mapped[bool] = mapped_column(default=False)
    vacated_on: Mapped[date | None] = mapped_column(default=None)
    """The term was cut short on that day; an interim of the same level runs from it."""

    institution: Mapped[Institution | None] = relationship(init=False)

    @property
    def last_day_excluded(self) -> date:
        """Return the first day on which this institution no longer chairs."""
        return self.vacated_on or self.ends_on

    def runs_on(self, day: date) -> bool:
        """Tell whether this term is in force on that day."""
        return self.starts_on <= day < self.last_day_excluded
