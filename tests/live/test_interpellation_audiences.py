"""The public file is followed by anybody, live; what is the requester's or the desk's reaches nobody else's socket."""

import pytest

from app.foundation.actors import SYSTEM
from app.foundation.facts import BUREAU, MEMBERS
from app.interpellations.hearings.events import HearingProposed
from app.interpellations.words import InterpellationState
from tests.builders.interpellations import a_file
from tests.interpellations.conftest import ground
from tests.live.test_protocol import _say
from tests.processes import Follower

__all__ = ["ground"]


@pytest.fixture
def file(world, ground):
    contract, action, _secretary, citizen = ground
    return a_file(world, contract, citizen, action, state=InterpellationState.ADMISSIBLE)


@pytest.fixture
def sockets(two_processes, world, ground, file):
    """Everybody who may look at a file, on both processes."""
    people = {"visitor": None, "stranger": world.person(), "citizen": ground[3], "secretary": ground[2]}
    opened = {who: Follower(two_processes[rank % 2].url, person) for rank, (who, person) in enumerate(people.items())}
    yield opened
    for follower in opened.values():
        follower.close()


def said(follower):
    return [entry["payload"].get("what", entry["kind"]) for entry in follower.entries]


def test_i11_each_socket_receives_its_own_audiences_of_a_file_and_no_other(home, file, sockets):
    wanted = ["public", MEMBERS, BUREAU]
    given = {
        who: follower.follow(file.stream, audiences=wanted)["you"]["audiences"] for who, follower in sockets.items()
    }
    assert {who: set(audiences) for who, audiences in given.items()} == {
        "visitor": {"public"},
        "stranger": {"public"},
        "citizen": {"public", MEMBERS},
        "secretary": {"public", MEMBERS, BUREAU},
    }
    with home.units.begin(SYSTEM) as work:
        place = {"hearing_id": 1, "sitting_id": 1, "item_id": 1, "on": "2026-09-01"}
        work.record(HearingProposed(stream=file.stream, audience=MEMBERS, **place))
    _say(home, file.stream, "for the desk", BUREAU)
    _say(home, file.stream, "for all")
    for follower in sockets.values():
        follower.wait_kind("test.said")
        follower.wait_for(lambda f: "for all" in said(f))
    proposed = "interpellation.hearing_proposed"
    assert {who: said(follower) for who, follower in sockets.items()} == {
        "visitor": ["for all"],
        "stranger": ["for all"],
        "citizen": [proposed, "for all"],
        "secretary": [proposed, "for the desk", "for all"],
    }


def test_i11_what_was_missed_is_given_by_the_same_audiences(home, world, file, sockets, client, as_, ground):
    _say(home, file.stream, "for the desk", BUREAU)
    _say(home, file.stream, "for all")
    path = f"/api/v1/journal/{file.stream}?after=0"
    seen = {
        who: reader.get(path).get_data(as_text=True)
        for who, reader in {"visitor": client, "citizen": as_(ground[3])}.items()
    }
    assert all("for all" in text and "for the desk" not in text for text in seen.values())


def test_i6_supports_are_told_live_as_a_number_alone(two_processes, world, file, sockets):
    sockets["visitor"].follow(file.stream)
    answer = sockets["stranger"].command("interpellation.support", {"interpellation_id": file.id})
    assert answer["result"]["new"] is True
    entry = sockets["visitor"].wait_kind("interpellation.supports_counted")
    assert entry["payload"] == {"supports": 1}
    assert "actor_id" not in entry or entry["actor_id"] is None


def test_i11_a_draft_is_followed_by_its_writer_alone(world, ground, sockets):
    draft = a_file(world, ground[0], ground[3], state=InterpellationState.DRAFT)
    answers = {who: follower.follow(draft.stream) for who, follower in sockets.items()}
    assert {who for who, answer in answers.items() if "problem" not in answer} == {"citizen"}
