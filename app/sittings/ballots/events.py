"""Facts about ballots. What a seat chose is in the result, once the ballot is closed, and nowhere before."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.foundation.facts import Fact


@dataclass(frozen=True, kw_only=True)
class BallotOpened(Fact):
    """The chair put a question to the vote. `ballot` is as in the snapshot; `roll` lists the seats that may vote."""

    kind: ClassVar[str] = "ballot.opened"
    ballot: dict[str, Any]
    roll: list[int]


@dataclass(frozen=True, kw_only=True)
class BallotVoted(Fact):
    """A seat voted. For that seat's devices only, and without its choice."""

    kind: ClassVar[str] = "ballot.voted"
    ballot_id: int
    seat_id: int
    cast_at: str
    on_behalf: bool
    by: str


@dataclass(frozen=True, kw_only=True)
class BallotTied(Fact):
    """Voting has ended in a tie: the chair's casting vote is awaited."""

    kind: ClassVar[str] = "ballot.tied"
    ballot_id: int
    result: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class BallotCastingVoteGiven(Fact):
    """The chair settled a tie."""

    kind: ClassVar[str] = "ballot.casting_vote_given"
    ballot_id: int
    choice: str
    by: str


@dataclass(frozen=True, kw_only=True)
class BallotClosed(Fact):
    """The result, with names and choices; `quorum` at the opening and at the closing."""

    kind: ClassVar[str] = "ballot.closed"
    ballot_id: int
    item_id: int
    motion_id: int | None
    number: int
    question: str
    closed_at: str
    quorum: dict[str, Any]
    result: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class BallotCancelled(Fact):
    """The ballot does not count."""

    kind: ClassVar[str] = "ballot.cancelled"
    ballot_id: int
    reason: str
    by: str
