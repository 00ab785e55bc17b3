"""S9 under real concurrency: threads, two sets of desks on one database, retries, and the chair who closes."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from app.factory import build_house
from app.foundation.errors import DomainError, IllegalTransition
from app.sittings.ballots import casting
from app.sittings.ballots.operations.casting import cast_votes
from app.sittings.ballots.refusals import AlreadyVoted
from app.sittings.models import Ballot, Turnout, Vote
from app.sittings.words import Choice
from app.web.dispatch import perform

SEATS = 60


@pytest.fixture
def homes(home, clock):
    """Two processes' worth of connections and desks on the same database."""
    other = build_house(home.settings, clock)
    yield [home, other]
    other.engine.dispose()


@pytest.fixture
def crowd(room, world):
    people = [room.chair, *(world.delegate(room.conference) for _ in range(SEATS - 1))]
    world.present(room.sitting, *room.delegates, *people)
    return [world.actor(person) for person in people]


def _open(room, do):
    item = room.fresh().current_item_id
    return do(room.chair, "ballot.open", item_id=item, question="Approuvez-vous ?")["ballot_id"]


def _cast(home, actor, ballot, choice, request):
    """Return the receipt, or the refusal, of one attempt."""
    try:
        return perform(home, actor, "ballot.cast", {"ballot_id": ballot, "choice": choice}, request_id=request)
    except DomainError as refusal:
        return refusal


def _counted(home, ballot):
    with home.units.reading() as session:
        votes = {v.seat_id: v.choice.value for v in session.query(Vote).filter_by(ballot_id=ballot)}
        turnout = {t.seat_id: t for t in session.query(Turnout).filter_by(ballot_id=ballot)}
        return votes, turnout, session.get_one(Ballot, ballot)


def test_s9_sixty_seats_two_devices_retries_and_a_closing_chair_agree_to_the_vote(room, do, homes, crowd):
    ballot = _open(room, do)
    closing = threading.Event()
    dice = random.Random(9)
    attempts = []
    for actor in crowd:
        for device in range(2):
            choice, request = dice.choice(["for", "against", "abstain"]), str(uuid4())
            attempts += [(homes[(device + n) % 2], actor, ballot, choice, request) for n in range(3)]
    dice.shuffle(attempts)

    def attempt(number_and_attempt):
        number, asked = number_and_attempt
        if number == len(attempts) // 2:
            closing.set()
        return asked, _cast(*asked)

    def close():
        closing.wait(30)
        return perform(homes[0], room.world.actor(room.chair), "ballot.close", {"ballot_id": ballot})

    with ThreadPoolExecutor(16) as pool:
        closed = pool.submit(close)
        outcomes = list(pool.map(attempt, enumerate(attempts)))
        result = closed.result()

    votes, turnout, stored = _counted(homes[0], ballot)
    receipts = [(asked, answer) for asked, answer in outcomes if isinstance(answer, dict)]
    acknowledged = {answer["seat_id"]: (answer["receipt"], answer["choice"]) for _asked, answer in receipts}
    assert set(acknowledged) == set(votes) == set(turnout)
    assert acknowledged == {seat: (turnout[seat].receipt, votes[seat]) for seat in votes}
    assert len({answer["receipt"] for _asked, answer in receipts}) == len(votes)
    # Each receipt went to the request that was written, and to no other device.
    assert all(str(turnout[a["seat_id"]].request_id) == asked[4] for asked, a in receipts)
    refusals = {type(answer) for _asked, answer in outcomes if not isinstance(answer, dict)}
    assert refusals <= {AlreadyVoted, IllegalTransition}
    assert stored.result["turnout"] == len(votes) == sum(stored.result["counts"].values())
    assert result["outcome"] == stored.result["outcome"]
    told = [e for e in room.world.entries(room.sitting.stream) if e.kind == "ballot.voted"]
    assert sorted(e.payload["seat_id"] for e in told) == sorted(votes)
    assert {e.audience for e in told} == {f"seat:{seat}" for seat in votes}
    assert {e.request_id for e in told} == {t.request_id for t in turnout.values()}


