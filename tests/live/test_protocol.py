"""The live protocol between real processes and real sockets."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import text

from app.foundation.actors import SYSTEM
from app.foundation.facts import MEMBERS, Fact
from app.people.models import Device, Person
from app.people.operations import end_device, sign_out_everywhere
from tests.processes import Follower


@dataclass(frozen=True, kw_only=True)
class SomethingSaid(Fact):
    kind: ClassVar[str] = "test.said"
    what: str


@pytest.fixture
def conference(world):
    return world.conference()


def _say(home, stream, what, audience="public"):
    with home.units.begin(SYSTEM) as work:
        work.record(SomethingSaid(stream=stream, audience=audience, what=what))


def _by_position(entries):
    return {e["position"]: e["payload"]["what"] for e in sorted(entries, key=lambda e: e["position"])}


def test_an_entry_committed_anywhere_reaches_the_sockets_of_every_process(two_processes, home, conference):
    followers = [Follower(process.url) for process in two_processes]
    for follower in followers:
        follower.follow(conference.stream)
    for n in range(5):
        _say(home, conference.stream, str(n))
    for follower in followers:
        follower.wait_kind("test.said", count=5)
        assert [e["payload"]["what"] for e in follower.entries] == ["0", "1", "2", "3", "4"]
        assert [e["sequence"] for e in follower.entries] == [1, 2, 3, 4, 5]
        follower.close()


def test_a_visitor_is_never_sent_what_only_members_may_read(two_processes, home, world, conference):
    conference_member = world.delegate(conference)
    visitor, member = Follower(two_processes[0].url), Follower(two_processes[1].url, conference_member)
    assert visitor.follow(conference.stream)["you"]["audiences"] == ["public"]
    assert "members" in member.follow(conference.stream)["you"]["audiences"]
    _say(home, conference.stream, "for members", MEMBERS)
    _say(home, conference.stream, "for all")
    member.wait_kind("test.said", count=2)
    visitor.wait_kind("test.said")
    assert [e["payload"]["what"] for e in visitor.entries] == ["for all"]
    # The position jumps for the visitor, the sequence does not: that is how a gap is told from a secret.
    assert visitor.entries[0]["sequence"] == 1
    for follower in (visitor, member):
        follower.close()


def test_coming_back_with_a_position_brings_only_what_is_missing(two_processes, home, conference):
    follower = Follower(two_processes[0].url)
    first = follower.follow(conference.stream)
    assert "snapshot" in first
    follower.close()
    for n in range(3):
        _say(home, conference.stream, str(n))
    for process in two_processes:
        again = Follower(process.url)
        answer = again.follow(conference.stream, after=first["position"], epoch=first["epoch"])
        assert "snapshot" not in answer
        # What the process had not heard yet is pushed; together nothing is missing, and positions tell doubles apart.
        again.wait_for(lambda f, told=answer: len(_by_position(told["entries"] + f.entries)) >= 3)
        assert list(_by_position(answer["entries"] + again.entries).values()) == ["0", "1", "2"]
        again.close()


def test_more_than_five_hundred_missing_entries_bring_a_snapshot(two_processes, home, conference):
    follower = Follower(two_processes[0].url)
    first = follower.follow(conference.stream)
    with home.units.begin(SYSTEM) as work:
        for n in range(501):
            work.record(SomethingSaid(stream=conference.stream, what=str(n)))
    follower.wait_kind("test.said", count=501)
    answer = follower.follow(conference.stream, after=first["position"], epoch=first["epoch"])
    assert "snapshot" in answer
    assert answer["position"] == first["position"] + 501
    follower.close()


def test_another_epoch_means_forget_and_start_again(two_processes, conference):
    follower = Follower(two_processes[0].url)
    answer = follower.follow(conference.stream, after=0, epoch="of another database")
    assert "snapshot" in answer
    follower.close()


def test_a_listener_that_loses_its_connection_comes_back_and_catches_up(two_processes, home, conference):
    followers = [Follower(process.url) for process in two_processes]
    for follower in followers:
        follower.follow(conference.stream)
    with home.engine.begin() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cotap-listener'")
        )
        # Committed with the listeners' death: nobody is there to hear it.
    _say(home, conference.stream, "while nobody listened")
    for follower in followers:
        follower.wait_kind("test.said")
        follower.close()


@pytest.mark.parametrize(
    "data",
    [None, "sitting:1", [], {}, {"stream": 3}, {"stream": "sitting:"}, {"stream": "sitting:٣"}, {"stream": "x:1"}],
)
def test_an_unreadable_follow_is_answered_by_a_problem(two_processes, conference, data):
    follower = Follower(two_processes[0].url)
    answer = follower.client.call("follow", data, timeout=60)
    assert answer["problem"]["status"] in (404, 422)
    assert answer["problem"]["title"]
    follower.close()


def test_an_unknown_command_is_answered_by_a_problem(two_processes, conference):
    follower = Follower(two_processes[0].url)
    assert follower.command("no.such", {})["problem"]["status"] == 404
    follower.close()


def test_long_polling_gives_the_same_entries(two_processes, home, conference):
    follower = Follower(two_processes[0].url, transports=("polling",))
    follower.follow(conference.stream)
    _say(home, conference.stream, "by polling")
    assert follower.wait_kind("test.said")["payload"]["what"] == "by polling"
    follower.close()


def test_signing_out_everywhere_cuts_the_open_sockets(two_processes, home, world, conference):
    member = world.delegate(conference)
    follower = Follower(two_processes[0].url, member)
    follower.follow(conference.stream)
    with home.units.begin(world.actor(member)) as work:
        sign_out_everywhere(work, work.session.get_one(Person, member.id))
    follower.wait_for(lambda f: f.moved)
    assert follower.follow(conference.stream)["you"]["audiences"] == ["public"]
    follower.close()


def test_signing_out_one_device_cuts_its_sockets_and_no_other(app, two_processes, home, world, conference):
    member, colleague = world.delegate(conference), world.delegate(conference)
    theirs, another = Follower(two_processes[0].url, member), Follower(two_processes[1].url, colleague)
    for follower in (theirs, another):
        follower.follow(conference.stream)
    with home.units.begin(world.actor(member)) as work:
        end_device(work, work.session.query(Device).filter_by(person_id=member.id).one())
    theirs.wait_for(lambda f: f.moved)
    assert theirs.command("floor.ask", {"sitting_id": 1, "kind": "contribution"})["problem"]["status"] in (401, 404)
    assert theirs.follow(conference.stream)["you"]["person_id"] is None
    assert another.follow(conference.stream)["you"]["person_id"] == colleague.id
    assert another.moved == []
    for follower in (theirs, another):
        follower.close()
