"""What the checklist reads of a contract, and the rows it answers with. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.contracts.rules.obligations import Obligations
from app.contracts.rules.settings import DEFAULTS, ContractSettings
from app.contracts.words import ClauseKind, ContractKind, Side
from app.institutions.words import InstitutionKind

from .clauses import is_complete
from .clauses.sentences import ThemeSaid


class Standing(StrEnum):
    """Where a requirement stands."""

    SATISFIED = "satisfied"
    MISSING = "missing"
    NOT_REQUIRED = "not_required"


class Moment(StrEnum):
    """What a missing requirement blocks."""

    SIGNATURE = "signature"
    FORCE = "force"


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One row of the checklist. `part` is the page of the desk where it is written."""

    key: str
    rule: str
    label: str
    standing: Standing
    sentence: str
    part: str
    moment: Moment = Moment.SIGNATURE


@dataclass(frozen=True, kw_only=True)
class PartySeen:
    """A party as the checklist looks at it."""

    name: str
    side: Side
    kind: InstitutionKind | None
    agents: int


@dataclass(frozen=True, kw_only=True)
class Situation:
    """All that the checklist reads of a contract."""

    kind: ContractKind = ContractKind.OPERATIONAL
    parties: Sequence[PartySeen] = ()
    places: int = 0
    priority_places: int = 0
    state_cents: int = 0
    """What the State brings, as far as envelopes are recorded."""
    state_reserved_cents: int = 0
    """Of which for the priority territories."""
    finalites: int = 0
    clauses: dict[ClauseKind, dict[str, Any]] = field(default_factory=dict)
    themes: Sequence[ThemeSaid] = ()
    settings: ContractSettings = DEFAULTS
    obligations: Obligations = field(default_factory=Obligations)
    years: Decimal | None = None
    twin: str | None = None
    """Another contract of the scheme on the same territory, where the scheme allows one."""


def row(  # noqa: PLR0917 - read as a row of a table
    key: str,
    rule: str,
    label: str,
    met: bool | None,
    sentence: str,
    part: str,
    *,
    moment: Moment = Moment.SIGNATURE,
) -> Requirement:
    """Return a row; `met` None when it is not required."""
    standing = Standing.NOT_REQUIRED if met is None else Standing.SATISFIED if met else Standing.MISSING
    return Requirement(key=key, rule=rule, label=label, standing=standing, sentence=sentence, part=part, moment=moment)


def has(seen: Situation, kind: ClauseKind) -> bool:
    """Tell whether the clause is there and says all it must."""
    return kind in seen.clauses and is_complete(kind, seen.clauses[kind])
