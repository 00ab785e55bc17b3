"""Ballots as a reader may know them.

What seats chose is read from the published result and from nowhere else, so that an open ballot has nothing to hide.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.foundation.french import number
from app.sittings.ballots.queries import rule_of
from app.sittings.models import Ballot
from app.sittings.rules.ballot_sentences import threshold
from app.sittings.rules.ballots import SHARES, Outcome
from app.sittings.words import BallotState, Choice

from .ballot_views import AnswerView, BallotView, MotionView, MyVoteView, VoterView
from .building import Reader
from .power_views import PowersView
from .rows import RollRow
from .views import ItemView


@dataclass(frozen=True)
class Here:
    """Who is in the sitting: persons present, and the powers of those who are not."""

    people: Collection[int]
    powers: PowersView


def my_votes(roll: Sequence[RollRow], powers: PowersView, reader: Reader) -> tuple[MyVoteView, ...]:
    """Return the seats by which the reader may vote, with the receipt of those that did; those of others last."""
    if reader.person_id is None:
        return ()
    carried = {power.principal_seat_id for power in powers.of_holder(reader.person_id) if power.acting}
    own = [_my_vote(r) for r in roll if r.voter.person_id == reader.person_id]
    others = [_my_vote(r, carried=True) for r in roll if _in_my_hand(r, carried, reader.person_id)]
    return (*own, *others)


def _in_my_hand(row: RollRow, carried: Collection[int], person_id: int) -> bool:
    """Tell whether the reader voted for that seat by its power, or may."""
    if row.turnout is not None:
        return row.power is not None and row.power.holder_id == person_id
    return row.voter.seat_id in carried


def _my_vote(row: RollRow, *, carried: bool = False) -> MyVoteView:
    return MyVoteView(
        seat_id=row.voter.seat_id,
        institution=row.voter.seat.institution.name,
        receipt=row.turnout.receipt if row.turnout else None,
        cast_at=row.turnout.cast_at if row.turnout else None,
        on_behalf=row.turnout is not None and row.turnout.on_behalf,
        in_name_of=row.voter.person.name if carried else "",
        by_proxy_of=row.power.holder.name if row.power is not None and not carried else "",
    )


def ballot_views(
    ballots: Iterable[Ballot],
    roll: Sequence[RollRow],
    here: Here,
    items: Iterable[ItemView],
    motions: Iterable[MotionView],
    *,
    reader: Reader,
) -> tuple[BallotView, ...]:
    """Return the ballots that the reader may know of; `roll` is that of the one under way, `here` who is there."""
    numbers = {i.id: i.number for i in items}
    texts = {m.id: m for m in motions}
    return tuple(
        _ballot_view(b, _known(b, roll, here, reader), numbers.get(b.item_id, ""), texts.get(b.motion_id or 0))
        for b in ballots
        if reader.member or b.public
    )


def _ballot_view(ballot: Ballot, known: dict[str, Any], item_number: str, motion: MotionView | None) -> BallotView:
    return BallotView(
        id=ballot.id,
        number=ballot.number,
        item_id=ballot.item_id,
        item_number=item_number,
        question=ballot.question,
        motion=motion,
        base=ballot.base,
        majority=ballot.majority,
        weighted=ballot.weighted,
        state=ballot.state,
        opened_at=ballot.opened_at,
        closed_at=ballot.closed_at,
        cancelled_reason=ballot.cancelled_reason,
        **known,
    )


def _known(ballot: Ballot, roll: Sequence[RollRow], here: Here, reader: Reader) -> dict[str, Any]:
    """Return the result once there is one; before, the turnout, and to the bureau who has not voted yet."""
    if ballot.result:
        return _published(ballot, ballot.result)
    if ballot.state is not BallotState.OPEN:
        return {"enrolled": 0, "cast": 0}
    voted = sum(1 for row in roll if row.turnout is not None)
    voters = tuple(_waited_for(row, here) for row in roll) if reader.bureau else ()
    return {"enrolled": len(roll), "cast": voted, "voters": voters}


def _waited_for(row: RollRow, here: Here) -> VoterView:
    power = here.powers.given_by(row.voter.seat_id)
    standing = power.holder if power and power.acting else ""
    return VoterView(
        seat_id=row.voter.seat_id,
        institution=row.voter.seat.institution.name,
        level=row.voter.seat.level.value,
        name=row.voter.person.name,
        voted=row.turnout is not None,
        present=row.voter.person_id in here.people,
        on_behalf=row.turnout is not None and row.turnout.on_behalf,
        choice=None,
        carried_by=row.power.holder.name if row.power else standing,
        by_proxy=row.power is not None,
    )


def _published(ballot: Ballot, result: Mapping[str, Any]) -> dict[str, Any]:
    rule, base = rule_of(ballot), Fraction(result["base"])
    return {
        "enrolled": result["roll"],
        "cast": result["turnout"],
        "answers": tuple(_answer(choice, result) for choice in Choice),
        "needed": SHARES.get(ballot.majority, Fraction(1, 2)) * base,
        "needed_words": threshold(rule, base),
        "carried": result["outcome"] == Outcome.CARRIED,
        "sentence": result["sentence"],
        "by_casting_vote": result["casting"] is not None,
        "voters": tuple(_named(vote) for vote in result["votes"]),
    }


def _answer(choice: Choice, result: Mapping[str, Any]) -> AnswerView:
    voices = Fraction(result["weights"][choice.value])
    return AnswerView(choice=choice, voices=voices, seats=result["counts"][choice.value], figure=number(voices))


def _named(vote: Mapping[str, Any]) -> VoterView:
    choice, carrier = vote["choice"], vote.get("by_proxy")
    return VoterView(
        seat_id=vote["seat_id"],
        institution=vote["institution"],
        level=vote["level"],
        name=vote["name"],
        voted=choice is not None,
        present=vote["present"],
        on_behalf=vote["on_behalf"],
        choice=Choice(choice) if choice else None,
        carried_by=carrier["name"] if carrier else "",
        by_proxy=carrier is not None,
    )
