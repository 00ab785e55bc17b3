"""Envelopes by theme and year, moves between themes, delegations, rates. Amounts are whole cents."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contracts.words import EnvelopePurpose, Side
from app.foundation.database import Model, Word
from app.institutions.models import Institution

from .clauses import Rider
from .parties import ContractPlace


class Theme(Model):
    """A theme of the contract's menu, and who chose it (R11)."""

    __tablename__ = "contract_themes"
    __table_args__ = (UniqueConstraint("contract_id", "title", name="uq_contract_themes_title"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))
    title: Mapped[str]
    rank: Mapped[int]
    chosen_by: Mapped[Side] = mapped_column(Word(Side))
    chosen_on: Mapped[date]
    without_agreement: Mapped[bool] = mapped_column(default=False)
    """The State chose alone, no agreement having been recorded in a sitting (R11.3)."""
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), default=None)


class Envelope(Model):
    """Credits of one funder for a theme and a year; a theme or a year left out means all of them."""

    __tablename__ = "envelopes"
    __table_args__ = (CheckConstraint("amount_cents >= 0", name="amount"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    funder_name: Mapped[str]
    recorded_at: Mapped[datetime]
    purpose: Mapped[EnvelopePurpose] = mapped_column(Word(EnvelopePurpose), default=EnvelopePurpose.GENERAL)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("contract_themes.id"), default=None, index=True)
    year: Mapped[int | None] = mapped_column(default=None)
    funder_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)
    qualifier: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    rider_id: Mapped[int | None] = mapped_column(ForeignKey("riders.id"), default=None, index=True)
    """The rider that records it: it counts from the day the rider is signed. None: the contract itself."""
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("envelopes.id"), default=None, index=True)
    """The line that the rider replaces; that one stays on record and no longer counts."""
    version: Mapped[int] = mapped_column(default=1, init=False)

    theme: Mapped[Theme | None] = relationship(init=False)
    rider: Mapped[Rider | None] = relationship(init=False)
    shares: Mapped[list["EnvelopeShare"]] = relationship(
        init=False, default_factory=list, order_by="EnvelopeShare.id", cascade="all, delete-orphan"
    )
    __mapper_args__ = {"version_id_col": version}


