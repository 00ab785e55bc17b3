"""Facts about bodies, in their own stream; a designation is told in the contract's too. None carries a name."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class BodyRegistered(Fact):
    """A body may be given offices from now on."""

    kind: ClassVar[str] = "body.registered"
    name: str
    body_kind: str
    """`ceser`, `conseil_developpement`, `conseil_quartier`."""
    institution: str


@dataclass(frozen=True, kw_only=True)
class BodyChanged(Fact):
    """The name or the address of a body changed."""

    kind: ClassVar[str] = "body.changed"
    name: str
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class OfficeNamed(Fact):
    """Somebody may act in the body's name, under that title, from a day on."""

    kind: ClassVar[str] = "body.office_named"
    changes_rights: ClassVar[bool] = True
    office_id: int
    title: str
    starts_on: str
    ends_on: str | None


@dataclass(frozen=True, kw_only=True)
class OfficeEnded(Fact):
    """Whoever held that office no longer acts in the body's name from that day on, that day included."""

    kind: ClassVar[str] = "body.office_ended"
    changes_rights: ClassVar[bool] = True
    office_id: int
    title: str
    ends_on: str


@dataclass(frozen=True, kw_only=True)
class WatcherDesignated(Fact):
    """A body designated somebody to watch a contract from a day on; `sentence` says it to everybody."""

    kind: ClassVar[str] = "watcher.designated"
    changes_rights: ClassVar[bool] = True
    watcher_id: int
    sentence: str
    body_id: int
    body: str
    contract_id: int
    contract: str
    starts_on: str
    ends_on: str | None


@dataclass(frozen=True, kw_only=True)
class WatcherEnded(Fact):
    """A designation ends that day: the right it gave is closed from then on."""

    kind: ClassVar[str] = "watcher.ended"
    changes_rights: ClassVar[bool] = True
    watcher_id: int
    sentence: str
    body_id: int
    body: str
    contract_id: int
    contract: str
    ends_on: str
