"""Anybody that can hold a seat, sign or fund."""

from datetime import date

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model, Word
from app.institutions.words import InstitutionKind, Level

__all__ = ["Institution", "InstitutionKind", "InstitutionPart", "Level"]


class Institution(Model):
    """One institution of the directory. `code` is its COG code (SIREN for an EPCI), unique in its kind."""

    __tablename__ = "institutions"
    __table_args__ = (
        Index("uq_institutions_kind_code", "kind", "code", unique=True),
        Index("ix_institutions_siren", "siren"),
        Index(
            "ix_institutions_search",
            text("to_tsvector('simple', search_name)"),
            postgresql_using="gin",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[InstitutionKind] = mapped_column(Word(InstitutionKind))
    name: Mapped[str]
    search_name: Mapped[str]
    """The name in lower case without accents, for searching."""
    code: Mapped[str | None] = mapped_column(default=None)
    siren: Mapped[str | None] = mapped_column(default=None)
    siret: Mapped[str | None] = mapped_column(default=None)
    legal_form: Mapped[str] = mapped_column(default="")
    population: Mapped[int | None] = mapped_column(default=None)
    """Municipal population; None when the source does not say."""
    zone: Mapped[str] = mapped_column(default="metro")
    source: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None] = mapped_column(default=None)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None)
    """The institution that took its place, when it merged or was replaced; the record keeps citing this one."""

    @property
    def level(self) -> Level | None:
        """Return the level of collectivité, None for everybody else."""
        return self.kind.level


class InstitutionPart(Model):
    """A part belongs to a whole: commune → EPCI, commune → département, département → région."""

    __tablename__ = "institution_parts"

    whole_id: Mapped[int] = mapped_column(
        ForeignKey("institutions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    part_id: Mapped[int] = mapped_column(
        ForeignKey("institutions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
