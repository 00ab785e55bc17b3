"""Facts about a file, in its own stream: `public`, `members` (the requester and the desk), `bureau` (the desk)."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import BUREAU, MEMBERS, Fact

DESK = BUREAU
REQUESTER = MEMBERS


@dataclass(frozen=True, kw_only=True)
class InterpellationRegistered(Fact):
    """A question was filed and received its number. No name: a citizen's is public only if they ask."""

    kind: ClassVar[str] = "interpellation.registered"
    number: str
    title: str
    requester: str
    contract: str
    action: str
    service: str


@dataclass(frozen=True, kw_only=True)
class InterpellationAcknowledged(Fact):
    """The accusé de réception was sent."""

    kind: ClassVar[str] = "interpellation.acknowledged"
    number: str


@dataclass(frozen=True, kw_only=True)
class InterpellationAdmitted(Fact):
    """The question is admissible: the institution is asked, the answer's clock begins."""

    kind: ClassVar[str] = "interpellation.admitted"
    service: str
    answer_due_on: str
    computation: list[str]


@dataclass(frozen=True, kw_only=True)
class InterpellationRefused(Fact):
    """The question is not admissible, for a coded public reason; it can be corrected."""

    kind: ClassVar[str] = "interpellation.refused"
    code: str
    reason: str
    correct_by: str


@dataclass(frozen=True, kw_only=True)
class InterpellationCorrected(Fact):
    """The requester corrected a question that was not admissible."""

    kind: ClassVar[str] = "interpellation.corrected"
    title: str


@dataclass(frozen=True, kw_only=True)
class InterpellationWithdrawn(Fact):
    """The requester took the question back."""

    kind: ClassVar[str] = "interpellation.withdrawn"
    reason: str


@dataclass(frozen=True, kw_only=True)
class InterpellationDrafted(Fact):
    """A draft was begun or changed; told to its writer alone."""

    kind: ClassVar[str] = "interpellation.drafted"
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class ServiceNamed(Fact):
    """The secretariat named the institution that must answer."""

    kind: ClassVar[str] = "interpellation.service_named"
    service: str
