"""Facts about powers to vote. Names and seats, as minutes tell them; neither reasons nor papers."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ProxyWasGiven(Fact):
    """A member gave another the power to vote in their name. `proxy` is as in the snapshot."""

    kind: ClassVar[str] = "proxy.given"
    proxy: dict[str, Any]
    by: str


@dataclass(frozen=True, kw_only=True)
class OfProxy:
    """What every later fact says of a power: which one, and between whom."""

    proxy_id: int
    principal_seat_id: int
    principal: str
    holder_seat_id: int
    holder: str


@dataclass(frozen=True, kw_only=True)
class ProxyRevoked(OfProxy, Fact):
    """The principal took the power back, or the secretariat did so for them."""

    kind: ClassVar[str] = "proxy.revoked"
    by: str
    on_behalf: bool


@dataclass(frozen=True, kw_only=True)
class ProxyDeclined(OfProxy, Fact):
    """The holder gave the power up."""

    kind: ClassVar[str] = "proxy.declined"


@dataclass(frozen=True, kw_only=True)
class ProxySuspended(OfProxy, Fact):
    """The principal entered: they vote themselves, as long as they are there."""

    kind: ClassVar[str] = "proxy.suspended"


@dataclass(frozen=True, kw_only=True)
class ProxyResumed(OfProxy, Fact):
    """The principal left: the power can be used again."""

    kind: ClassVar[str] = "proxy.resumed"


@dataclass(frozen=True, kw_only=True)
class ProxyUsed(Fact):
    """A vote was cast by power. For the devices of whoever carries it, and without the choice."""

    kind: ClassVar[str] = "proxy.used"
    ballot_id: int
    proxy_id: int
    seat_id: int
    cast_at: str
