"""A suspended writer is refused at every door, with why, until when and how to contest; nothing else is taken away."""

from datetime import timedelta

import pytest

from app.foundation.commands import COMMANDS
from app.moderation import operations
from app.moderation.suspended import WRITING, SuspendedWriter
from app.web.dispatch import perform
from tests.interpellations.life import an_admitted_file

from .acts import decide, report

WHY = "Même propos après un avertissement."


@pytest.fixture
def suspended(world, file, secretary, author, reporter):
    case_id = report(world, reporter, f"interpellation:{file.id}").case_id
    decide(world, secretary, operations.warn_author, case_id, reason="Des personnes sont nommées.")
    return decide(world, secretary, operations.suspend_writing, case_id, days=10, reason=WHY)


@pytest.fixture
def other(world, ground):
    return an_admitted_file(world, (*ground[:3], world.person()))


def test_what_is_refused_exists_and_begins_something_in_public(app):
    assert COMMANDS.keys() >= WRITING
    # What has a delay on a file already open, and what is done in office, is nobody's to suspend.
    assert not WRITING & {"interpellation.correct", "interpellation.judge", "interpellation.close"}
    assert all(name.startswith("interpellation.") for name in WRITING)


def test_the_api_says_why_until_when_and_how_to_contest(as_, author, suspended, other):
    refused = as_(author).post(
        "/api/v1/commands/interpellation.support", json={"data": {"interpellation_id": other.id}}
    )
    problem = refused.get_json()
    assert (refused.status_code, problem["type"]) == (403, "/problems/writing-suspended")
    assert WHY in problem["detail"]
    assert "14\N{NO-BREAK SPACE}mai\N{NO-BREAK SPACE}2026" in problem["detail"]
    assert problem["contest"] == f"/moderation/decisions/{suspended.id}"
    assert as_(author).get(problem["contest"]).status_code == 200


def test_a_form_says_the_same_on_its_page(as_, author, suspended, other):
    page = f"/interpellations/{other.number}"
    refused = as_(author).post("/actes/interpellation.support", data={"interpellation_id": other.id, "page": page})
    assert refused.status_code == 403
    assert WHY in refused.text


def test_sockets_come_by_the_same_door(home, world, author, suspended, other):
    """The socket's `command` event calls `perform`, and nothing else (see tests/live)."""
    for name in WRITING - {"interpellation.support"}:
        with pytest.raises((SuspendedWriter, Exception)) as refused:
            perform(home, world.actor(author), name, {})
        assert refused.type.__name__ in ("SuspendedWriter", "Invalid")
    with pytest.raises(SuspendedWriter):
        perform(home, world.actor(author), "interpellation.support", {"interpellation_id": other.id})


def test_signing_in_reading_and_the_files_already_open_go_on(as_, world, file, author, suspended):
    client = as_(author)
    assert client.get("/compte").status_code == 200
    assert "suspendue jusqu’au" in client.get("/compte/moderation").text
    withdrawn = client.post("/api/v1/commands/interpellation.withdraw", json={"data": {"interpellation_id": file.id}})
    assert withdrawn.status_code == 200


def test_the_suspension_ends_by_itself(as_, clock, author, suspended, other):
    clock.moment += timedelta(days=10)
    answer = as_(author).post("/api/v1/commands/interpellation.support", json={"data": {"interpellation_id": other.id}})
    assert answer.get_json().get("type") != "/problems/writing-suspended"


def test_nobody_else_is_touched(as_, world, suspended, other):
    answer = as_(world.person()).post(
        "/api/v1/commands/interpellation.support", json={"data": {"interpellation_id": other.id}}
    )
    assert answer.get_json().get("type") != "/problems/writing-suspended"


def test_the_queue_finds_whose_writing_is_suspended_and_until_when(as_, clock, secretary, suspended, world):
    desk, path = as_(secretary), "/moderation/dossiers?etat=suspended"
    case = f"/moderation/dossiers/{suspended.case_id}"
    page = desk.get(path).text
    assert case in page
    assert "écriture suspendue jusqu’au" in page
    assert case not in as_(world.secretary(world.conference())).get(path).text
    clock.moment += timedelta(days=11)
    assert "L’écriture publique de personne n’est suspendue." in desk.get(path).text
