"""S7: what a count of votes decides, exactly, and the sentence that explains it to everybody.

Weights are exact (`Fraction`), never floats. Abstaining or not taking part is not a vote cast.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from app.foundation.errors import Refused
from app.sittings.words import Base, Choice, Majority

from . import ballot_sentences as sentences

FOR, AGAINST = Choice.FOR, Choice.AGAINST
SHARES = {
    Majority.ABSOLUTE: Fraction(1, 2),
    Majority.THREE_FIFTHS: Fraction(3, 5),
    Majority.TWO_THIRDS: Fraction(2, 3),
    Majority.UNANIMITY: Fraction(1),
}
DECIDED_BY_HALF = frozenset({Majority.SIMPLE, Majority.ABSOLUTE})


class Outcome(StrEnum):
    """What the count says; a tie waits for the chair's casting vote."""

    CARRIED = "carried"
    REJECTED = "rejected"
    TIE = "tie"


@dataclass(frozen=True, kw_only=True)
class Cast:
    """One acknowledged vote."""

    seat_id: int
    choice: Choice
    weight: int | Decimal | Fraction = 1


@dataclass(frozen=True, kw_only=True)
class BallotRule:
    """How a ballot is decided. `casting_vote`: the chair decides a tie; never in a secret ballot."""

    base: Base = Base.VOTES_CAST
    majority: Majority = Majority.SIMPLE
    casting_vote: bool = True
    secret: bool = False
    weighted: bool = False

    @property
    def chair_decides_ties(self) -> bool:
        """Tell whether a tie waits for the chair."""
        return self.casting_vote and not self.secret and self.majority in DECIDED_BY_HALF


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many seats and how much weight chose each answer; every answer has its key."""

    counts: Mapping[Choice, int]
    weights: Mapping[Choice, Fraction]

    @property
    def cast(self) -> Fraction:
        """Return the votes cast: for and against."""
        return self.weights[FOR] + self.weights[AGAINST]


@dataclass(frozen=True, kw_only=True)
class Result:
    """A count with its outcome. `base` is the number the majority was counted on."""

    rule: BallotRule
    tally: Tally
    base: Fraction
    outcome: Outcome
    tied: bool
    casting: Choice | None = None
    represented: Fraction = Fraction(0)
    """How much of the base « présents » counts by powers (S4)."""

    @property
    def carried(self) -> bool:
        """Tell whether the text is adopted."""
        return self.outcome is Outcome.CARRIED

    @property
    def awaits_chair(self) -> bool:
        """Tell whether the chair must still settle a tie."""
        return self.outcome is Outcome.TIE

    @property
    def threshold(self) -> Fraction:
        """Return the voices at which « pour » carries, or that it must exceed: the mark of a drawing."""
        if self.rule.majority is Majority.SIMPLE:
            return self.tally.cast / 2
        return SHARES[self.rule.majority] * self.base

    @property
    def threshold_words(self) -> str:
        """Say the threshold in a few words: « il faut 9 voix »."""
        return sentences.threshold(self.rule, self.base)

    @property
    def needed(self) -> str:
        """Say how many votes carry, in words."""
        return sentences.needed(self.rule, self.base, represented=self.represented > 0)

    @property
    def sentence(self) -> str:
        """Say the result with its computation."""
        return sentences.result(self)

    def to_json(self) -> dict[str, Any]:
        """Return what is frozen into the ballot; weights are exact texts (`"17/2"`)."""
        return {
            "outcome": self.outcome.value,
            "tied": self.tied,
            "casting": self.casting.value if self.casting else None,
            "counts": {choice.value: self.tally.counts[choice] for choice in Choice},
            "weights": {choice.value: str(self.tally.weights[choice]) for choice in Choice},
            "base": str(self.base),
            "needed": self.needed,
            "sentence": self.sentence,
        }


def tally(casts: Iterable[Cast]) -> Tally:
    """Count the votes; a seat that appears twice is a fault of the caller."""
    counts = dict.fromkeys(Choice, 0)
    weights = dict.fromkeys(Choice, Fraction(0))
    seen: set[int] = set()
    for cast in casts:
        if cast.seat_id in seen:
            raise ValueError(f"seat {cast.seat_id} is counted twice")
        seen.add(cast.seat_id)
        counts[cast.choice] += 1
        weights[cast.choice] += Fraction(cast.weight)
    return Tally(counts=counts, weights=weights)


def result(
    counted: Tally,
    rule: BallotRule,
    *,
    present: int | Decimal | Fraction,
    seats: int | Decimal | Fraction,
    represented: int | Decimal | Fraction = 0,
    casting: Choice | None = None,
) -> Result:
    """Decide the ballot. `present`, `represented` and `seats` are weights of the frozen roll and of all voting seats.

    Who is represented by a power counts like who is present, here and never for the quorum (S4). Whoever voted was
    there: a base smaller than the votes received is raised to them.
    """
    received = sum(counted.weights.values(), Fraction(0))
    here = max(Fraction(present) + Fraction(represented), received)
    bases = {Base.VOTES_CAST: counted.cast, Base.PRESENT: here, Base.SEATS: max(Fraction(seats), here)}
    base = bases[rule.base]
    tied = _tied(counted, rule, base)
    outcome = Outcome.CARRIED if _carries(counted, rule, base) else Outcome.REJECTED
    decided_by: Choice | None = None
    if tied and rule.chair_decides_ties:
        decided_by = casting if casting in (FOR, AGAINST) else None
        outcome = {FOR: Outcome.CARRIED, AGAINST: Outcome.REJECTED, None: Outcome.TIE}[decided_by]
    return Result(
        rule=rule,
        tally=counted,
        base=base,
        outcome=outcome,
        tied=tied,
        casting=decided_by,
        represented=Fraction(represented),
    )


def _carries(counted: Tally, rule: BallotRule, base: Fraction) -> bool:
    votes_for = counted.weights[FOR]
    if rule.majority is Majority.SIMPLE:
        return votes_for > counted.weights[AGAINST]
    if rule.majority is Majority.ABSOLUTE:
        return votes_for > base / 2
    return votes_for >= SHARES[rule.majority] * base > 0


def _tied(counted: Tally, rule: BallotRule, base: Fraction) -> bool:
    """Equal voices, and nothing but the equality between the text and its adoption."""
    votes_for = counted.weights[FOR]
    equal = votes_for == counted.weights[AGAINST] > 0
    return equal and rule.majority in DECIDED_BY_HALF and (rule.majority is Majority.SIMPLE or 2 * votes_for == base)


def check_rule(rule: BallotRule) -> None:
    """Refuse a majority that does not fit its base."""
    if rule.majority is Majority.SIMPLE and rule.base is not Base.VOTES_CAST:
        raise Refused(
            "La majorité simple compare les voix pour et les voix contre. "
            "Choisissez la majorité absolue pour la compter sur les présents ou sur les sièges.",
            rule="S7",
        )


def requests_needed(present: int, share: Fraction = Fraction(1, 4)) -> int:
    """Return how many of those present must ask for a recorded vote: the share, rounded up, at least one."""
    exact = share * present
    return max(1, -(-exact.numerator // exact.denominator))


def recorded_vote_is_due(requests: int, present: int, share: Fraction = Fraction(1, 4)) -> bool:
    """S7: tell whether enough of those present ask for a recorded vote."""
    return present > 0 and requests >= requests_needed(present, share)
