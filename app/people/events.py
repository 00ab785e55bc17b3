"""Facts about accounts. They are in streams of the platform, never public."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import BUREAU, Fact


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
    changes_rights: ClassVar[bool] = True
    stream: str = "people:1"
    audience: str = BUREAU
    person_id: int


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
