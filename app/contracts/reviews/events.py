"""Facts about reviews, in the record of their contract."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ReviewsScheduled(Fact):
    """The reviews of a contract were computed and put on its calendar (R14.3, R16.1)."""

    kind: ClassVar[str] = "review.scheduled"
    sentence: str
    reviews: list[dict[str, str]]
    """`{title, due_on, explanation}`"""


@dataclass(frozen=True, kw_only=True)
class ReviewProposed(Fact):
    """A review was proposed to the next agenda of the conference or of the finalité's group (R16.1)."""

    kind: ClassVar[str] = "review.proposed"
    review_id: int
    title: str
    sitting_id: int
    item_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewMissed(Fact):
    """The day of a review has passed without it: the contract is late (R16.3)."""

    kind: ClassVar[str] = "review.missed"
    review_id: int
    title: str
    due_on: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class ReviewTriggered(Fact):
    """A party asked for an early review, for a case that the contract lists (R16.2)."""

    kind: ClassVar[str] = "review.triggered"
    review_id: int
    title: str
    case: str
    party: str
    due_on: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class ReviewHeld(Fact):
    """A review was held; the state of the contract on that day is frozen."""

    kind: ClassVar[str] = "review.held"
    review_id: int
    title: str
    held_on: str


@dataclass(frozen=True, kw_only=True)
class ReviewConcluded(Fact):
    """A review ended with continue, rider or termination (R16.4)."""

    kind: ClassVar[str] = "review.concluded"
    review_id: int
    title: str
    conclusion: str
    findings: str
    sentence: str
