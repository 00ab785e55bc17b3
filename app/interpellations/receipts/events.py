"""Facts about receipts."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class InterpellationAcknowledged(Fact):
    """The accusé de réception was sent; `sha256` is its PDF's."""

    kind: ClassVar[str] = "interpellation.acknowledged"
    number: str
    in_time: bool
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ServiceContactSet(Fact):
    """How a service is reached about interpellations has changed."""

    kind: ClassVar[str] = "service.contact_set"
    institution_id: int
    institution: str
