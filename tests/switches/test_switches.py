"""A part of the service is suspended with a public notice; the rest goes on, and no request asks the database."""

import re

import pytest

from app.foundation.actors import Actor
from app.foundation.commands import COMMANDS
from app.foundation.errors import IllegalTransition, NotAllowed
from app.switches.board import Paused, board_of
from app.switches.events import PLATFORM
from app.switches.models import PausedFeature
from app.switches.operations import pause, resume
from app.switches.words import OF_COMMAND, OF_ENDPOINT, OF_GALLERY, SWITCHES, Feature
from tests.builders.contracts import a_contract
from tests.builders.interpellations import a_file

REASON = "Une panne du service de courriel, jusqu’à ce soir."


@pytest.fixture(autouse=True)
def _all_open(home):
    board_of(home).notices = {}
    yield
    board_of(home).notices = {}


@pytest.fixture
def operator(world):
    return world.person(administrator=True)


def suspend(client, feature, **more):
    return client.post("/actes/feature.pause", data={"feature": feature.value, "reason": REASON} | more)


def test_every_switch_stops_something_that_exists(app):
    assert OF_COMMAND.keys() <= COMMANDS.keys()
    assert OF_ENDPOINT.keys() | OF_GALLERY.keys() <= app.view_functions.keys()
    assert all(switch.pages for switch in SWITCHES.values())


def test_suspending_and_restoring_are_on_the_public_record(home, world, operator):
    with home.units.begin(world.actor(operator)) as work:
        pause(work, Feature.SUPPORTS, reason=REASON)
    with home.units.reading() as session:
        assert session.get_one(PausedFeature, Feature.SUPPORTS).reason == REASON
    with pytest.raises(IllegalTransition), home.units.begin(world.actor(operator)) as work:
        pause(work, Feature.SUPPORTS, reason=REASON)
    with home.units.begin(world.actor(operator)) as work:
        resume(work, Feature.SUPPORTS)
    entries = world.entries(PLATFORM)
    assert [e.kind for e in entries] == ["feature.paused", "feature.resumed"]
    assert {e.audience for e in entries} == {"public"}
    with pytest.raises(IllegalTransition), home.units.begin(world.actor(operator)) as work:
        resume(work, Feature.SUPPORTS)


def test_only_the_operator_suspends(home, world, as_):
    chair = world.chair(world.conference())
    with pytest.raises(NotAllowed), home.units.begin(world.actor(chair)) as work:
        pause(work, Feature.FILING, reason=REASON)
    assert as_(chair).get("/administration/services").status_code == 403


def test_what_is_suspended_is_refused_at_every_door_and_said_on_its_pages(client, world, as_, operator):
    file = a_file(world, a_contract(world))
    citizen = as_(world.person())
    support = {"interpellation_id": file.id}
    assert suspend(as_(operator), Feature.SUPPORTS).status_code == 303
    refused = citizen.post("/api/v1/commands/interpellation.support", json=support)
    assert (refused.status_code, refused.get_json()["type"].rpartition("/")[2]) == (503, "paused")
    assert REASON in refused.get_json()["detail"]
    assert citizen.post("/actes/interpellation.support", data=support).status_code == 503
    assert REASON in client.get(f"/interpellations/{file.number}").text
    assert REASON not in client.get("/conferences").text
    as_(operator).post("/actes/feature.resume", data={"feature": "supports"})
    assert citizen.post("/api/v1/commands/interpellation.support", json=support).status_code != 503


def test_the_gallery_is_closed_to_the_public_and_not_to_the_members(client, world, as_, operator):
    conference = world.conference()
    sitting, member = world.open_sitting(conference), world.delegate(conference)
    suspend(as_(operator), Feature.GALLERY)
    path = f"/seances/{sitting.id}/salle"
    record = f"/api/v1/journal/{sitting.stream}?after=0"
    for address in (path, record):
        assert (client.get(address).status_code, as_(member).get(address).status_code) == (503, 200), address


def test_a_socket_of_the_gallery_follows_no_sitting_meanwhile(home, world, as_, operator):
    suspend(as_(operator), Feature.GALLERY)
    with pytest.raises(Paused):
        board_of(home).check_stream("sitting:1", Actor())
    board_of(home).check_stream("contract:1", Actor())
    board_of(home).check_stream("sitting:1", world.actor(world.delegate(world.conference())))


def test_nobody_opens_an_account_while_it_is_suspended(client, as_, operator):
    suspend(as_(operator), Feature.SIGN_UP)
    assert client.post("/inscription", data={"email": "x@exemple.invalid"}).status_code == 503
    closed = client.get("/inscription").text
    assert REASON in closed
    assert 'type="email"' not in closed, "a form that cannot be sent is not offered"
    assert 'type="email"' in client.get("/connexion/lien").text


def test_no_link_sent_before_or_asked_for_otherwise_opens_an_account_meanwhile(client, home, as_, operator):
    for path in ("/inscription", "/connexion/lien"):
        suspend(as_(operator), Feature.SIGN_UP)
        as_(operator).post("/actes/feature.resume", data={"feature": "sign_up"})
        client.post(path, data={"email": f"x{len(path)}@exemple.invalid"})
        suspend(as_(operator), Feature.SIGN_UP)
        with home.engine.connect() as connection:
            said = connection.exec_driver_sql("SELECT text FROM messages ORDER BY id DESC LIMIT 1").scalar_one()
        link = re.search(r"/lien/[\w-]+", said)[0]
        form = {"act": "open", "given_name": "Alix", "family_name": "Essai", "password": "une phrase bien à moi"}
        assert client.post(link, data=form).status_code == 503
        as_(operator).post("/actes/feature.resume", data={"feature": "sign_up"})
        assert client.post(link, data=form).status_code == 303


def test_no_document_comes_in_with_another_act_while_documents_are_suspended(world, as_, operator):
    conference = world.conference()
    chair, sitting = world.chair(conference), world.sitting(conference)
    suspend(as_(operator), Feature.DOCUMENTS)
    proposed = {"sitting_id": sitting.id, "title": "Un point", "kind": "debate"}
    note = {"name": "note.txt", "content": "Ym9uam91cg=="}
    with_file = as_(chair).post("/api/v1/commands/agenda.propose", json={"data": proposed | {"file": note}})
    assert (with_file.status_code, REASON in with_file.get_json()["detail"]) == (503, True)
    assert as_(chair).post("/api/v1/commands/agenda.propose", json={"data": proposed}).status_code == 200


def test_no_request_asks_the_database_what_is_suspended(client, queries):
    with queries(30) as sent:
        client.get("/conferences")
    assert not any("paused_features" in statement for statement in sent)


def test_another_process_hears_of_it(home, world, operator):
    """What the listener does when the record of the platform moves, or when it comes back after a loss."""
    with home.units.begin(world.actor(operator)) as work:
        pause(work, Feature.FILING, reason=REASON)
    assert Feature.FILING not in board_of(home).notices
    board_of(home).refresh(home.units)
    assert board_of(home).notices[Feature.FILING].reason == REASON


def test_a_suspension_without_a_reason_is_refused(as_, operator):
    assert suspend(as_(operator), Feature.FILING, reason="").status_code == 422
