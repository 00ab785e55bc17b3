"""Texts, ballots and votes as plain values."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from app.sittings.words import BallotState, Base, Choice, Majority, MotionState


@dataclass(frozen=True, kw_only=True)
class MotionView:
    """A text put, or to be put, to the vote."""

    id: int
    item_id: int
    number: int
    title: str
    paragraphs: tuple[str, ...]
    author: str
    state: MotionState
    person_id: int
    defines: tuple[str, ...]
    """The finalités that carrying it adopts by itself (R2.1)."""


@dataclass(frozen=True, kw_only=True)
class VoterView:
    """One line of the roll of a ballot. `choice` is None while nobody may know it, and of who did not vote."""

    seat_id: int
    institution: str
    level: str
    name: str
    voted: bool
    present: bool
    on_behalf: bool
    choice: Choice | None
    carried_by: str = ""
    """Who carries its power: by whom it voted, or may vote while it is absent."""
    by_proxy: bool = False
    """Whether it voted by that power."""


@dataclass(frozen=True, kw_only=True)
class AnswerView:
    """How many voices (weights, when they are weighted) and seats chose an answer."""

    choice: Choice
    voices: Fraction
    seats: int
    figure: str
    """The voices as a French reader expects them."""


@dataclass(frozen=True, kw_only=True)
class MyVoteView:
    """A seat by which the reader may vote: whether it did, never what it chose."""

    seat_id: int
    institution: str
    receipt: str | None
    cast_at: datetime | None
    on_behalf: bool
    in_name_of: str = ""
    """The absent member for whom the reader votes, by a power."""
    by_proxy_of: str = ""
    """Who voted for the reader's own seat, by the reader's power."""


@dataclass(frozen=True, kw_only=True)
class BallotView:
    """A ballot: its question and rule; its result once there is one."""

    id: int
    number: int
    item_id: int
    item_number: str
    question: str
    motion: MotionView | None
    base: Base
    majority: Majority
    weighted: bool
    state: BallotState
    opened_at: datetime
    closed_at: datetime | None
    enrolled: int
    cast: int
    answers: tuple[AnswerView, ...] = ()
    """For, against, abstention, does not take part; empty while open."""
    needed: Fraction | None = None
    needed_words: str = ""
    """What « pour » had to reach: « il faut 9 voix »."""
    carried: bool | None = None
    sentence: str = ""
    """The result with its computation."""
    by_casting_vote: bool = False
    cancelled_reason: str = ""
    voters: tuple[VoterView, ...] = ()
    """Names and choices once closed; before, who has not voted, for the bureau only."""

    @property
    def by_proxy(self) -> tuple[VoterView, ...]:
        """Return the seats that voted by a power, once names are known."""
        return tuple(v for v in self.voters if v.by_proxy)

    @property
    def open(self) -> bool:
        """Tell whether votes are being cast."""
        return self.state is BallotState.OPEN
