"""The catalogue of schemes, with the national figures that give their context (P1, P3)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contracts.words import SchemeFamily
from app.foundation.database import Model, Word


class Scheme(Model):
    """A type of contract: its identity sheet and the obligations it brings to each contract of the type."""

    __tablename__ = "schemes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    search: Mapped[str]
    """What it is found by: name, objectives and domains, in lower case without accents."""
    family: Mapped[SchemeFamily] = mapped_column(Word(SchemeFamily))
    imported_at: Mapped[datetime]
    nature: Mapped[str] = mapped_column(default="")
    created_year: Mapped[int | None] = mapped_column(default=None)
    duration_years: Mapped[Decimal | None] = mapped_column(Numeric(5, 2), default=None)
    sheet: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """The identity sheet as the source gives it; what it does not say is absent."""
    obligations: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """`rules/obligations.py` as JSON; what is absent is not asked."""


class Programme(Model):
    """A national programme, with or without a scheme of the catalogue."""

    __tablename__ = "programmes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    scheme_id: Mapped[int | None] = mapped_column(ForeignKey("schemes.id"), default=None, index=True)
    lead: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    shares: Mapped[list[Any]] = mapped_column(default_factory=list)
    calendar: Mapped[list[Any]] = mapped_column(default_factory=list)
    notes: Mapped[list[Any]] = mapped_column(default_factory=list)

    figures: Mapped[list["ProgrammeFigure"]] = relationship(
        init=False, default_factory=list, order_by="ProgrammeFigure.rank", cascade="all, delete-orphan"
    )


class ProgrammeFigure(Model):
    """One figure of a programme with its source. Figures that contradict each other stand side by side."""

    __tablename__ = "programme_figures"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"), index=True)
    rank: Mapped[int]
    label: Mapped[str]
    category: Mapped[str]
    value: Mapped[Decimal | None] = mapped_column(Numeric(24, 6), default=None)
    unit: Mapped[str] = mapped_column(default="")
    dated: Mapped[str] = mapped_column(default="")
    qualifier: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)


class TerritoryFigure(Model):
    """A figure about a territory (population, unemployment…), as a source gives it."""

    __tablename__ = "territory_figures"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(unique=True)
    """What makes the line the same when it is imported again: territory, indicator, date and source."""
    territory: Mapped[str]
    level: Mapped[str]
    theme: Mapped[str]
    label: Mapped[str]
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)
    value: Mapped[Decimal | None] = mapped_column(Numeric(24, 6), default=None)
    unit: Mapped[str] = mapped_column(default="")
    dated: Mapped[str] = mapped_column(default="")
    qualifier: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
