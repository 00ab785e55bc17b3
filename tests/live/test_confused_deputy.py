"""Nobody makes an open socket act for somebody else: not by what they send, not by where they send it from."""

import uuid

import pytest
import requests
import websocket

from app.foundation.facts import BUREAU, seat_audience
from app.people.models import Device, Person
from app.people.operations import end_device
from app.people.passwords import hash_password
from app.sittings.words import SpeechKind
from tests.live.test_protocol import _say
from tests.processes import Follower, cookie_of
from tests.sittings.conftest import do, room

__all__ = ["do", "room"]

ELSEWHERE = "https://ailleurs.invalid"


@pytest.fixture
def alone(two_processes, room):
    """The socket of a delegate who has no more than their own seat."""
    follower = Follower(two_processes[0].url, room.delegates[0])
    follower.follow(room.sitting.stream)
    yield follower
    follower.close()


def refused(answer, *statuses):
    assert "result" not in answer, answer
    assert answer["problem"]["status"] in (statuses or (401, 403, 404, 422)), answer


def test_a_seat_named_in_the_message_gives_no_voice(world, room, alone, do):
    victim = room.delegates[1]
    world.present(room.sitting, room.chair, *room.delegates)
    do(room.chair, "ballot.open", item_id=room.fresh().current_item_id, question="Essai", base="votes_cast")
    from app.sittings.models import Ballot

    with world.home.units.reading() as session:
        ballot = session.query(Ballot).one()
    refused(
        alone.command("ballot.cast", {"ballot_id": ballot.id, "choice": "for", "seat_id": victim.seat.id}), 403, 422
    )
    assert room.kinds.count("ballot.voted") == 0
    mine = alone.command("ballot.cast", {"ballot_id": ballot.id, "choice": "for"})
    assert mine["result"]["choice"] == "for"


def test_a_person_or_a_seat_named_in_the_message_is_not_the_one_who_acts(world, room, alone):
    victim = room.delegates[1]
    named = {"sitting_id": room.sitting.id, "kind": SpeechKind.CONTRIBUTION.value, "person_id": victim.id}
    refused(alone.command("floor.ask", named), 403)
    here = {"sitting_id": room.sitting.id, "mode": "room", "seat_id": victim.seat.id}
    refused(alone.command("presence.enter", here), 403, 422)
    refused(alone.command("presence.leave", {"sitting_id": room.sitting.id, "seat_id": victim.seat.id}), 403, 422)


@pytest.mark.parametrize(
    "claim",
    [
        {"actor": {"administrator": True}},
        {"actor_id": 1},
        {"administrator": True},
        {"capacities": [{"kind": "chair"}]},
        {"as": "system"},
    ],
)
def test_who_acts_is_never_read_from_the_message(room, alone, claim):
    asked = {"sitting_id": room.sitting.id}
    refused(alone.command("sitting.close", asked | claim), 422)
    refused(alone.command("sitting.close", asked, **claim), 403)
    assert room.fresh().closed_at is None


def test_the_audiences_asked_for_are_not_the_audiences_given(home, room, alone):
    wanted = ["public", "members", BUREAU, seat_audience(room.delegates[1].seat.id)]
    answer = alone.follow(room.sitting.stream, audiences=wanted, you={"person_id": room.chair.id})
    assert answer["you"]["person_id"] == room.delegates[0].id
    assert set(answer["you"]["audiences"]) == {"public", "members", seat_audience(room.delegates[0].seat.id)}
    _say(home, room.sitting.stream, "for the bureau", BUREAU)
    _say(home, room.sitting.stream, "for another seat", seat_audience(room.delegates[1].seat.id))
    _say(home, room.sitting.stream, "for all")
    alone.wait_kind("test.said")
    assert [e["payload"]["what"] for e in alone.entries if e["kind"] == "test.said"] == ["for all"]


def test_the_record_of_another_account_is_not_followed(room, alone):
    refused(alone.follow(f"account:{room.chair.id}"), 404)
    refused(alone.follow("people:1"), 404)
    assert "problem" not in alone.follow(f"account:{room.delegates[0].id}")


