"""The text of a contract: structured clauses, signed texts that are never edited, riders."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.contracts.words import ClauseKind, RiderState
from app.foundation.database import Model, Word


class Clause(Model):
    """A clause of the draft, or of a rider. `fields` are typed by `rules/clauses.py`; `prose` is what the text adds."""

    __tablename__ = "clauses"
    __table_args__ = (
        Index(
            "uq_clauses_kind",
            "contract_id",
            text("coalesce(rider_id, 0)"),
            "kind",
            unique=True,
            postgresql_where=text("kind <> 'free'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ClauseKind] = mapped_column(Word(ClauseKind))
    title: Mapped[str]
    rank: Mapped[int]
    written_at: Mapped[datetime]
    fields: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    prose: Mapped[str] = mapped_column(default="")
    rider_id: Mapped[int | None] = mapped_column(ForeignKey("riders.id", ondelete="CASCADE"), default=None, index=True)
    """The rider that writes or replaces this clause; None in the contract itself."""
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    version: Mapped[int] = mapped_column(default=1, init=False)
    __mapper_args__ = {"version_id_col": version}


class Rider(Model):
    """An *avenant*: changes the text by adding a signed version, never by editing it."""

    __tablename__ = "riders"
    __table_args__ = (UniqueConstraint("contract_id", "number", name="uq_riders_number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str]
    reason: Mapped[str]
    created_at: Mapped[datetime]
    state: Mapped[RiderState] = mapped_column(Word(RiderState), default=RiderState.DRAFT)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("contract_reviews.id"), default=None)
    new_ends_on: Mapped[date | None] = mapped_column(default=None)
    signed_on: Mapped[date | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1, init=False)
    __mapper_args__ = {"version_id_col": version}


class RiderSignature(Model):
    """One party's signature under a rider."""

    __tablename__ = "rider_signatures"

    rider_id: Mapped[int] = mapped_column(
        ForeignKey("riders.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    party_id: Mapped[int] = mapped_column(
        ForeignKey("contract_parties.id"), primary_key=True, autoincrement=False, index=True
    )
    signed_on: Mapped[date]
    signatory: Mapped[str]


class SignedText(Model):
    """The whole text as it was signed: frozen, with its digest. Number 0 is the contract, then its riders."""

    __tablename__ = "signed_texts"
    __table_args__ = (UniqueConstraint("contract_id", "number", name="uq_signed_texts_number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    """Of the canonical JSON of the content."""
    frozen_at: Mapped[datetime]
    rider_id: Mapped[int | None] = mapped_column(ForeignKey("riders.id"), default=None)
