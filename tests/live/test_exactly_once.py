"""S9 between real processes: an acknowledged vote is counted once, whatever dies, retries or races."""

import threading
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
import requests
from sqlalchemy import select

from app.institutions.models import Level
from app.sittings.models import Ballot, Turnout, Vote
from app.sittings.words import BallotState
from tests.processes import Follower, WebProcess, cookie_of

pytestmark = pytest.mark.usefixtures("real_time")

VOTERS = 200
# What a voter may be told while the chair closes: it was already cast from the other device, or the vote is closed.
EXPECTED_REFUSALS = {409}


@dataclass
class Stage:
    chair: object
    voters: list
    sitting: object
    item_id: int
    cookies: dict = field(default_factory=dict)

    def cookie(self, person) -> str:
        return self.cookies.setdefault(person.id, cookie_of(person))


@pytest.fixture
def stage(world) -> Stage:
    conference = world.conference()
    chair = world.chair(conference)
    voters = [world.delegate(conference, list(Level)[n % 4]) for n in range(VOTERS)]
    sitting = world.open_sitting(conference)
    world.present(sitting, chair, *voters)
    return Stage(chair=chair, voters=voters, sitting=sitting, item_id=sitting.current_item_id)


def send(process, cookie, name, data, request_id=None, *, session=requests):
    body = {"data": data, "request_id": request_id or str(uuid.uuid4())}
    return session.post(f"{process.url}/api/v1/commands/{name}", json=body, headers={"Cookie": cookie}, timeout=60)


def open_ballot(process, stage) -> int:
    answer = send(process, stage.cookie(stage.chair), "ballot.open", {"item_id": stage.item_id, "question": "Oui ?"})
    assert answer.status_code == 200, answer.text
    ballot_id: int = answer.json()["result"]["ballot_id"]
    return ballot_id


def recorded(home, ballot_id):
    with home.units.reading() as session:
        turnout = {t.seat_id: t for t in session.scalars(select(Turnout).where(Turnout.ballot_id == ballot_id))}
        votes = {v.seat_id: v.choice for v in session.scalars(select(Vote).where(Vote.ballot_id == ballot_id))}
        return session.get(Ballot, ballot_id), turnout, votes


def test_s9_two_hundred_voters_two_devices_retries_and_a_closing_chair_agree(two_processes, home, stage):
    ballot_id = open_ballot(two_processes[0], stage)
    acknowledged: dict[int, set[str]] = {}
    statuses: Counter[int] = Counter()
    lock, enough = threading.Lock(), threading.Event()

    def vote(voter, process, request_id, choice) -> None:
        for _ in range(2):  # the retry of a device repeats its request id
            data = {"ballot_id": ballot_id, "choice": choice, "seat_id": voter.seat.id}
            answer = send(process, stage.cookie(voter), "ballot.cast", data, request_id)
            with lock:
                statuses[answer.status_code] += 1
                if answer.status_code == 200:
                    acknowledged.setdefault(voter.seat.id, set()).add(answer.json()["result"]["receipt"])
                if len(acknowledged) > VOTERS // 2:
                    enough.set()

    with ThreadPoolExecutor(48) as pool:
        for number, voter in enumerate(stage.voters):
            for device, process in enumerate(two_processes):
                choice = ("for", "against", "abstain")[(number + device) % 3]
                pool.submit(vote, voter, process, str(uuid.uuid4()), choice)
        assert enough.wait(120), "voting never got half way"
        closed = send(two_processes[1], stage.cookie(stage.chair), "ballot.close", {"ballot_id": ballot_id})
        assert closed.status_code == 200, closed.text

    ballot, turnout, votes = recorded(home, ballot_id)
    assert ballot.state in (BallotState.CLOSED, BallotState.TIED)
    assert set(statuses) <= {200} | EXPECTED_REFUSALS
    assert set(turnout) == set(votes) == set(acknowledged)
    for seat_id, receipts in acknowledged.items():
        assert receipts == {turnout[seat_id].receipt}, "two devices, one receipt"
    assert sum(ballot.result["counts"].values()) == len(votes)


def test_s9_acknowledged_votes_survive_the_death_of_a_process(database_url, home, stage):
    acknowledged: dict[int, str] = {}
    asked: dict[int, str] = {}
    lock, some = threading.Lock(), threading.Event()
    with WebProcess(database_url) as survivor, WebProcess(database_url) as victim:
        ballot_id = open_ballot(survivor, stage)
        watcher = Follower(survivor.url, stage.chair)
        position = watcher.follow(stage.sitting.stream)["position"]

        def vote(voter) -> None:
            request_id = asked.setdefault(voter.seat.id, str(uuid.uuid4()))
            data = {"ballot_id": ballot_id, "choice": "for", "seat_id": voter.seat.id}
            try:
                answer = send(victim, stage.cookie(voter), "ballot.cast", data, request_id)
            except requests.RequestException:
                return  # the process died before it answered: nobody was told anything
            with lock:
                acknowledged[voter.seat.id] = answer.json()["result"]["receipt"]
                if len(acknowledged) >= VOTERS // 4:
                    some.set()

        with ThreadPoolExecutor(24) as pool:
            for voter in stage.voters:
                pool.submit(vote, voter)
            assert some.wait(120)
            victim.kill()

        _, turnout, _ = recorded(home, ballot_id)
        assert {seat: turnout[seat].receipt for seat in acknowledged} == acknowledged

        # The clients come back by the other process with what they had asked: same receipt, or a first one.
        for voter in stage.voters:
            data = {"ballot_id": ballot_id, "choice": "for", "seat_id": voter.seat.id}
            answer = send(survivor, stage.cookie(voter), "ballot.cast", data, asked[voter.seat.id])
            assert answer.status_code == 200, answer.text
            known = acknowledged.get(voter.seat.id)
            assert known is None or answer.json()["result"]["receipt"] == known
        closed = send(survivor, stage.cookie(stage.chair), "ballot.close", {"ballot_id": ballot_id})
        assert closed.status_code == 200, closed.text
        watcher.wait_kind("ballot.closed")
        assert watcher.entries[0]["position"] > position
        watcher.close()

    _, turnout, votes = recorded(home, ballot_id)
    assert len(turnout) == len(votes) == VOTERS
