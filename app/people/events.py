"""Facts about accounts, never public. `people:1` is the administration's stream; each account has one of its own.

They outlive the account: identifiers and words of the house only, never a name, an address or a network.
"""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import BUREAU, Fact


def account_stream(person_id: int) -> str:
    """Return the stream of an account, read by its person and by administrators."""
    return f"account:{person_id}"


@dataclass(frozen=True, kw_only=True)
class PersonInvited(Fact):
    """An administrator invited a person."""

    kind: ClassVar[str] = "person.invited"
    stream: str = "people:1"
    audience: str = BUREAU
    person_id: int


@dataclass(frozen=True, kw_only=True)
class PersonSignedOutEverywhere(Fact):
    """Every session of the person ended; open sockets drop."""

    kind: ClassVar[str] = "person.signed_out_everywhere"
    audience: str = BUREAU
    person_id: int


@dataclass(frozen=True, kw_only=True)
class SignedIn(Fact):
    """The person signed in on a device."""

    kind: ClassVar[str] = "account.signed_in"
    audience: str = BUREAU
    device_id: int
    proof: str
    second_factor: bool


@dataclass(frozen=True, kw_only=True)
class SignInFailed(Fact):
    """Somebody gave a wrong proof for this account, or for no account when in the stream of the platform."""

    kind: ClassVar[str] = "account.sign_in_failed"
    audience: str = BUREAU


@dataclass(frozen=True, kw_only=True)
class DeviceSignedOut(Fact):
    """A device of the person was signed out; its sockets drop."""

    kind: ClassVar[str] = "account.signed_out"
    audience: str = BUREAU
    device_id: int


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Fact):
    """The person can no longer sign in; their mandates stay on record."""

    kind: ClassVar[str] = "account.closed"
    changes_rights: ClassVar[bool] = True
    stream: str = "people:1"
    audience: str = BUREAU
    person_id: int


@dataclass(frozen=True, kw_only=True)
class AccountReopened(Fact):
    """The person can sign in again."""

    kind: ClassVar[str] = "account.reopened"
    stream: str = "people:1"
    audience: str = BUREAU
    person_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Fact):
    """The invited person chose a password; sessions opened with an older one ended."""

    kind: ClassVar[str] = "invitation.accepted"
    changes_rights: ClassVar[bool] = True
    stream: str = "people:1"
    audience: str = BUREAU
    person_id: int


@dataclass(frozen=True, kw_only=True)
class LinkSent(Fact):
    """A link was sent to the address of the account, or, in the stream of the platform, to an address without one."""

    kind: ClassVar[str] = "account.link_sent"
    audience: str = BUREAU


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Fact):
    """Somebody confirmed their address and opened an account."""

    kind: ClassVar[str] = "account.opened"
    audience: str = BUREAU


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Fact):
    """The person chose a new password; their other devices are signed out."""

    kind: ClassVar[str] = "account.password_changed"
    audience: str = BUREAU


@dataclass(frozen=True, kw_only=True)
class AccountRenamed(Fact):
    """The person changed their name."""

    kind: ClassVar[str] = "account.renamed"
    audience: str = BUREAU


@dataclass(frozen=True, kw_only=True)
class AddressChangeAsked(Fact):
    """The person asked for another address: both must confirm it."""

    kind: ClassVar[str] = "account.address_change_asked"
    audience: str = BUREAU


@dataclass(frozen=True, kw_only=True)
class AddressChanged(Fact):
    """Both addresses confirmed: the account has the new one."""

    kind: ClassVar[str] = "account.address_changed"
    audience: str = BUREAU


@dataclass(frozen=True, kw_only=True)
class SecondFactorUsed(Fact):
    """The person showed a second time who they are, to sign in."""

    kind: ClassVar[str] = "account.second_factor_used"
    audience: str = BUREAU
    factor: str


@dataclass(frozen=True, kw_only=True)
class FactorAdded(Fact):
    """The person has one more factor."""

    kind: ClassVar[str] = "account.factor_added"
    audience: str = BUREAU
    factor: str


@dataclass(frozen=True, kw_only=True)
class FactorNamed(Fact):
    """The person gave a name to one of their factors."""

    kind: ClassVar[str] = "account.factor_named"
    audience: str = BUREAU
    factor: str


@dataclass(frozen=True, kw_only=True)
class FactorRemoved(Fact):
    """The person has one factor less."""

    kind: ClassVar[str] = "account.factor_removed"
    audience: str = BUREAU
    factor: str


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesMade(Fact):
    """The person has new recovery codes; the former ones are worth nothing."""

    kind: ClassVar[str] = "account.recovery_codes_made"
    audience: str = BUREAU


@dataclass(frozen=True, kw_only=True)
class FactorsReset(Fact):
    """An administrator took away every factor of a person who had lost them; their sessions ended."""

    kind: ClassVar[str] = "account.factors_reset"
    audience: str = BUREAU


@dataclass(frozen=True, kw_only=True)
class AccountBecameIdle(Fact):
    """A year has passed without the person using their account."""

    kind: ClassVar[str] = "account.became_idle"
    audience: str = BUREAU


@dataclass(frozen=True, kw_only=True)
class PermissionRefused(Fact):
    """A policy said no to the person, or to visitors in the stream of the platform: once, then how many times more."""

    kind: ClassVar[str] = "permission.refused"
    audience: str = BUREAU
    asked: str
    """The command, or the verb and the pattern of the route."""
    policy: str
    sentence: str
    """The policy's own words, the same for everybody."""
    subjects: list[str]
    times: int
    since: str


@dataclass(frozen=True, kw_only=True)
class AdministratorNamed(Fact):
    """An account was opened that administers the platform."""

    kind: ClassVar[str] = "administrator.named"
    changes_rights: ClassVar[bool] = True
    stream: str = "people:1"
    audience: str = BUREAU
    person_id: int
