"""Facts about the directory, in its own stream."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact

DIRECTORY = "directory:1"


@dataclass(frozen=True, kw_only=True)
class DirectoryImported(Fact):
    """The official directory was brought up to date; the counts are numbers of institutions and of memberships."""

    kind: ClassVar[str] = "directory.imported"
    stream: str = DIRECTORY
    created: int
    updated: int
    closed: int
    joined: int
    left: int


@dataclass(frozen=True, kw_only=True)
class PartnerAdded(Fact):
    """An institution that the official directory does not contain was added by hand."""

    kind: ClassVar[str] = "institution.added"
    stream: str = DIRECTORY
    institution_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class PartnerChanged(Fact):
    """An institution added by hand has another name; what was said under the former one keeps it."""

    kind: ClassVar[str] = "institution.changed"
    stream: str = DIRECTORY
    institution_id: int
    name: str
    former: str


@dataclass(frozen=True, kw_only=True)
class InstitutionEnded(Fact):
    """An institution ended that day: it is proposed nowhere any more, and its page says which one took its place."""

    kind: ClassVar[str] = "institution.ended"
    stream: str = DIRECTORY
    institution_id: int
    name: str
    closed_on: str
    successor: str | None
    reason: str
