"""Bodies as JSON: what everybody may know, the same for whoever asks, and never the name of a watcher."""

from datetime import timedelta

import pytest

from app.interpellations.models import Attachment
from app.interpellations.words import RequesterKind
from app.sittings.models import StoredFile
from tests.builders.contracts import a_contract
from tests.builders.interpellations import a_body, a_body_officer, a_file, a_watcher


@pytest.fixture
def body(world):
    return a_body(world)


@pytest.fixture
def contract(world):
    return a_contract(world)


def asked(client, path, status=200):
    answer = client.get(f"/api/v1/bodies{path}")
    assert answer.status_code == status, answer.text
    return answer.get_json()


def test_the_list_says_what_each_body_is_and_watches(client, world, body, contract):
    a_watcher(world, body, contract)
    (line,) = asked(client, "")["bodies"]
    assert (line["id"], line["name"], line["contracts"]) == (body.id, body.name, 1)
    assert line["href"] == f"/instances/{body.id}"


def test_i1_a_watcher_is_never_named_whoever_asks(client, as_, world, body, contract):
    watcher, officer = a_watcher(world, body, contract), a_body_officer(world, body)
    for asking in (client, as_(officer), as_(watcher), as_(world.person(administrator=True))):
        for path in (f"/{body.id}", f"/{body.id}/watchers"):
            answer = asking.get(f"/api/v1/bodies{path}")
            assert watcher.family_name not in answer.text
            (one,) = answer.get_json()["watchers"]
            assert one["contract"]["id"] == contract.id


def test_what_a_contract_that_is_not_public_says_is_not_there(client, world, body):
    a_watcher(world, body, a_contract(world, public=False))
    assert asked(client, f"/{body.id}/watchers") == {"watchers": []}
    assert asked(client, f"/{body.id}")["contracts"] == 0


def test_an_office_is_public_with_its_name_while_it_lasts(client, clock, world, body):
    ends_on = world.today() + timedelta(days=3)
    officer = a_body_officer(world, body, ends_on=ends_on)
    (office,) = asked(client, f"/{body.id}")["offices"]
    assert (office["name"], office["current"]) == (officer.name, True)
    clock.moment += timedelta(days=4)
    (office,) = asked(client, f"/{body.id}")["offices"]
    assert (office["name"], office["current"]) == (None, False)


def test_deliberations_are_those_that_the_secretariat_made_public(client, world, body, contract):
    file = a_file(world, contract, requester_kind=RequesterKind.BODY, body_id=body.id)
    world.add(StoredFile(sha256="e" * 64, media_type="application/pdf", size=4, content=b"%PDF"))
    given = {"interpellation_id": file.id, "file_sha256": "e" * 64, "added_at": world.clock(), "deliberation": True}
    shown = world.add(Attachment(name="vote.pdf", public=True, **given))
    world.add(Attachment(name="projet.pdf", **given))
    (one,) = asked(client, f"/{body.id}/deliberations")["deliberations"]
    assert (one["id"], one["name"]) == (shown.id, "vote.pdf")
    assert client.get(one["href"]).status_code == 200


def test_a_body_that_is_not_there_is_a_problem(client):
    for path in ("/999", "/999/watchers", "/999/deliberations"):
        assert asked(client, path, 404)["type"] == "/problems/not-found"


def test_it_is_described(client):
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]
    for end in ("", "/{id}", "/{id}/watchers", "/{id}/deliberations"):
        assert f"/api/v1/bodies{end}" in paths


def test_it_asks_few_questions(client, world, queries, body, contract):
    a_watcher(world, body, contract)
    with queries(8):
        asked(client, f"/{body.id}")
