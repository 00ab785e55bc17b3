"""The end of a designation closes the right at once: open pages included, in every process (I1)."""

from app.foundation.facts import MEMBERS
from app.interpellations.bodies.watching import end_watch
from app.interpellations.models import Watcher
from app.interpellations.words import RequesterKind
from tests.builders.contracts import a_contract
from tests.builders.interpellations import a_body, a_body_officer, a_file, a_watcher
from tests.live.test_protocol import _say
from tests.processes import Follower


def test_i1_the_watcher_called_back_reads_nothing_more_of_the_requester_s_and_the_body_goes_on(
    two_processes, home, world
):
    body, contract = a_body(world), a_contract(world, conference_id=world.conference().id)
    watcher, president = a_watcher(world, body, contract), a_body_officer(world, body)
    file = a_file(world, contract, watcher, requester_kind=RequesterKind.WATCHER, body_id=body.id)
    theirs, colleague = Follower(two_processes[0].url, watcher), Follower(two_processes[1].url, president)
    for follower in (theirs, colleague):
        assert MEMBERS in follower.follow(file.stream)["you"]["audiences"]
    with home.units.begin(world.actor(president)) as work:
        designation = work.session.query(Watcher).one()
        end_watch(work, designation, ends_on=work.today(), proof="Délibération n° 14")
    theirs.wait_for(lambda f: {"stream": file.stream} in f.moved)
    _say(home, file.stream, "for the requester", MEMBERS)
    colleague.wait_kind("test.said")
    assert theirs.follow(file.stream)["you"]["audiences"] == ["public"]
    assert "for the requester" not in [entry["payload"].get("what") for entry in theirs.entries]
    assert colleague.moved == []
    for follower in (theirs, colleague):
        follower.close()
