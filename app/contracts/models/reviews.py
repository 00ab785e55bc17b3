"""Reviews: computed dates, the state of the contract on that day, and a conclusion (R16)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.contracts.words import ReviewConclusion, ReviewKind, ReviewState
from app.foundation.database import Model, Word


class ContractReview(Model):
    """One review of a contract. Computed ones have a key, so that computing again makes no second one."""

    __tablename__ = "contract_reviews"
    __table_args__ = (
        Index("uq_contract_reviews_key", "contract_id", "key", unique=True, postgresql_where=text("key <> ''")),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ReviewKind] = mapped_column(Word(ReviewKind))
    title: Mapped[str]
    due_on: Mapped[date] = mapped_column(index=True)
    state: Mapped[ReviewState] = mapped_column(Word(ReviewState), default=ReviewState.DUE)
    key: Mapped[str] = mapped_column(default="")
    """`mid_term`, `periodic:2027-03-01`; empty for one that a party triggers."""
    explanation: Mapped[str] = mapped_column(default="")
    """How the date was computed, or the case of force majeure that triggers it."""
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("contract_parties.id"), default=None)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), default=None)
    held_on: Mapped[date | None] = mapped_column(default=None)
    snapshot: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """The state of the contract on the day it was held."""
    findings: Mapped[str] = mapped_column(default="")
    conclusion: Mapped[ReviewConclusion | None] = mapped_column(Word(ReviewConclusion), default=None)
    concluded_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1, init=False)
    __mapper_args__ = {"version_id_col": version}