def test_the_answer_kept_for_one_person_is_not_given_to_another(world, room, two_processes, alone):
    """A request id is somebody's own: knowing it neither brings their answer nor stops their act."""
    world.present(room.sitting, *room.delegates)
    number = str(uuid.uuid4())
    asked = {"sitting_id": room.sitting.id, "kind": SpeechKind.CONTRIBUTION.value}
    theirs = Follower(two_processes[1].url, room.delegates[1])
    first = theirs.command("floor.ask", asked, request_id=number)
    second = alone.command("floor.ask", asked, request_id=number)
    again = theirs.command("floor.ask", asked, request_id=number)
    assert first["result"] == again["result"]
    assert second["result"]
    askers = [entry.payload["by"] for entry in world.entries(room.sitting.stream) if entry.kind == "floor.asked"]
    assert askers == [room.delegates[1].name, room.delegates[0].name]
    theirs.close()


def first_word(address, origin, cookie):
    try:
        line = websocket.create_connection(address, origin=origin, cookie=cookie, timeout=60)
        return line.recv() or ""
    except (websocket.WebSocketException, OSError):
        return ""


@pytest.mark.parametrize("transport", ["polling", "websocket"])
def test_a_page_of_another_site_opens_no_socket_with_the_cookie_of_its_visitor(two_processes, room, transport):
    cookie = cookie_of(room.chair)
    at = two_processes[0]
    if transport == "polling":
        for origin, status in ((ELSEWHERE, 400), (at.url, 200)):
            answer = requests.get(
                f"{at.url}/socket.io/?EIO=4&transport=polling", headers={"Cookie": cookie, "Origin": origin}, timeout=60
            )
            assert answer.status_code == status
            assert answer.headers.get("Access-Control-Allow-Origin") != ELSEWHERE
        return
    address = f"ws://127.0.0.1:{at.port}/socket.io/?EIO=4&transport=websocket"
    # The handshake of the line itself may succeed: nothing of the house is ever said on it.
    assert first_word(address, ELSEWHERE, cookie) == ""
    assert first_word(address, at.url, cookie).startswith('0{"sid"')


def test_a_socket_opened_as_one_person_does_not_go_on_as_the_next_in_the_same_browser(world, two_processes, room):
    """Two people share a tablet: when the second signs in, what the first left open is a visitor's."""
    first, second = room.secretary, room.delegates[0]
    world.update(second, password_hash=hash_password("une petite phrase"))
    at = two_processes[0]
    left_open = Follower(at.url, first)
    left_open.follow(room.sitting.stream)
    browser = requests.Session()
    name, _, value = cookie_of(first).partition("=")
    browser.cookies.set(name, value, domain="127.0.0.1", path="/")
    token = browser.get(f"{at.url}/connexion?confirmer=1", timeout=60).text.split('name="csrf_token" value="')[1]
    form = {"csrf_token": token.split('"')[0], "email": second.email, "password": "une petite phrase"}
    assert browser.post(f"{at.url}/connexion", data=form, allow_redirects=False, timeout=60).status_code == 303
    left_open.wait_for(lambda f: f.moved)
    refused(left_open.command("item.next", {"sitting_id": room.sitting.id}), 401)
    assert left_open.follow(room.sitting.stream)["you"]["person_id"] is None
    left_open.close()


def test_a_socket_whose_device_was_ended_acts_for_nobody(home, world, room, alone):
    person = room.delegates[0]
    with home.units.begin(world.actor(person)) as work:
        end_device(work, work.session.query(Device).filter_by(person_id=person.id).one())
    refused(alone.command("floor.ask", {"sitting_id": room.sitting.id, "kind": "contribution"}), 401)


def test_a_closed_account_closes_its_sockets(home, world, room, alone):
    from app.people.operations import close_account

    with home.units.begin(world.actor(world.person(administrator=True))) as work:
        close_account(work, work.session.get_one(Person, room.delegates[0].id))
    refused(alone.command("floor.ask", {"sitting_id": room.sitting.id, "kind": "contribution"}), 401)
    alone.wait_for(lambda f: f.moved)
    assert alone.follow(room.sitting.stream)["you"]["audiences"] == ["public"]
