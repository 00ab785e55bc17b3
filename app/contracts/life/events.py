"""Facts of a contract's life, in its own record. Before it is public, its parties and its conference read them."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ContractDrafted(Fact):
    """A contract is opened."""

    kind: ClassVar[str] = "contract.drafted"
    contract_id: int
    slug: str
    title: str
    nature: str
    scheme: str | None
    conference_id: int | None


@dataclass(frozen=True, kw_only=True)
class ContractChanged(Fact):
    """What identifies the contract changed: `{name: [before, after]}`."""

    kind: ClassVar[str] = "contract.changed"
    title: str
    changes: dict[str, list[Any]]


@dataclass(frozen=True, kw_only=True)
class PartyAdded(Fact):
    """An institution comes to the table."""

    kind: ClassVar[str] = "contract.party_added"
    changes_rights: ClassVar[bool] = True
    party_id: int
    name: str
    side: str
    institution_id: int | None


@dataclass(frozen=True, kw_only=True)
class PartyRemoved(Fact):
    """An institution leaves the table before anything was signed."""

    kind: ClassVar[str] = "contract.party_removed"
    changes_rights: ClassVar[bool] = True
    party_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class PerimeterSet(Fact):
    """The perimeter of the contract (R1.3): how many places, which came and went, which are priority ones."""

    kind: ClassVar[str] = "contract.perimeter_set"
    perimeter: str
    places: int
    added: list[str]
    removed: list[str]
    priority: list[str]


@dataclass(frozen=True, kw_only=True)
class FinaliteAttached(Fact):
    """The contract serves a finalité, by a decision of the conference or by the desk with its reason (R1.2)."""

    kind: ClassVar[str] = "contract.finalite_attached"
    finalite_id: int
    title: str
    by: str
    decision: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class FinaliteDetached(Fact):
    """The contract no longer serves a finalité."""

    kind: ClassVar[str] = "contract.finalite_detached"
    finalite_id: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AgentNamed(Fact):
    """A party names the agent in charge, with the share of working time (R7.1)."""

    kind: ClassVar[str] = "contract.agent_named"
    agent_id: int
    party: str
    position: str
    share_percent: int
    starts_on: str


@dataclass(frozen=True, kw_only=True)
class AgentEnded(Fact):
    """An agent is no longer in charge."""

    kind: ClassVar[str] = "contract.agent_ended"
    agent_id: int
    party: str
    position: str
    ends_on: str


@dataclass(frozen=True, kw_only=True)
class ContractMoved(Fact):
    """The contract passes from one state to another."""

    kind: ClassVar[str] = "contract.moved"
    title: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ContractPublished(Fact):
    """Everybody may read the contract from now on."""

    kind: ClassVar[str] = "contract.published"
    changes_rights: ClassVar[bool] = True
    title: str
    state: str


@dataclass(frozen=True, kw_only=True)
class PartySigned(Fact):
    """A party signed."""

    kind: ClassVar[str] = "contract.party_signed"
    party_id: int
    name: str
    signatory: str
    signed_on: str
    left: int


@dataclass(frozen=True, kw_only=True)
class ContractSigned(Fact):
    """Every party has signed: the text is frozen under its digest."""

    kind: ClassVar[str] = "contract.signed"
    changes_rights: ClassVar[bool] = True
    title: str
    signed_on: str
    parties: list[str]
    sha256: str


@dataclass(frozen=True, kw_only=True)
class RiderOpened(Fact):
    """A rider is drafted; the signed text stands until every party has signed it."""

    kind: ClassVar[str] = "contract.rider_opened"
    rider_id: int
    number: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RiderAbandoned(Fact):
    """A rider will not be signed."""

    kind: ClassVar[str] = "contract.rider_abandoned"
    rider_id: int
    number: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RiderPartySigned(Fact):
    """A party signed a rider."""

    kind: ClassVar[str] = "contract.rider_party_signed"
    rider_id: int
    number: int
    name: str
    signatory: str
    signed_on: str
    left: int


@dataclass(frozen=True, kw_only=True)
class RiderSigned(Fact):
    """Every party has signed the rider: its clauses overlay the text from now on."""

    kind: ClassVar[str] = "contract.rider_signed"
    rider_id: int
    number: int
    title: str
    signed_on: str
    clauses: list[str]
    sha256: str
