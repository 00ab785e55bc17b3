"""Named reads about ballots, and a ballot as it travels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Seat
from app.sittings.models import Ballot, BallotVoter, Presence, ProxyGiven, Turnout, Vote
from app.sittings.rules.ballot_sentences import rule_words
from app.sittings.rules.ballots import BallotRule
from app.sittings.words import Choice

CARRIER = (joinedload(ProxyGiven.holder), joinedload(ProxyGiven.holder_seat).joinedload(Seat.institution))


def ballots_of(session: Session, sitting_id: int) -> Sequence[Ballot]:
    """Return the ballots of a sitting in order."""
    return session.scalars(select(Ballot).where(Ballot.sitting_id == sitting_id).order_by(Ballot.number)).all()


def next_number(session: Session, sitting_id: int) -> int:
    """Return the number of the next ballot of a sitting whose row is locked."""
    return (session.scalar(select(func.max(Ballot.number)).where(Ballot.sitting_id == sitting_id)) or 0) + 1


def turnout(session: Session, ballot_id: int) -> int:
    """Return how many seats have voted."""
    return session.scalar(select(func.count()).where(Turnout.ballot_id == ballot_id)) or 0


def roll_size(session: Session, ballot_id: int) -> int:
    """Return how many seats may vote."""
    return session.scalar(select(func.count()).where(BallotVoter.ballot_id == ballot_id)) or 0


@dataclass(frozen=True, kw_only=True)
class Voter:
    """A line of the roll: present at that instant or not, what it chose if it voted, in whose hand, by which power."""

    line: BallotVoter
    present: bool
    choice: Choice | None
    on_behalf: bool
    power: ProxyGiven | None


def voters(session: Session, ballot: Ballot) -> list[Voter]:
    """Return the roll in roll-call order with what each seat chose; for the count, never before the end."""
    here = exists().where(
        Presence.sitting_id == ballot.sitting_id,
        Presence.left_at.is_(None),
        or_(
            Presence.seat_id == BallotVoter.seat_id,
            and_(Presence.seat_id.is_(None), Presence.person_id == BallotVoter.person_id),
        ),
    )
    same = (Vote.ballot_id == BallotVoter.ballot_id, Vote.seat_id == BallotVoter.seat_id)
    said = (Turnout.ballot_id == BallotVoter.ballot_id, Turnout.seat_id == BallotVoter.seat_id)
    rows = session.execute(
        select(BallotVoter, here, Vote.choice, Turnout.on_behalf, ProxyGiven)
        .join(Seat, Seat.id == BallotVoter.seat_id)
        .outerjoin(Vote, and_(*same))
        .outerjoin(Turnout, and_(*said))
        .outerjoin(ProxyGiven, ProxyGiven.id == Turnout.proxy_id)
        .where(BallotVoter.ballot_id == ballot.id)
        .options(
            joinedload(BallotVoter.person),
            joinedload(BallotVoter.seat).joinedload(Seat.institution),
            joinedload(ProxyGiven.principal),
            joinedload(ProxyGiven.principal_seat).joinedload(Seat.institution),
            *CARRIER,
        )
        .order_by(Seat.rank, Seat.id)
    )
    return [
        Voter(line=line, present=here, choice=choice, on_behalf=bool(by), power=power)
        for line, here, choice, by, power in rows
    ]


def rule_of(ballot: Ballot) -> BallotRule:
    """Return how a ballot is decided."""
    return BallotRule(
        base=ballot.base,
        majority=ballot.majority,
        casting_vote=ballot.casting_vote,
        weighted=ballot.weighted,
    )


def ballot_wire(ballot: Ballot) -> dict[str, Any]:
    """Return a ballot as facts and snapshots carry it: the question and the rule, never a choice."""
    return {
        "id": ballot.id,
        "item_id": ballot.item_id,
        "motion_id": ballot.motion_id,
        "number": ballot.number,
        "question": ballot.question,
        "base": ballot.base.value,
        "majority": ballot.majority.value,
        "weighted": ballot.weighted,
        "casting_vote": ballot.casting_vote,
        "rule": rule_words(rule_of(ballot)),
        "state": ballot.state.value,
        "opened_at": ballot.opened_at.isoformat(),
        "closed_at": ballot.closed_at.isoformat() if ballot.closed_at else None,
        "quorum": ballot.quorum,
    }
