"""The end of a mandate is an act of record: the sockets it concerns are cut at once, in every process."""

import pytest

from app.conferences.models import Mandate
from app.conferences.operations.mandates import end_mandate
from app.foundation.actors import SYSTEM
from app.foundation.facts import MEMBERS
from tests.live.test_protocol import _say
from tests.processes import Follower
from tests.sittings.conftest import room

__all__ = ["room"]


def end_now(home, person):
    with home.units.begin(SYSTEM) as work:
        mandate = work.session.query(Mandate).filter_by(person_id=person.id).one()
        end_mandate(work, mandate, ends_on=work.today(), reason="Démission")


@pytest.mark.parametrize("who", ["delegate", "secretary", "partner", "observer"])
def test_an_end_on_record_closes_open_sockets_at_once(two_processes, home, world, room, who):
    person = room.delegates[0] if who == "delegate" else getattr(room, who)
    theirs, colleague = Follower(two_processes[0].url, person), Follower(two_processes[1].url, room.delegates[1])
    for follower in (theirs, colleague):
        assert MEMBERS in follower.follow(room.sitting.stream)["you"]["audiences"]
    end_now(home, person)
    theirs.wait_for(lambda f: {"stream": room.sitting.stream} in f.moved)
    _say(home, room.sitting.stream, "for members", MEMBERS)
    _say(home, room.sitting.stream, "for all")
    assert theirs.follow(room.sitting.stream)["you"]["audiences"] == ["public"]
    asked = theirs.command("floor.ask", {"sitting_id": room.sitting.id, "kind": "contribution"})
    assert asked["problem"]["status"] == 403
    colleague.wait_kind("test.said", count=2)
    assert "for members" not in [e["payload"].get("what") for e in theirs.entries]
    assert colleague.moved == []
    for follower in (theirs, colleague):
        follower.close()
