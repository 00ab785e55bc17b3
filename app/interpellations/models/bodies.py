"""Bodies, their officers and the watchers they designate, each dated and proved by an act (I1, I10)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contracts.models import Contract
from app.foundation.database import Model, Word
from app.institutions.models import Institution
from app.interpellations.words import BodyKind
from app.people.models import Person


class Body(Model):
    """A CESER, a conseil de développement or a conseil de quartier, beside the collectivité it advises."""

    __tablename__ = "bodies"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[BodyKind] = mapped_column(Word(BodyKind))
    name: Mapped[str]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"), index=True)
    email: Mapped[str] = mapped_column(default="")

    institution: Mapped[Institution] = relationship(init=False)


class BodyOffice(Model):
    """A person may act in the body's name: designate watchers, deliberate, file."""

    __tablename__ = "body_offices"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
        Index("ix_body_offices_person_dates", "person_id", "starts_on", "ends_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    title: Mapped[str]
    proof: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)
    """First day on which the person no longer holds the office."""

    body: Mapped[Body] = relationship(init=False)
    person: Mapped[Person] = relationship(init=False)


class Watcher(Model):
    """The *vigie*: a person whom a body designates to watch one contract (I1)."""

    __tablename__ = "watchers"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
        Index("ix_watchers_person_dates", "person_id", "starts_on", "ends_on"),
        Index(
            "uq_watchers_running",
            "body_id",
            "person_id",
            "contract_id",
            unique=True,
            postgresql_where=text("ends_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    proof: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)
    guide_read_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the watcher declared having read the guide of the contract (I10)."""
    guide_digest: Mapped[str] = mapped_column(default="")
    """SHA-256 of the guide that was read."""

    body: Mapped[Body] = relationship(init=False)
    person: Mapped[Person] = relationship(init=False)
    contract: Mapped[Contract] = relationship(init=False)
