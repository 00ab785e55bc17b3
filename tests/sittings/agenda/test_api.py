"""The same commands as JSON: what is done, what is refused, in words and with what a program needs."""

from uuid import uuid4

import pytest

from . import files


@pytest.fixture
def ask(assembly, client, as_):
    """Ask for a command as a capacity; return the status and the answer."""

    def send(capacity, command, request_id=None, **data):
        person = assembly.people[capacity]
        body = {"data": data} | ({"request_id": str(request_id)} if request_id else {})
        answer = (client if person is None else as_(person)).post(f"/api/v1/commands/{command}", json=body)
        return answer.status_code, answer.get_json()

    return send


def test_a_proposal_with_its_document_travels_as_json(assembly, ask):
    status, answer = ask(
        "delegate",
        "agenda.propose",
        sitting_id=assembly.sitting.id,
        title="Musée",
        kind="decision",
        file=files.wire(files.PDF),
    )
    assert status == 200
    assert answer["result"]["item_id"] == assembly.items()["Musée"].id
    assert answer["result"]["message"] == "Votre proposition est transmise à la présidence."


def test_a_retry_proposes_once(assembly, ask):
    request_id = uuid4()
    answers = [
        ask("delegate", "agenda.propose", request_id, sitting_id=assembly.sitting.id, title="Musée") for _ in range(3)
    ]
    assert answers == [answers[0]] * 3
    assert len(assembly.items()) == 1


def test_a_stale_order_is_a_409_with_the_current_version(assembly, ask):
    first, second = (assembly.world.item(assembly.sitting) for _ in range(2))
    assert ask("chair", "agenda.move", item_id=second.id, before_id=first.id, expected_version=1)[0] == 200
    status, problem = ask("secretary", "agenda.move", item_id=first.id, before_id=None, expected_version=1)
    assert (status, problem["type"], problem["current_version"]) == (409, "/problems/out-of-date", 2)


@pytest.mark.parametrize(
    ("capacity", "command", "data", "status", "said"),
    [
        ("visitor", "agenda.propose", {"title": "Musée"}, 401, "Connectez-vous d’abord."),
        ("stranger", "agenda.propose", {"title": "Musée"}, 403, "Seuls les membres"),
        ("delegate", "agenda.publish", {}, 403, "Seule la présidence publie l’ordre du jour"),
        ("chair", "agenda.publish", {}, 422, "L’ordre du jour est vide."),
        ("chair", "sitting.cancel", {"reason": ""}, 422, "Corrigez les informations signalées"),
    ],
)
def test_a_refusal_is_a_problem_with_a_french_sentence(assembly, ask, capacity, command, data, status, said):
    answered, problem = ask(capacity, command, sitting_id=assembly.sitting.id, **data)
    assert (answered, problem["status"]) == (status, status)
    assert problem["detail"].startswith(said)


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        ({"title": "x" * 201}, "#/title"),
        ({"title": "\x00"}, "#/title"),
        ({"title": ["x"]}, "#/title"),
        ({"title": "x", "kind": "party"}, "#/kind"),
        ({"title": "x", "minutes": -1}, "#/minutes"),
        ({"title": "x", "minutes": 10**12}, "#/minutes"),
        ({"title": "x", "parent_id": 0}, "#/parent_id"),
        ({"title": "x", "file": "note.pdf"}, "#/file"),
        ({"title": "x", "file": {"name": "n.pdf", "content": "%%%"}}, "#/file"),
        ({"title": "x", "file": {"name": "n.pdf", "content": ""}}, "#/file"),
        ({"title": "x", "colour": "red"}, "#/colour"),
        ({}, "#/title"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(assembly, ask, data, pointer):
    status, problem = ask("delegate", "agenda.propose", sitting_id=assembly.sitting.id, **data)
    assert status == 422
    assert pointer in [error["pointer"] for error in problem["errors"]]
    assert assembly.items() == {}


@pytest.mark.parametrize("command", ["agenda.accept", "agenda.withdraw"])
def test_an_item_that_does_not_exist_is_not_found(ask, command):
    status, problem = ask("chair", command, item_id=999)
    assert (status, problem["detail"]) == (404, "Ce point n’existe pas ou n’existe plus.")


def test_everything_else_that_does_not_exist_is_not_found(assembly, ask):
    for command, data in {
        "sitting.plan": {"conference_id": 999, "title": "x", "starts_at": "2026-05-01T09:00", "place": "x"},
        "sitting.change": {"sitting_id": 999, "place": "x"},
        "agenda.publish": {"sitting_id": 999},
        "agenda.propose": {"sitting_id": assembly.sitting.id, "title": "x", "parent_id": 999},
        "document.remove": {"document_id": 999},
        "document.add": {"item_id": 999, "file": files.wire(files.PDF)},
        "state_referral.make": {"conference_id": 999, "title": "x", "question": "x"},
    }.items():
        assert ask("chair", command, **data)[0] == 404, command
