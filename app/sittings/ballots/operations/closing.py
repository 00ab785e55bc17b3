"""Ending a vote: the count, the casting vote, cancelling. The caller has locked the sitting's row."""

from decimal import Decimal

from sqlalchemy import func, select

from app.conferences.models import Seat
from app.conferences.operations import adopt_finalites
from app.conferences.queries.capacities import running
from app.conferences.words import SeatKind
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.attendance.queries import quorum_of
from app.sittings.ballots import policies
from app.sittings.ballots.counting import Roll, roll_at
from app.sittings.ballots.events import BallotCancelled, BallotCastingVoteGiven, BallotClosed, BallotTied
from app.sittings.ballots.queries import rule_of, turnout
from app.sittings.models import Ballot, Motion, Sitting
from app.sittings.motions.events import MotionCarried, MotionRejected
from app.sittings.rules.ballots import Outcome, Result, result, tally
from app.sittings.rules.voting import check_ballot_transition, check_casting_vote
from app.sittings.words import BallotState, Choice, MotionState


def close_ballot(work: UnitOfWork, sitting: Sitting, ballot: Ballot) -> None:
    """Stop voting, count exactly the acknowledged votes, publish; a tie waits for the chair's casting vote."""
    work.allow(policies.may_put_to_vote, sitting)
    # The votes on their way hold a share of this row: from here on none is under way and none can begin.
    work.session.refresh(ballot, with_for_update=True)
    check_ballot_transition(ballot.state, BallotState.TIED)
    ballot.closed_at = work.now()
    quorum = quorum_of(work.session, sitting, work.today()).to_json()
    ballot.quorum = {**ballot.quorum, "closing": quorum}
    roll = roll_at(work.session, sitting, ballot, work.now())
    seats = _all_seats(work, sitting, ballot, roll)
    counted = _count(work, ballot, roll, seats)
    ballot.result = roll.published(counted, seats)
    if counted.outcome is Outcome.TIE:
        ballot.state = BallotState.TIED
        work.record(
            BallotTied(stream=sitting.stream, audience=sitting.audience, ballot_id=ballot.id, result=ballot.result)
        )
        return
    _settle(work, sitting, ballot, counted.outcome)


def give_casting_vote(work: UnitOfWork, sitting: Sitting, ballot: Ballot, choice: Choice) -> None:
    """Settle a tie by the chair's casting vote."""
    work.allow(policies.may_give_casting_vote, sitting)
    roll = roll_at(work.session, sitting, ballot, work.now())
    own = next((v.choice for v in roll.voters if v.line.person_id == work.actor.person_id), None)
    check_casting_vote(ballot.state, choice, own=own)
    assert ballot.result is not None
    counted = result(
        tally(roll.casts()),
        rule_of(ballot),
        present=Decimal(ballot.result["present_weight"]),
        represented=Decimal(ballot.result.get("represented_weight", 0)),
        seats=Decimal(ballot.result["seats_weight"]),
        casting=choice,
    )
    ballot.result = {**ballot.result, **counted.to_json()}
    work.record(
        BallotCastingVoteGiven(
            stream=sitting.stream,
            audience=sitting.audience,
            ballot_id=ballot.id,
            choice=choice.value,
            by=work.actor.name,
        )
    )
    _settle(work, sitting, ballot, counted.outcome)


def cancel_ballot(work: UnitOfWork, sitting: Sitting, ballot: Ballot, *, reason: str) -> None:
    """Cancel a vote under way, for a reason that is published; its text can be put to the vote again."""
    work.allow(policies.may_put_to_vote, sitting)
    work.session.refresh(ballot, with_for_update=True)
    check_ballot_transition(ballot.state, BallotState.CANCELLED)
    ballot.state, ballot.closed_at, ballot.cancelled_reason = BallotState.CANCELLED, work.now(), reason.strip()
    ballot.result = None
    if ballot.motion:
        ballot.motion.state = MotionState.TABLED
    work.record(
        BallotCancelled(
            stream=sitting.stream,
            audience=sitting.audience,
            ballot_id=ballot.id,
            reason=ballot.cancelled_reason,
            by=work.actor.name,
        )
    )


def _count(work: UnitOfWork, ballot: Ballot, roll: Roll, seats: Decimal) -> Result:
    casts = roll.casts()
    acknowledged = turnout(work.session, ballot.id)
    # S9: what was acknowledged is what is counted; anything else must stop here, loudly.
    assert acknowledged == len(casts), f"ballot {ballot.id}: {acknowledged} acknowledged, {len(casts)} counted"
    here, by_power = roll.weight_present(), roll.weight_represented()
    return result(tally(casts), rule_of(ballot), present=here, represented=by_power, seats=seats)


def _all_seats(work: UnitOfWork, sitting: Sitting, ballot: Ballot, roll: Roll) -> Decimal:
    if sitting.group_id is not None:
        return roll.weight()
    # A vacant seat cannot vote and still counts among the seats of the assembly.
    counted = func.sum(Seat.weight) if ballot.weighted else func.count(Seat.id)
    seats = select(counted).where(
        Seat.conference_id == sitting.conference_id,
        Seat.kind == SeatKind.VOTING,
        running(Seat.starts_on, Seat.ends_on, work.today()),
    )
    return Decimal(work.session.scalar(seats) or 0)


def _settle(work: UnitOfWork, sitting: Sitting, ballot: Ballot, outcome: Outcome) -> None:
    assert ballot.result is not None
    ballot.state = BallotState.CLOSED
    ballot.closed_at = ballot.closed_at or work.now()
    work.record(
        BallotClosed(
            stream=sitting.stream,
            audience=sitting.audience,
            ballot_id=ballot.id,
            item_id=ballot.item_id,
            motion_id=ballot.motion_id,
            number=ballot.number,
            question=ballot.question,
            closed_at=ballot.closed_at.isoformat(),
            quorum=ballot.quorum,
            result=ballot.result,
        )
    )
    if ballot.motion:
        _decide(work, sitting, ballot, ballot.motion, carried=outcome is Outcome.CARRIED)


def _decide(work: UnitOfWork, sitting: Sitting, ballot: Ballot, motion: Motion, *, carried: bool) -> None:
    motion.state = MotionState.CARRIED if carried else MotionState.REJECTED
    fact = MotionCarried if carried else MotionRejected
    work.record(
        fact(
            stream=sitting.stream,
            audience=sitting.audience,
            motion_id=motion.id,
            item_id=motion.item_id,
            ballot_id=ballot.id,
            title=motion.title,
        )
    )
    if carried and motion.effect.get("finalites"):
        reason = motion.effect.get("reason", "")
        adopt_finalites(work, sitting.conference, motion.effect["finalites"], ballot_id=ballot.id, reason=reason)
