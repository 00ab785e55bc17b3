"""Facts about what comes from files."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact

CATALOGUE_STREAM = "catalogue:1"


@dataclass(frozen=True, kw_only=True)
class ContractImported(Fact):
    """A contract came from a source, with so many actions, funding lines and names nobody recognised yet."""

    kind: ClassVar[str] = "contract.imported"
    slug: str
    title: str
    state: str
    document: str
    actions: int
    funding_lines: int
    unrecognised: int


@dataclass(frozen=True, kw_only=True)
class ContractImportedAgain(Fact):
    """A source said something new of a contract: these fields, so many actions added, so many changed."""

    kind: ClassVar[str] = "contract.imported_again"
    slug: str
    document: str
    fields: list[str]
    actions_added: int
    actions_changed: int


@dataclass(frozen=True, kw_only=True)
class CatalogueImported(Fact):
    """The catalogue of schemes was brought up to date; the numbers are of schemes, programmes and projects."""

    kind: ClassVar[str] = "catalogue.imported"
    stream: str = CATALOGUE_STREAM
    counts: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class FiguresImported(Fact):
    """Figures about territories came from a source."""

    kind: ClassVar[str] = "figures.imported"
    stream: str = CATALOGUE_STREAM
    created: int
    updated: int
