"""Ballots as a reader may know them: choices only once closed, names of those who have not voted only to the bureau."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from app.sittings.models import Ballot
from app.sittings.rules.ballots import Outcome
from app.sittings.words import BallotState, Choice

from .ballot_views import BallotView, MotionView, MyVoteView, VoterView
from .building import Reader
from .rows import RollRow
from .views import ItemView


def my_votes(roll: Iterable[RollRow], reader: Reader) -> tuple[MyVoteView, ...]:
    """Return the seats by which the reader may vote, with the receipt of those that did."""
    return tuple(
        MyVoteView(
            seat_id=r.voter.seat_id,
            institution=r.voter.seat.institution.name,
            receipt=r.turnout.receipt if r.turnout else None,
            cast_at=r.turnout.cast_at if r.turnout else None,
            on_behalf=r.turnout is not None and r.turnout.on_behalf,
        )
        for r in roll
        if reader.person_id is not None and r.voter.person_id == reader.person_id
    )


def voter_views(ballot: Ballot, roll: Iterable[RollRow], reader: Reader) -> tuple[VoterView, ...]:
    """Return names and choices of a closed ballot; of an open one, who has voted, for the bureau alone."""
    closed = ballot.state is BallotState.CLOSED
    if not closed and not reader.bureau:
        return ()
    return tuple(
        VoterView(
            seat_id=r.voter.seat_id,
            institution=r.voter.seat.institution.name,
            level=r.voter.seat.level.value,
            name=r.voter.person.name,
            voted=r.turnout is not None,
            on_behalf=r.turnout is not None and r.turnout.on_behalf,
            choice=r.choice if closed else None,
        )
        for r in roll
    )


def counted(ballot: Ballot, roll: Iterable[RollRow]) -> dict[Choice, Decimal]:
    """Return the votes by choice once nobody can vote any more."""
    if ballot.state not in (BallotState.CLOSED, BallotState.TIED):
        return {}
    counts = dict.fromkeys(Choice, Decimal(0))
    for row in roll:
        if row.choice is not None:
            counts[row.choice] += row.voter.weight if ballot.weighted else 1
    return counts


def ballot_views(
    ballots: Iterable[Ballot],
    rolls: Mapping[int, list[RollRow]],
    items: Iterable[ItemView],
    motions: Iterable[MotionView],
    reader: Reader,
) -> tuple[BallotView, ...]:
    """Return the ballots that the reader may know of."""
    by_id = {i.id: i for i in items}
    texts = {m.id: m for m in motions}
    return tuple(
        _ballot_view(b, rolls.get(b.id, []), by_id.get(b.item_id), texts.get(b.motion_id or 0), reader)
        for b in ballots
        if reader.member or b.public
    )


def _ballot_view(
    ballot: Ballot,
    roll: Sequence[RollRow],
    item: ItemView | None,
    motion: MotionView | None,
    reader: Reader,
) -> BallotView:
    """Return a ballot as the reader may see it."""
    result = ballot.result or {}
    return BallotView(
        id=ballot.id,
        number=ballot.number,
        item_id=ballot.item_id,
        item_number=item.number if item else "",
        question=ballot.question,
        motion=motion,
        base=ballot.base,
        majority=ballot.majority,
        weighted=ballot.weighted,
        state=ballot.state,
        opened_at=ballot.opened_at,
        closed_at=ballot.closed_at,
        enrolled=len(roll),
        cast=sum(1 for r in roll if r.turnout is not None),
        counts=counted(ballot, roll),
        carried=result["outcome"] == Outcome.CARRIED if result else None,
        sentence=result.get("sentence", ""),
        by_casting_vote=result.get("casting") is not None,
        cancelled_reason=ballot.cancelled_reason,
        voters=voter_views(ballot, roll, reader),
    )
