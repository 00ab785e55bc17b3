"""Bodies, their officers and the watchers they designate, each dated and proved by an act (I1, I10)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
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

    @property
    def stream(self) -> str:
        """Return the name of this body's record."""
        return f"body:{self.id}"

    @property
    def href(self) -> str:
        """Return the address of its page."""
        return f"/instances/{self.id}"


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
    proof_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_files.sha256"), default=None)
    """The act itself, when it was joined."""
    proof_name: Mapped[str] = mapped_column(default="")
    end_proof: Mapped[str] = mapped_column(default="")
    """The act or the reason that ended it."""

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
    """SHA-256 of the text on which the guide that was read was made."""
    proof_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_files.sha256"), default=None)
    """The deliberation that designates."""
    proof_name: Mapped[str] = mapped_column(default="")
    end_proof: Mapped[str] = mapped_column(default="")
    """The deliberation or the reason that ended it."""

    body: Mapped[Body] = relationship(init=False)
    person: Mapped[Person] = relationship(init=False)
    contract: Mapped[Contract] = relationship(init=False)


class WatchVisit(Model):
    """Up to when a person said they had seen what changed in the contracts they watch. Theirs alone."""

    __tablename__ = "watch_visits"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    seen_at: Mapped[datetime]


class GuideVersion(Model):
    """The guide of a contract as watchers declared having read it: one version for each text of the contract."""

    __tablename__ = "guide_versions"
    __table_args__ = (
        UniqueConstraint("contract_id", "digest", name="uq_guide_versions_digest"),
        UniqueConstraint("contract_id", "number", name="uq_guide_versions_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))
    number: Mapped[int]
    digest: Mapped[str]
    """SHA-256 of the text on which it was made."""
    made_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]
    """The guide, as it was read."""
