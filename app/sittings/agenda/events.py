"""What happens while a sitting is prepared. `version` is the agenda's after the fact: what the next move must expect.

Members only until publication; public afterwards when the sitting is.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class SittingPlanned(Fact):
    """The chair fixed a date and a place. `starts_at` is ISO 8601."""

    kind: ClassVar[str] = "sitting.planned"
    sitting_id: int
    group_id: int | None
    title: str
    starts_at: str
    place: str
    attendance: str
    public: bool
    prefect_expected: bool
    negotiation: bool


@dataclass(frozen=True, kw_only=True)
class SittingChanged(Fact):
    """The chair changed the plan. `changes` maps each field to its new value."""

    kind: ClassVar[str] = "sitting.changed"
    # It may become public, or no longer be.
    changes_rights: ClassVar[bool] = True
    sitting_id: int
    changes: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class SittingCancelled(Fact):
    """The sitting will not be held."""

    kind: ClassVar[str] = "sitting.cancelled"
    sitting_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemProposed(Fact):
    """Somebody, the State or the system proposes an item. `origin_reference` says where it comes from, if anywhere."""

    kind: ClassVar[str] = "item.proposed"
    item_id: int
    title: str
    item_kind: str
    origin: str
    origin_reference: str
    proposed_by: str
    version: int


@dataclass(frozen=True, kw_only=True)
class ItemAccepted(Fact):
    """The chair put the item on the agenda."""

    kind: ClassVar[str] = "item.accepted"
    item_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class ItemRefused(Fact):
    """The chair refused the proposal, for a reason."""

    kind: ClassVar[str] = "item.refused"
    item_id: int
    reason: str
    version: int


@dataclass(frozen=True, kw_only=True)
class ItemDeferred(Fact):
    """The item is put off to a later sitting, for a reason."""

    kind: ClassVar[str] = "item.deferred"
    item_id: int
    reason: str
    version: int


@dataclass(frozen=True, kw_only=True)
class ItemWithdrawn(Fact):
    """Its author took the proposal back."""

    kind: ClassVar[str] = "item.withdrawn"
    item_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class ItemLeft(Fact):
    """A question of the State went to a sitting that comes sooner (R3.6)."""

    kind: ClassVar[str] = "item.left"
    item_id: int
    for_sitting_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class ItemEdited(Fact):
    """The words or the timing of an item changed. `changes` maps each field to its new value."""

    kind: ClassVar[str] = "item.edited"
    item_id: int
    changes: dict[str, Any]
    version: int


@dataclass(frozen=True, kw_only=True)
class ItemMoved(Fact):
    """An item changed place: before `before_id` under `parent_id`; at the end when `before_id` is None."""

    kind: ClassVar[str] = "item.moved"
    item_id: int
    parent_id: int | None
    before_id: int | None
    version: int


@dataclass(frozen=True, kw_only=True)
class AgendaPublished(Fact):
    """The agenda is fixed. `items` lists `{item_id, number, title, kind}` in order."""

    kind: ClassVar[str] = "agenda.published"
    sitting_id: int
    items: list[dict[str, Any]]
    version: int


@dataclass(frozen=True, kw_only=True)
class ItemAddedUrgently(Fact):
    """The chair added an item after publication, for a reason (S2)."""

    kind: ClassVar[str] = "item.added_urgently"
    item_id: int
    number: str
    title: str
    item_kind: str
    reason: str
    version: int


@dataclass(frozen=True, kw_only=True)
class DocumentAdded(Fact):
    """A document was joined to an item; `late` after publication."""

    kind: ClassVar[str] = "document.added"
    document_id: int
    item_id: int
    name: str
    sha256: str
    late: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class DocumentRemoved(Fact):
    """A document was taken back; its bytes are gone when nothing else shows them."""

    kind: ClassVar[str] = "document.removed"
    document_id: int
    item_id: int
    name: str
    sha256: str
    late: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class StateReferralMade(Fact):
    """The State referred a question to the conference; it must appear on the next agenda (R3.6)."""

    kind: ClassVar[str] = "state_referral.made"
    referral_id: int
    title: str
    question: str
