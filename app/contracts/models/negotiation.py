"""Negotiation: the préfet's mandate, rounds, and what each side said of each subject (R8)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contracts.words import RoundOutcome, Side
from app.foundation.database import Model, Word


class NegotiationMandate(Model):
    """The préfet's margins and themes; visible to the conference or confidential, as the préfet decides (R8.2)."""

    __tablename__ = "negotiation_mandates"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), unique=True)
    margins: Mapped[str]
    themes: Mapped[str]
    confidential: Mapped[bool]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    version: Mapped[int] = mapped_column(default=1, init=False)
    __mapper_args__ = {"version_id_col": version}


class NegotiationRound(Model):
    """One meeting of the negotiation; closed, it is not changed any more."""

    __tablename__ = "negotiation_rounds"
    __table_args__ = (UniqueConstraint("contract_id", "number", name="uq_negotiation_rounds_number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))
    number: Mapped[int]
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    positions: Mapped[list["RoundPosition"]] = relationship(
        init=False, default_factory=list, order_by="RoundPosition.id"
    )


class RoundPosition(Model):
    """What one side said of one subject, and where the subject stood at the end of the round."""

    __tablename__ = "round_positions"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("negotiation_rounds.id", ondelete="CASCADE"), index=True)
    side: Mapped[Side] = mapped_column(Word(Side))
    subject: Mapped[str]
    position: Mapped[str]
    outcome: Mapped[RoundOutcome] = mapped_column(Word(RoundOutcome), default=RoundOutcome.OPEN)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("contract_parties.id"), default=None)
