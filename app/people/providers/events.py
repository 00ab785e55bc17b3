"""Facts about linked identities, in the account's own stream: which provider, never which identifier or name."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import BUREAU, Fact


@dataclass(frozen=True, kw_only=True)
class IdentityLinked(Fact):
    """The person can sign in by this provider from now on."""

    kind: ClassVar[str] = "identity.linked"
    audience: str = BUREAU
    provider: str


@dataclass(frozen=True, kw_only=True)
class IdentityUnlinked(Fact):
    """The person can no longer sign in by this identity."""

    kind: ClassVar[str] = "identity.unlinked"
    audience: str = BUREAU
    provider: str


@dataclass(frozen=True, kw_only=True)
class IdentityUsed(Fact):
    """The person came in by this provider, at this level of assurance."""

    kind: ClassVar[str] = "identity.used"
    audience: str = BUREAU
    provider: str
    level: str


@dataclass(frozen=True, kw_only=True)
class AccountOpenedByProvider(Fact):
    """Somebody whom a provider attests confirmed their address and has an account, without any capacity."""

    kind: ClassVar[str] = "account.opened_by_provider"
    audience: str = BUREAU
    provider: str
