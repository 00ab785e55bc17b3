"""Ballots and decisions as lines of the minutes."""

from datetime import date

from app.foundation.french import day
from app.sittings.minutes import facts as f

from .clock import Clock
from .sentences import computation, who
from .shapes import BallotLine, CommitmentLine, DecisionLine, Place, VoteGroup, Voter
from .words import CHOICES

AGREED = "Sans scrutin : la présidence constate l’accord de l’assemblée."


def ballot_line(ballot: f.Ballot, place: Place) -> BallotLine:
    """Return a vote with its names by choice."""
    return BallotLine(
        place=place,
        id=ballot.id,
        number=ballot.number,
        question=ballot.question,
        rule=ballot.rule,
        quorum=quorums(ballot),
        outcome=ballot.outcome,
        sentence=ballot.sentence,
        casting=f"Voix prépondérante donnée par {ballot.casting_by}." if ballot.casting_by else "",
        cancelled=f"Scrutin annulé. Motif : {ballot.cancelled_because}" if ballot.cancelled_because else "",
        counts=dict(ballot.counts),
        groups=groups(ballot),
        voters=[_voter(vote) for vote in ballot.votes],
    )


def quorums(ballot: f.Ballot) -> list[str]:
    """Say the quorum at the opening, and at the end when it is another one."""
    opening, closing = ballot.quorum_at_opening, ballot.quorum_at_closing
    said = [f"Quorum à l’ouverture du scrutin : {computation(opening)}"] if opening else []
    if closing and closing != opening:
        said.append(f"Quorum à la clôture : {computation(closing)}")
    return said


def groups(ballot: f.Ballot) -> list[VoteGroup]:
    """Return names by choice, in roll-call order; a choice that nobody made is left out."""
    return [
        VoteGroup(choice=choice, words=words, names=[_named(vote) for vote in chosen])
        for choice, (_one, words) in CHOICES.items()
        if (chosen := [vote for vote in ballot.votes if (vote.choice or "") == choice])
    ]


def _named(vote: f.Vote) -> str:
    said = who(vote.name, vote.institution)
    if vote.by_proxy:
        said = f"{said}, par pouvoir donné à {vote.by_proxy}"
    if vote.on_behalf:
        return f"{said}, vote noté par le secrétariat"
    return said if vote.choice or vote.present or vote.represented else f"{said}, hors séance à la clôture"


def _voter(vote: f.Vote) -> Voter:
    return Voter(
        seat_id=vote.seat_id,
        name=vote.name,
        institution=vote.institution,
        level=vote.level,
        choice=vote.choice or "",
        present=vote.present,
        on_behalf=vote.on_behalf,
        by_proxy=vote.by_proxy,
    )


def decision_line(decision: f.Decision, ballots: dict[int, f.Ballot], place: Place) -> DecisionLine:
    """Return a decision with the vote that took it and its commitments."""
    ballot = ballots.get(decision.ballot_id or 0)
    return DecisionLine(
        place=place,
        id=decision.id,
        number=decision.number,
        text=decision.text,
        ballot=f"Scrutin nº {ballot.number}. {ballot.sentence}" if ballot else AGREED,
        commitments=[
            CommitmentLine(title=c.title, owner=c.owner, due=day(date.fromisoformat(c.due_on)))
            for c in decision.commitments
        ],
    )


def place(mark: f.Mark, clock: Clock) -> Place:
    """Return where in time and in the record something is."""
    return Place(hour=clock.hour(mark), at=clock.local(mark.at).isoformat(), position=mark.position)
