"""Actions (*fiches action*): who does what, where, for how much, by when, and what came of it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contracts.words import AxisOrigin, Health, Period, Progress
from app.foundation.database import Model, Word
from app.institutions.models import Institution
from app.sittings.models import StoredFile

from .contract import Axis, Contract


class Action(Model):
    """A unit of work of a contract. `owner_name` is as the text writes it."""

    __tablename__ = "actions"
    __table_args__ = (
        Index("ix_actions_search", text("to_tsvector('french', search)"), postgresql_using="gin"),
        Index("ix_actions_contract_rank", "contract_id", "rank"),
        Index(
            "ix_actions_also_schemes",
            "also_schemes",
            postgresql_using="gin",
            postgresql_where=text("also_schemes <> '[]'::jsonb"),
        ),
        Index("ix_actions_health", "health", postgresql_where=text("health IN ('late', 'failing')")),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(unique=True)
    """What names it for good, in imports and addresses."""
    title: Mapped[str]
    search: Mapped[str]
    rank: Mapped[int]
    created_at: Mapped[datetime]
    description: Mapped[str] = mapped_column(default="")
    axis_id: Mapped[int | None] = mapped_column(ForeignKey("contract_axes.id"), default=None, index=True)
    axis_origin: Mapped[AxisOrigin | None] = mapped_column(Word(AxisOrigin), default=None)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("contract_themes.id"), default=None, index=True)
    finalite_id: Mapped[int | None] = mapped_column(ForeignKey("finalites.id"), default=None, index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)
    owner_name: Mapped[str] = mapped_column(default="")
    cost_cents: Mapped[int | None] = mapped_column(BigInteger, default=None)
    cost_qualifier: Mapped[str] = mapped_column(default="")
    starts: Mapped[str] = mapped_column(default="")
    """ISO 8601 of any precision, like `due` and `done`: `2019`, `2019-09`, `2019-09-15`, `2020-T4`, `2017-2018`."""
    due: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(default=None, index=True)
    """Last day that `due` allows: late begins the day after."""
    done: Mapped[str] = mapped_column(default="")
    progress: Mapped[Progress] = mapped_column(Word(Progress), default=Progress.UNKNOWN)
    progress_basis: Mapped[str] = mapped_column(default="")
    """The words of the source on which the progress rests."""
    progress_percent: Mapped[int | None] = mapped_column(default=None)
    """As the owner estimates it; None when nobody says."""
    informed_on: Mapped[date | None] = mapped_column(default=None)
    """The day of the last news about it."""
    health: Mapped[Health] = mapped_column(Word(Health), default=Health.UNKNOWN)
    """Computed at each change and once a day by the worker; the explanation is computed where it is shown."""
    priority_area: Mapped[bool] = mapped_column(default=False)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"), default=None, index=True)
    """The action it is part of: its cost is then counted there already."""
    also_schemes: Mapped[list[Any]] = mapped_column(default_factory=list)
    """Codes of other schemes the same project is attached to; it is counted once (P1)."""
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    version: Mapped[int] = mapped_column(default=1, init=False)

    contract: Mapped[Contract] = relationship(init=False)
    axis: Mapped[Axis | None] = relationship(init=False)
    owner: Mapped[Institution | None] = relationship(init=False)
    parent: Mapped["Action | None"] = relationship(init=False, remote_side="Action.id")
    partners: Mapped[list["ActionPartner"]] = relationship(
        init=False, default_factory=list, order_by="ActionPartner.rank"
    )
    places: Mapped[list["ActionPlace"]] = relationship(init=False, default_factory=list, order_by="ActionPlace.rank")
    funding: Mapped[list["FundingLine"]] = relationship(init=False, default_factory=list, order_by="FundingLine.rank")
    milestones: Mapped[list["Milestone"]] = relationship(init=False, default_factory=list, order_by="Milestone.rank")
    indicators: Mapped[list["ContractIndicator"]] = relationship(
        init=False, default_factory=list, order_by="ContractIndicator.rank"
    )
    __mapper_args__ = {"version_id_col": version}


class ActionPartner(Model):
    """A partner of an action, of the directory or by name only."""

    __tablename__ = "action_partners"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    rank: Mapped[int]
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)


class ActionPlace(Model):
    """Where an action takes place."""

    __tablename__ = "action_places"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    rank: Mapped[int]
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)


class FundingLine(Model):
    """What one funder brings to an action. None is unknown, never zero.

    `amount_cents` is what was announced; then what was requested, granted, committed and paid, as far as known.
    A yearly amount and one counted in another line are shown and never added in.
    """

    __tablename__ = "funding_lines"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id", ondelete="CASCADE"), index=True)
    funder_name: Mapped[str]
    rank: Mapped[int]
    funder_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)
    amount_cents: Mapped[int | None] = mapped_column(BigInteger, default=None)
    requested_cents: Mapped[int | None] = mapped_column(BigInteger, default=None)
    granted_cents: Mapped[int | None] = mapped_column(BigInteger, default=None)
    committed_cents: Mapped[int | None] = mapped_column(BigInteger, default=None)
    paid_cents: Mapped[int | None] = mapped_column(BigInteger, default=None)
    qualifier: Mapped[str] = mapped_column(default="")
    period: Mapped[Period] = mapped_column(Word(Period), default=Period.TOTAL)
    years: Mapped[str] = mapped_column(default="")
    """`2019`, or `2017-2018`; empty when the whole life is meant."""
    via: Mapped[str] = mapped_column(default="")
    counted_in_parent: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")


class Milestone(Model):
    """A dated step of an action."""

    __tablename__ = "milestones"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    rank: Mapped[int]
    due: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(default=None)
    done_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")


class ContractIndicator(Model):
    """An indicator of a contract or of one of its actions: baseline, target, values over time."""

    __tablename__ = "contract_indicators"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    rank: Mapped[int]
    action_id: Mapped[int | None] = mapped_column(
        ForeignKey("actions.id", ondelete="CASCADE"), default=None, index=True
    )
    unit: Mapped[str] = mapped_column(default="")
    baseline: Mapped[Decimal | None] = mapped_column(Numeric(24, 6), default=None)
    target: Mapped[Decimal | None] = mapped_column(Numeric(24, 6), default=None)
    target_on: Mapped[str] = mapped_column(default="")
    method: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    values: Mapped[list["IndicatorValue"]] = relationship(
        init=False, default_factory=list, order_by="IndicatorValue.dated"
    )


class IndicatorValue(Model):
    """One measured value."""

    __tablename__ = "indicator_values"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("contract_indicators.id", ondelete="CASCADE"), index=True)
    value: Mapped[Decimal] = mapped_column(Numeric(24, 6))
    dated: Mapped[str] = mapped_column(default="")
    qualifier: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)


class ActionUpdate(Model):
    """One line of an action's history: who said what, and what changed."""

    __tablename__ = "action_updates"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    person_name: Mapped[str] = mapped_column(default="")
    institution_name: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    changes: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """`{field: [before, after]}`, amounts in cents, dates in ISO 8601; for its parts, lists of what was touched."""
    version: Mapped[int] = mapped_column(default=0)
    """The version of the action that this change made; 0 when it came with an import."""


class ContractDocument(Model):
    """A document of a contract, or of one of its actions."""

    __tablename__ = "contract_documents"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))
    added_at: Mapped[datetime]
    action_id: Mapped[int | None] = mapped_column(
        ForeignKey("actions.id", ondelete="CASCADE"), default=None, index=True
    )
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    public: Mapped[bool] = mapped_column(default=True)

    file: Mapped[StoredFile] = relationship(init=False)
