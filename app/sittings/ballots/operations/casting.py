"""Casting votes: those that arrive together are written together, each kept or refused on its own (S9).

One implementation for one vote and for a hundred: what is written and recorded cannot differ.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from app.foundation.errors import DomainError, Invalid, Refused
from app.foundation.facts import seat_audience
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.ballots import policies, urn
from app.sittings.ballots.events import BallotVoted
from app.sittings.ballots.refusals import AlreadyVoted
from app.sittings.proxies.events import ProxyUsed
from app.sittings.rules.voting import check_cast, check_hand
from app.sittings.words import Choice

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class Asked:
    """A vote as it is asked for: by whom (`work`), what, and for which seat when it is not the asker's only one."""

    def __init__(self, work: UnitOfWork, choice: Choice, seat_id: int | None = None) -> None:
        self.work, self.choice, self.seat_id = work, choice, seat_id
        self.request_id: UUID = work.request_id or uuid4()


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The acknowledgement of a vote. The same request always gets the same one."""

    code: str
    cast_at: datetime
    choice: Choice
    seat_id: int


Answer = Receipt | DomainError


def cast_votes(ballot_id: int, asked: Sequence[Asked]) -> list[Answer]:
    """Write the votes that may be cast and answer each: its receipt, or its own refusal.

    The works share one transaction; a receipt is worth something once it is committed, and not before.
    """
    session = asked[0].work.session
    people = [vote.work.actor.person_id for vote in asked if vote.work.actor.person_id]
    roll = urn.locked_roll(
        session, ballot_id, people, [vote.seat_id for vote in asked if vote.seat_id], now=asked[0].work.now()
    )
    admitted: dict[UUID, tuple[Asked, urn.Paper]] = {}
    answers: dict[Asked, Answer] = {}
    for vote in asked:
        try:
            admitted.setdefault(vote.request_id, (vote, _paper(vote, roll)))
        except DomainError as refusal:
            answers[vote] = refusal
    for request_id in urn.write(session, ballot_id, [paper for _vote, paper in admitted.values()]):
        vote, paper = admitted[request_id]
        answers[vote] = _acknowledge(vote, paper, roll)
    late = [vote for vote in asked if not isinstance(answers.get(vote), Receipt)]
    if late:
        seats = {request_id: paper.seat_id for request_id, (_vote, paper) in admitted.items()}
        answers |= _earlier_answers(ballot_id, late, seats)
    return [answers[vote] for vote in asked]


def _paper(vote: Asked, roll: urn.Roll) -> urn.Paper:
    """Return what is put in the urn, or raise why this vote cannot be."""
    vote.work.allow(policies.may_cast)
    line = _line(vote, roll)
    voter = vote.work.actor.person_id
    own, carried = line.person_id == voter, line.carried_by_id == voter
    if carried and not own:
        vote.work.allow(policies.may_vote_by_proxy, line)
    else:
        vote.work.allow(policies.may_vote if own else policies.may_vote_on_behalf, line)
    check_cast(roll.state, on_roll=True, already_voted=False)
    check_hand(present=line.present, own=own, carried=carried, power=line.proxy_id is not None)
    assert voter is not None
    return urn.Paper(
        seat_id=line.seat_id,
        request_id=vote.request_id,
        person_id=voter,
        on_behalf=not (own or carried),
        cast_at=vote.work.now(),
        receipt=_code(),
        choice=vote.choice,
        proxy_id=None if line.present else line.proxy_id,
    )


def _line(vote: Asked, roll: urn.Roll) -> urn.Line:
    if vote.seat_id is not None:
        lines = [line for line in roll.lines if line.seat_id == vote.seat_id]
    else:
        lines = [line for line in roll.lines if line.person_id == vote.work.actor.person_id]
    if len(lines) == 1:
        return lines[0]
    if lines:
        fault = {"pointer": "#/seat_id", "detail": "Choisissez le siège pour lequel vous votez."}
        raise Invalid("Vous êtes titulaire de plusieurs sièges.", errors=[fault])
    check_cast(roll.state, on_roll=False, already_voted=False)
    raise AssertionError("a seat outside the roll was let through")


def _code() -> str:
    """Return a code that can be read aloud: it proves nothing to others and names nobody."""
    letters = [secrets.choice(LETTERS) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def _acknowledge(vote: Asked, paper: urn.Paper, roll: urn.Roll) -> Receipt:
    vote.work.record(
        BallotVoted(
            stream=roll.stream,
            audience=seat_audience(paper.seat_id),
            ballot_id=roll.ballot_id,
            seat_id=paper.seat_id,
            cast_at=paper.cast_at.isoformat(),
            on_behalf=paper.on_behalf,
            by=vote.work.actor.name,
        )
    )
    if paper.proxy_id is not None:
        _tell_holder(vote, paper, roll)
    return Receipt(code=paper.receipt, cast_at=paper.cast_at, choice=paper.choice, seat_id=paper.seat_id)


def _tell_holder(vote: Asked, paper: urn.Paper, roll: urn.Roll) -> None:
    """Tell every device of whoever carries the power: the principal's seat is not theirs to listen to."""
    carrying = next(line.carried_by_seat for line in roll.lines if line.seat_id == paper.seat_id)
    assert carrying is not None
    assert paper.proxy_id is not None
    vote.work.record(
        ProxyUsed(
            stream=roll.stream,
            audience=seat_audience(carrying),
            ballot_id=roll.ballot_id,
            proxy_id=paper.proxy_id,
            seat_id=paper.seat_id,
            cast_at=paper.cast_at.isoformat(),
        )
    )


def _earlier_answers(ballot_id: int, late: list[Asked], seats: dict[UUID, int]) -> dict[Asked, Answer]:
    """Answer what was not written now and may have been before: the same request, or another one for the seat.

    `seats` are those of the requests that nothing forbade; the other refusals stand.
    """
    requests = [vote.request_id for vote in late]
    found = urn.written(late[0].work.session, ballot_id, requests, list(seats.values()))
    by_request = {paper.request_id: paper for paper in found}
    by_seat = {paper.seat_id: paper for paper in found}
    answers: dict[Asked, Answer] = {}
    for vote in late:
        if vote.request_id in by_request:
            answers[vote] = _same_request(vote, by_request[vote.request_id])
        elif vote.request_id in seats:
            paper = by_seat[seats[vote.request_id]]
            answers[vote] = AlreadyVoted(paper.cast_at, by_proxy=paper.proxy_id is not None)
    return answers


def _same_request(vote: Asked, paper: urn.Paper) -> Answer:
    if paper.person_id != vote.work.actor.person_id:
        return Refused("Cette demande a déjà servi à autre chose. Rechargez la page, puis recommencez.", rule="S9")
    at = paper.cast_at.astimezone(UTC)
    return Receipt(code=paper.receipt, cast_at=at, choice=paper.choice, seat_id=paper.seat_id)