def _votes(home, *asked):
    """Votes as the door hands them to the desk."""
    votes = []
    for actor, request in asked:
        with home.units.begin(actor, request_id=request) as work:
            votes.append((work, Choice.FOR, None))
    return votes


def test_s9_votes_that_queue_are_written_in_one_transaction(room, do, home, crowd, monkeypatch):
    ballot = _open(room, do)
    sizes, first, go_on = [], threading.Event(), threading.Event()

    def counted(ballot_id, asked):
        sizes.append(len(asked))
        if len(sizes) == 1:
            first.set()
            go_on.wait(10)
        return cast_votes(ballot_id, asked)

    monkeypatch.setattr(casting, "cast_votes", counted)
    with ThreadPoolExecutor(21) as pool:
        leader = pool.submit(_cast, home, crowd[0], ballot, "for", str(uuid4()))
        assert first.wait(10)
        others = [pool.submit(_cast, home, actor, ballot, "for", str(uuid4())) for actor in crowd[1:21]]
        while casting.desk_of(home.units, ballot).waiting < 20:
            threading.Event().wait(0.01)
        go_on.set()
        answers = [future.result()["receipt"] for future in (leader, *others)]
    assert sizes == [1, 20]
    assert len(set(answers)) == 21


def test_s9_one_vote_that_cannot_be_written_never_refuses_another(room, do, home, crowd, monkeypatch):
    ballot = _open(room, do)
    bad = crowd[3].person_id
    gate, entered = threading.Event(), threading.Event()

    def failing(ballot_id, asked):
        entered.set()
        gate.wait(10)
        if any(vote.work.actor.person_id == bad for vote in asked):
            raise RuntimeError("the disk said no")
        return cast_votes(ballot_id, asked)

    monkeypatch.setattr(casting, "cast_votes", failing)
    desk = casting.desk_of(home.units, ballot)
    votes = _votes(home, *((actor, uuid4()) for actor in crowd[:6]))
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(desk.ask, votes[0])]
        assert entered.wait(10)
        asked += [pool.submit(desk.ask, vote) for vote in votes[1:]]
        while desk.waiting < 5:
            threading.Event().wait(0.01)
        gate.set()
        faults = [future.exception(timeout=60) for future in asked]
    assert [type(fault) for fault in faults] == [type(None)] * 3 + [RuntimeError] + [type(None)] * 2
    assert len(_counted(home, ballot)[0]) == 5


def test_s9_the_same_request_twice_in_one_transaction_is_one_vote(room, do, home, crowd):
    ballot, request = _open(room, do), uuid4()
    asked = [(crowd[0], request), (crowd[0], request), (crowd[0], uuid4()), (crowd[1], uuid4())]
    first, again, other_device, neighbour = casting.write_together(home.units, ballot, _votes(home, *asked))
    assert first == again
    assert isinstance(other_device, AlreadyVoted)
    assert neighbour.seat_id != first.seat_id
    assert len(_counted(home, ballot)[0]) == 2
    assert room.kinds.count("ballot.voted") == 2


def test_s9_a_vote_alone_and_a_vote_in_a_crowd_leave_the_same_entry(room, do, home, crowd):
    ballot = _open(room, do)
    for batch in (crowd[:1], crowd[1:4]):
        votes = _votes(home, *((actor, UUID(int=actor.person_id)) for actor in batch))
        casting.write_together(home.units, ballot, votes)
    told = [e for e in room.world.entries(room.sitting.stream) if e.kind == "ballot.voted"]
    assert [e.actor_id for e in told] == [actor.person_id for actor in crowd[:4]]
    assert [e.request_id for e in told] == [UUID(int=actor.person_id) for actor in crowd[:4]]
    assert len({frozenset(e.payload) for e in told}) == 1
