"""The first page of whoever keeps the platform says what waits for somebody, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.home.keeping import keeping
from app.notices.models import Message
from app.notices.words import MessageState
from app.people.models import Passkey
from app.switches.board import Notice, board_of
from app.switches.words import SWITCHES, Feature
from app.watch.models import WorkerDuty

PATH = "/administration"


def protect(world, person):
    made = {"credential_id": b"key %d" % person.id, "public_key": b"key", "name": "Clé d’essai"}
    return world.add(Passkey(person_id=person.id, created_at=world.clock(), **made))


@pytest.fixture
def operator(world):
    person = world.person(administrator=True)
    protect(world, person)
    return person


@pytest.fixture
def worker(world):
    """A worker that has just been seen."""
    now = datetime.now(UTC)
    return world.add(WorkerDuty(name="essai", title="Essais", started_at=now, done_at=now))


def shown(client):
    answer = client.get(PATH)
    assert answer.status_code == 200
    return answer.text.partition("<main")[2].partition("</main>")[0]


def test_nothing_waits_when_all_goes_well(as_, operator, worker):
    page = shown(as_(operator))
    assert "Rien n’attend" in page
    assert 'class="found"' not in page


def test_nobody_else_reads_it(client, as_, world):
    conference = world.conference()
    assert "/connexion" in client.get(PATH).location
    assert as_(world.secretary(conference)).get(PATH).status_code == 403


def test_a_worker_that_never_ran_is_said_first(as_, operator):
    page = shown(as_(operator))
    assert "Le travail de fond est arrêté" in page
    assert "Il n’a encore jamais tourné" in page


def test_a_duty_that_fails_is_named(as_, world, operator, worker):
    now = datetime.now(UTC)
    world.add(WorkerDuty(name="rappels", title="Rappels d’échéance", started_at=now, failed_at=now, failure="Panne"))
    page = shown(as_(operator))
    assert "Rappels d’échéance" in page
    assert "travail de fond est arrêté" not in page


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([MessageState.REFUSED], "Un courriel n’a pas pu partir"),
        ([MessageState.REFUSED, MessageState.GIVEN_UP], "2 courriels n’ont pas pu partir"),
        ([MessageState.WAITING], "Un courriel attend son tour"),
        ([MessageState.HANDED_OVER], "Rien n’attend"),
    ],
)
def test_messages_are_counted_by_what_became_of_them(as_, world, operator, worker, states, said):
    now = world.clock()
    said_to = {"kind": "essai", "about": "", "recipient": "a@exemple.invalid", "subject": "Essai", "text": "Essai"}
    for state in states:
        moments = {"created_at": now, "trying_since": now, "next_attempt_at": None}
        world.add(Message(reference=f"essai-{state}", state=state, **said_to, **moments))
    assert said in shown(as_(operator))


def test_who_has_functions_that_wait_for_a_second_factor_is_named_and_nobody_else(world, home, operator):
    conference = world.conference()
    chair, secretary, _delegate = world.chair(conference), world.secretary(conference), world.delegate(conference)

    def unprotected(*, required):
        settings = replace(home.settings, require_second_factor=required)
        with home.units.reading() as session:
            return {one.id for one in keeping(session, world.actor(operator), world.today(), settings).unprotected}

    assert unprotected(required=False) == set()
    assert unprotected(required=True) == {chair.id, secretary.id}
    protect(world, chair)
    assert unprotected(required=True) == {secretary.id}


def test_what_is_suspended_is_there(as_, home, operator, worker):
    label = SWITCHES[Feature.IMPORTS].label
    board_of(home).notices = {Feature.IMPORTS: Notice(label=label, reason="Panne", since=datetime.now(UTC))}
    try:
        page = shown(as_(operator))
    finally:
        board_of(home).notices = {}
    assert label in page
    assert "suspendu" in page
