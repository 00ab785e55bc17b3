"""The contract, its axes, and how it serves finalités."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.conferences.models import Conference, Finalite
from app.contracts.words import (
    AttachedBy,
    Completeness,
    ContractKind,
    ContractNature,
    ContractState,
    PerimeterKind,
    SourceStatus,
)
from app.foundation.database import Model, Word

from .parties import ContractParty, ContractPlace
from .schemes import Scheme


class Contract(Model):
    """A contract. What the source does not say is None or empty, and is shown as unknown (P2)."""

    __tablename__ = "contracts"
    __table_args__ = (
        Index("ix_contracts_search", text("to_tsvector('french', search)"), postgresql_using="gin"),
        Index(
            "uq_contracts_strategy_in_force",
            "conference_id",
            unique=True,
            postgresql_where=text("kind = 'strategy' AND state IN ('signed', 'in_force', 'under_review')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    search: Mapped[str]
    """What it is found by, in lower case without accents: title, territory, axes."""
    created_at: Mapped[datetime]
    kind: Mapped[ContractKind] = mapped_column(Word(ContractKind), default=ContractKind.OPERATIONAL)
    nature: Mapped[ContractNature] = mapped_column(Word(ContractNature), default=ContractNature.CONTRACT)
    state: Mapped[ContractState] = mapped_column(Word(ContractState), default=ContractState.DRAFT, index=True)
    public: Mapped[bool] = mapped_column(default=False)
    """A draft is for its parties and the conference until it is published; signing publishes."""
    scheme_id: Mapped[int | None] = mapped_column(ForeignKey("schemes.id"), default=None, index=True)
    conference_id: Mapped[int | None] = mapped_column(ForeignKey("conferences.id"), default=None, index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"), default=None, index=True)
    """The strategy contract above it, or the contract it completes."""
    parent_note: Mapped[str] = mapped_column(default="")
    promise: Mapped[str] = mapped_column(default="")
    """What the contract promises, in one or two plain sentences for a citizen."""
    diagnosis: Mapped[str] = mapped_column(default="")
    strengths: Mapped[list[Any]] = mapped_column(default_factory=list)
    territory: Mapped[str] = mapped_column(default="")
    perimeter_kind: Mapped[PerimeterKind | None] = mapped_column(Word(PerimeterKind), default=None)
    signed_on: Mapped[date | None] = mapped_column(default=None)
    signed_text: Mapped[str] = mapped_column(default="")
    """The date of signature as a source writes it, when the day is not known: « été 2015 »."""
    signed_precision: Mapped[str] = mapped_column(default="")
    """`2015`, `2019-06`: what is known of the date, for sorting; empty when the day is known or nothing is."""
    signed_at_place: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    """Last day of the contract."""
    first_year: Mapped[int | None] = mapped_column(default=None)
    last_year: Mapped[int | None] = mapped_column(default=None)
    duration_years: Mapped[Decimal | None] = mapped_column(Numeric(5, 2), default=None)
    total_cents: Mapped[int | None] = mapped_column(BigInteger, default=None)
    total_qualifier: Mapped[str] = mapped_column(default="")
    """« plus de », « environ »: the amount is a bound or an estimate, and stays so."""
    steering: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """`{body, pilot, frequency, details}` as known."""
    settings: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """The numbers of the rules for this contract (`rules/settings.py`); what is absent has its default."""
    variants: Mapped[list[Any]] = mapped_column(default_factory=list)
    """Contradictions between sources, kept side by side: `{field, values: [{value, source}]}` (P2)."""
    notes: Mapped[list[Any]] = mapped_column(default_factory=list)
    source: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    source_status: Mapped[SourceStatus | None] = mapped_column(Word(SourceStatus), default=None)
    source_status_detail: Mapped[str] = mapped_column(default="")
    known_as_of: Mapped[date | None] = mapped_column(default=None)
    """The day the source describes; None for what is kept here from day to day."""
    completeness: Mapped[Completeness | None] = mapped_column(Word(Completeness), default=None)
    import_digest: Mapped[str] = mapped_column(default="", repr=False)
    """SHA-256 of the imported record: the same file twice changes nothing."""
    ended_reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1, init=False)

    scheme: Mapped[Scheme | None] = relationship(init=False)
    conference: Mapped[Conference | None] = relationship(init=False)
    parent: Mapped["Contract | None"] = relationship(init=False, remote_side="Contract.id")
    axes: Mapped[list["Axis"]] = relationship(init=False, default_factory=list, order_by="Axis.rank")
    parties: Mapped[list[ContractParty]] = relationship(init=False, default_factory=list, order_by="ContractParty.rank")
    places: Mapped[list[ContractPlace]] = relationship(init=False, default_factory=list, order_by="ContractPlace.rank")
    finalites: Mapped[list["ContractFinalite"]] = relationship(
        init=False, default_factory=list, order_by="ContractFinalite.id"
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def stream(self) -> str:
        """Return the name of this contract's record."""
        return f"contract:{self.id}"

    @property
    def imported(self) -> bool:
        """Tell whether the contract comes from a source rather than having been written here."""
        return bool(self.source)

    @property
    def party_ids(self) -> frozenset[int]:
        """Return the institutions that are parties, as far as the directory knows them."""
        return frozenset(party.institution_id for party in self.parties if party.institution_id is not None)


class Axis(Model):
    """One axis of a contract, as its text numbers it or not."""

    __tablename__ = "contract_axes"
    __table_args__ = (UniqueConstraint("contract_id", "number", name="uq_contract_axes_number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str]
    rank: Mapped[int]
    official: Mapped[bool] = mapped_column(default=True)
    """False when the number is ours, not the text's."""


class ContractFinalite(Model):
    """A contract serves a finalité from a day on, by a decision of the conference or by the desk (R1.2)."""

    __tablename__ = "contract_finalites"
    __table_args__ = (
        Index(
            "uq_contract_finalites_running",
            "contract_id",
            "finalite_id",
            unique=True,
            postgresql_where=text("detached_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    finalite_id: Mapped[int] = mapped_column(ForeignKey("finalites.id"), index=True)
    attached_at: Mapped[datetime]
    attached_by: Mapped[AttachedBy] = mapped_column(Word(AttachedBy))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), default=None)
    """The decision of the sitting that attached it, when the conference decided."""
    reason: Mapped[str] = mapped_column(default="")
    detached_at: Mapped[datetime | None] = mapped_column(default=None)

    finalite: Mapped[Finalite] = relationship(init=False)


class ContractEvent(Model):
    """A dated event of a contract's steering, as a source tells it."""

    __tablename__ = "contract_events"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    rank: Mapped[int]
    label: Mapped[str]
    dated: Mapped[str] = mapped_column(default="")
    """ISO 8601 of any precision: `2019`, `2019-09`, `2019-09-15`, `2020-T4`."""
    place: Mapped[str] = mapped_column(default="")
