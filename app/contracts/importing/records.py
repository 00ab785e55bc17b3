"""What a file says of a contract, once read: plain values, nothing of the database."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.contracts.words import AxisOrigin, Completeness, ContractNature, Period, Progress, SourceStatus


class SourceProgress(StrEnum):
    """How the source says how far an action is."""

    NOT_STARTED = "non demarree"
    IN_STUDY = "en etude"
    UNDER_WAY = "en cours"
    DONE = "realisee"
    ABANDONED = "abandonnee"
    UNKNOWN = "inconnu"


PROGRESS = {
    SourceProgress.NOT_STARTED: Progress.NOT_STARTED,
    SourceProgress.IN_STUDY: Progress.IN_STUDY,
    SourceProgress.UNDER_WAY: Progress.UNDER_WAY,
    SourceProgress.DONE: Progress.DONE,
    SourceProgress.ABANDONED: Progress.ABANDONED,
    SourceProgress.UNKNOWN: Progress.UNKNOWN,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class AxisRecord:
    """One axis; `official` False when its number is the extractor's."""

    number: int
    title: str
    official: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingRecord:
    """What one funder brings."""

    funder: str
    cents: int | None
    qualifier: str
    period: Period
    years: str
    via: str
    counted_in_parent: bool
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorRecord:
    """One indicator: a value, a target, or both; `dated` is when the value was read or the target is due."""

    name: str
    unit: str
    value: Decimal | None
    target: Decimal | None
    baseline: Decimal | None
    dated: str
    qualifier: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionRecord:
    """One action."""

    place: str
    code: str
    title: str
    axis: int | None
    axis_origin: AxisOrigin | None
    description: str
    owner: str
    partners: list[str]
    places: list[str]
    cost_cents: int | None
    cost_qualifier: str
    funding: list[FundingRecord]
    due: str
    done: str
    progress: Progress
    progress_basis: str
    indicators: list[IndicatorRecord]
    parent: str
    note: str
    also_schemes: list[str]
    source: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class EventRecord:
    """One dated event of the steering."""

    label: str
    dated: str
    place: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SteeringRecord:
    """Who steers, how often, and what was told of it."""

    body: str = ""
    pilot: str = ""
    frequency: str = ""
    details: str = ""
    events: list[EventRecord] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractRecord:
    """One contract. `digest` names its content; `raw` is what is kept of it, as canonical JSON."""

    place: str
    digest: str
    raw: str
    slug: str
    title: str
    scheme: str
    nature: ContractNature
    status: SourceStatus | None
    status_detail: str
    territory: str
    perimeter: list[str]
    signed_on: date | None
    signed_text: str
    signed_precision: str
    signed_at_place: str
    ends_on: date | None
    first_year: int | None
    last_year: int | None
    duration_years: Decimal | None
    signatories: list[str]
    signatories_from_scheme: bool
    parent: str
    parent_note: str
    total_cents: int | None
    total_qualifier: str
    pledges: dict[str, int]
    diagnosis: str
    strengths: list[str]
    axes: list[AxisRecord]
    axes_variant: dict[str, Any]
    actions: list[ActionRecord]
    indicators: list[IndicatorRecord]
    steering: SteeringRecord
    notes: list[str]
    completeness: Completeness | None
    source: dict[str, Any]
    known_as_of: date | None

    @property
    def document(self) -> str:
        """Return which source this record was taken from."""
        return str(self.source.get("document") or "")
