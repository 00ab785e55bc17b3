"""Refusals that have been counted and not yet told."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model


class RefusalCount(Model):
    """One kind of refusal of one person (none: of all visitors), while its window lasts. `times` is still untold."""

    __tablename__ = "refusal_counts"

    key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    asked: Mapped[str]
    policy: Mapped[str]
    sentence: Mapped[str]
    subjects: Mapped[list[Any]]
    since: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)
    times: Mapped[int]
