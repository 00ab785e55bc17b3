"""Facts of the contract desk, in the directory's record: they are about institutions."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact
from app.institutions.events import DIRECTORY


@dataclass(frozen=True, kw_only=True)
class OfficerNamed(Fact):
    """An institution has a contract officer from a day on, proved by an act."""

    kind: ClassVar[str] = "officer.named"
    changes_rights: ClassVar[bool] = True
    stream: str = DIRECTORY
    officer_id: int
    person_id: int
    person: str
    institution_id: int
    institution: str
    starts_on: str
    proof: str


@dataclass(frozen=True, kw_only=True)
class OfficerEnded(Fact):
    """A contract officer no longer is one from that day on, that day included."""

    kind: ClassVar[str] = "officer.ended"
    changes_rights: ClassVar[bool] = True
    stream: str = DIRECTORY
    officer_id: int
    person_id: int
    person: str
    institution_id: int
    institution: str
    ends_on: str


@dataclass(frozen=True, kw_only=True)
class NameRecognised(Fact):
    """A name that texts write is that institution, wherever it stands: in so many contracts."""

    kind: ClassVar[str] = "name.recognised"
    stream: str = DIRECTORY
    name: str
    institution_id: int
    institution: str
    contracts: int


@dataclass(frozen=True, kw_only=True)
class NameSetAside(Fact):
    """A name that texts write is no institution: a group, a place-name."""

    kind: ClassVar[str] = "name.set_aside"
    stream: str = DIRECTORY
    name: str