class EnvelopeShare(Model):
    """What a priority place takes of an envelope for priority territories (R22)."""

    __tablename__ = "envelope_shares"
    __table_args__ = (
        UniqueConstraint("envelope_id", "place_id", name="uq_envelope_shares_place"),
        CheckConstraint("amount_cents >= 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    envelope_id: Mapped[int] = mapped_column(ForeignKey("envelopes.id", ondelete="CASCADE"))
    place_id: Mapped[int] = mapped_column(ForeignKey("contract_places.id"), index=True)
    percent: Mapped[Decimal] = mapped_column(Numeric(9, 6))
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    """The percent of the envelope, by the largest remainder: the shares add up to it."""

    place: Mapped[ContractPlace] = relationship(init=False)


class CreditMove(Model):
    """Credits that pass from one theme to another (R15). Append-only: a mistake is moved back."""

    __tablename__ = "credit_moves"
    __table_args__ = (
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("from_theme_id <> to_theme_id", name="two_themes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    from_theme_id: Mapped[int] = mapped_column(ForeignKey("contract_themes.id"))
    to_theme_id: Mapped[int] = mapped_column(ForeignKey("contract_themes.id"))
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    consents: Mapped[list[Any]] = mapped_column(default_factory=list)
    """`{party_id, name, on}` of each collectivité that consented (R15.2), or the State's decision (R15.3)."""
    moved_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the last consent came in; None while some are missing: nothing has moved yet."""
    refused_at: Mapped[datetime | None] = mapped_column(default=None)
    refusal: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1, init=False)
    __mapper_args__ = {"version_id_col": version}


class Delegation(Model):
    """An envelope, a policy and margins that one party delegates to another (R13)."""

    __tablename__ = "delegations"
    __table_args__ = (CheckConstraint("amount_cents > 0", name="amount"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    from_party_id: Mapped[int] = mapped_column(ForeignKey("contract_parties.id"))
    to_party_id: Mapped[int] = mapped_column(ForeignKey("contract_parties.id"))
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    policy: Mapped[str]
    margins: Mapped[str]
    starts_on: Mapped[date]
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("contract_themes.id"), default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1, init=False)

    commitments: Mapped[list["DelegatedCommitment"]] = relationship(
        init=False, default_factory=list, order_by="DelegatedCommitment.id"
    )
    reports: Mapped[list["DelegationReport"]] = relationship(
        init=False, default_factory=list, order_by="DelegationReport.id"
    )
    __mapper_args__ = {"version_id_col": version}


class DelegatedCommitment(Model):
    """Credits that the delegate commits on the delegated envelope (R13.2)."""

    __tablename__ = "delegated_commitments"
    __table_args__ = (CheckConstraint("amount_cents > 0", name="amount"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id", ondelete="CASCADE"), index=True)
    label: Mapped[str]
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    committed_on: Mapped[date]
    action_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"), default=None)
    cancelled_on: Mapped[date | None] = mapped_column(default=None)
    cancel_reason: Mapped[str] = mapped_column(default="")


class DelegationReport(Model):
    """What the delegate reports to whom delegated (R13.1)."""

    __tablename__ = "delegation_reports"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id", ondelete="CASCADE"), index=True)
    reported_at: Mapped[datetime]
    text: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)


class EvaluationSpending(Model):
    """What was spent on evaluation, against its reserved share (R19)."""

    __tablename__ = "evaluation_spendings"
    __table_args__ = (CheckConstraint("amount_cents > 0", name="amount"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    label: Mapped[str]
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    spent_on: Mapped[date]
    provider: Mapped[str] = mapped_column(default="")
    over_cents: Mapped[int] = mapped_column(BigInteger, default=0)
    """By how much the reserve was passed once this was spent; 0 within the reserve."""
    over_reason: Mapped[str] = mapped_column(default="")


class BeneficiaryRate(Model):
    """The co-funding rate of one beneficiary for the whole contract, from its need score (R24)."""

    __tablename__ = "beneficiary_rates"
    __table_args__ = (
        UniqueConstraint("contract_id", "institution_id", name="uq_beneficiary_rates_institution"),
        CheckConstraint("need_score BETWEEN 0 AND 100", name="score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"), index=True)
    need_score: Mapped[Decimal] = mapped_column(Numeric(6, 3))
    """From 0 (no need) to 100; how it was computed is said in `basis`."""
    rate: Mapped[Decimal] = mapped_column(Numeric(6, 3))
    """Percent, computed by `rules/strata.py` and fixed for the whole contract."""
    basis: Mapped[str]
    fixed_on: Mapped[date]

    institution: Mapped[Institution] = relationship(init=False)


class ContractRollup(Model):
    """What the overview shows of a contract without opening its actions; written with each change of them."""

    __tablename__ = "contract_rollups"

    contract_id: Mapped[int] = mapped_column(
        ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    actions: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    on_time: Mapped[int] = mapped_column(default=0)
    late: Mapped[int] = mapped_column(default=0)
    failing: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)
    known_costs: Mapped[int] = mapped_column(default=0)
    """Number of actions whose cost is known."""
    cost_cents: Mapped[int] = mapped_column(BigInteger, default=0)
    """Sum of the known costs, parts of other actions included."""
    part_cost_cents: Mapped[int] = mapped_column(BigInteger, default=0)
    """Of which on actions that are part of another."""
    funding_cents: Mapped[int] = mapped_column(BigInteger, default=0)
    """Sum of the lines that may be added in."""
    next_due_on: Mapped[date | None] = mapped_column(default=None)
    funders: Mapped[list[Any]] = mapped_column(default_factory=list)
    """`{institution_id, name, cents}` by decreasing amount, summable lines only."""
    kept_on: Mapped[date | None] = mapped_column(default=None)
    """The last day on which what time does to the actions was noted; None: not yet."""
