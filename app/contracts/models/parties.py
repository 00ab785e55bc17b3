"""Who signs, who executes, and where: institutions of the directory, or names not yet recognised."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contracts.words import PlaceCategory, Side
from app.foundation.database import Model, Word
from app.institutions.models import Institution
from app.people.models import Person


class ContractParty(Model):
    """A party of a contract. `name` is as the text writes it; `institution_id` None: the desk has it to recognise."""

    __tablename__ = "contract_parties"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    rank: Mapped[int]
    side: Mapped[Side] = mapped_column(Word(Side), default=Side.OTHER)
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)
    from_scheme: Mapped[bool] = mapped_column(default=False)
    """True when the source applies the general rule of the scheme rather than naming the signatories."""
    pledge_cents: Mapped[int | None] = mapped_column(BigInteger, default=None)
    """What the party brings to the whole contract, when the text says it."""
    signed_on: Mapped[date | None] = mapped_column(default=None)
    signatory: Mapped[str] = mapped_column(default="")
    """Who signed, name and title."""

    institution: Mapped[Institution | None] = relationship(init=False)
    agents: Mapped[list["ContractAgent"]] = relationship(init=False, default_factory=list, order_by="ContractAgent.id")


class ContractAgent(Model):
    """The agent whom a party puts in charge, with the share of working time (R7.1)."""

    __tablename__ = "contract_agents"
    __table_args__ = (CheckConstraint("share_percent BETWEEN 1 AND 100", name="share"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    party_id: Mapped[int] = mapped_column(ForeignKey("contract_parties.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    position: Mapped[str]
    """The function: « cheffe de projet contrat de ville »."""
    share_percent: Mapped[int]
    starts_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    """First day on which the agent is no longer in charge."""


class ContractPlace(Model):
    """One part of a contract's perimeter (R1.3)."""

    __tablename__ = "contract_places"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    rank: Mapped[int]
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)
    priority: Mapped[bool] = mapped_column(default=False)
    """Whether it belongs to the priority area (R12.1)."""
    category: Mapped[PlaceCategory | None] = mapped_column(Word(PlaceCategory), default=None)
    """What kind of territory it is, for the double earmarking (R22); None while nobody has said."""

    institution: Mapped[Institution | None] = relationship(init=False)


class ContractOfficer(Model):
    """The *référent contractualisation* an institution names, from a day on, proved by an act (R6.1)."""

    __tablename__ = "contract_officers"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
        Index("ix_contract_officers_person_dates", "person_id", "starts_on", "ends_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    proof: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)
    """First day on which the person is no longer the officer."""

    institution: Mapped[Institution] = relationship(init=False)
    person: Mapped[Person] = relationship(init=False)


class NameAlias(Model):
    """A way texts write an institution's name, so that it is recognised in the next import."""

    __tablename__ = "name_aliases"

    search_name: Mapped[str] = mapped_column(primary_key=True)
    """In lower case without accents."""
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)
    """None: the desk has said that the name is no institution (a group, a place-name), and it is not asked again."""
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
