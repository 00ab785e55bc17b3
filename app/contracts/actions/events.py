"""Facts about actions: what was promised, what was said of it since, and what time made of it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ActionFact(Fact):
    """What every fact about an action says of it."""

    kind: ClassVar[str] = "action.touched"
    action_id: int
    code: str
    title: str
    version: int


@dataclass(frozen=True, kw_only=True)
class ActionCreated(ActionFact):
    """An action was entered in the contract; the reason is said when the contract was signed already."""

    kind: ClassVar[str] = "action.created"
    owner: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ActionChanged(ActionFact):
    """What an action promises was changed: `{field: [before, after]}`."""

    kind: ClassVar[str] = "action.changed"
    changes: dict[str, Any]
    reason: str


@dataclass(frozen=True, kw_only=True)
class ActionRemoved(ActionFact):
    """An action was taken out of a text that nobody had signed yet."""

    kind: ClassVar[str] = "action.removed"
    owner: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ActionUpdated(ActionFact):
    """News of an action: in words, and what changed."""

    kind: ClassVar[str] = "action.updated"
    changes: dict[str, Any]
    text: str
    health: str


@dataclass(frozen=True, kw_only=True)
class FundingSet(ActionFact):
    """A line of funding was entered, changed or removed."""

    kind: ClassVar[str] = "funding.set"
    funder: str
    changes: dict[str, Any]
    warning: str


@dataclass(frozen=True, kw_only=True)
class IndicatorDefined(ActionFact):
    """What an action will be measured by."""

    kind: ClassVar[str] = "indicator.defined"
    indicator_id: int
    name: str
    unit: str
    baseline: str | None
    target: str | None


@dataclass(frozen=True, kw_only=True)
class IndicatorMeasured(ActionFact):
    """A value of an indicator."""

    kind: ClassVar[str] = "indicator.value_recorded"
    indicator_id: int
    name: str
    value: str
    dated: str


@dataclass(frozen=True, kw_only=True)
class ActionDocumentAdded(ActionFact):
    """A document was joined to an action."""

    kind: ClassVar[str] = "contract_document.added"
    document_id: int
    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ActionDocumentRemoved(ActionFact):
    """A document of an action was taken back."""

    kind: ClassVar[str] = "contract_document.removed"
    document_id: int
    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ActionBecameLate(ActionFact):
    """A date of an action has passed and what it promised is not there."""

    kind: ClassVar[str] = "action.became_late"
    owner: str
    health: str
    sentence: str
    since: str
