"""The worker's last signs of life are kept and shown, and a production site without it says so."""

from dataclasses import replace

import pytest
from sqlalchemy import select, text

from app.jobs import DUTIES, Duty, perform
from app.watch.models import WorkerDuty
from app.watch.queries import duties, seconds_since_seen

GOOD = Duty(name="test.good", cron="* * * * *", title="Un travail qui va", run=lambda _home: None)


def fail(_home):
    raise RuntimeError("le disque est plein")


BAD = Duty(name="test.bad", cron="* * * * *", title="Un travail qui échoue", run=fail)


@pytest.fixture
def no_heartbeat(home):
    with home.engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_workers"))


@pytest.fixture
def production(home, monkeypatch):
    monkeypatch.setattr(home, "settings", replace(home.settings, trial=False, testing=False))


def long_ago(home, minutes):
    with home.engine.begin() as connection:
        connection.execute(text(f"UPDATE worker_duties SET done_at = now() - interval '{minutes} minutes'"))


def test_a_duty_done_is_written_down_and_one_that_fails_says_why(home, no_heartbeat):
    perform(home, GOOD)
    with pytest.raises(RuntimeError):
        perform(home, BAD)
    with home.units.reading() as session:
        bad, good = duties(session)
        assert (bad.fails, bad.failure) == (True, "RuntimeError: le disque est plein")
        assert (good.fails, good.failure) == (False, "")
        assert seconds_since_seen(session) < 30


def test_a_duty_that_recovers_no_longer_fails(home):
    with pytest.raises(RuntimeError):
        perform(home, BAD)
    perform(home, replace(BAD, run=lambda _home: None))
    with home.units.reading() as session:
        (duty,) = session.scalars(select(WorkerDuty))
        assert not duty.fails


def test_readyz_refuses_in_production_while_no_worker_was_seen(home, client, no_heartbeat, production):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["checks"]["worker"]) == (503, False)
    assert client.get("/readyz?without=worker").status_code == 200
    perform(home, GOOD)
    assert client.get("/readyz").status_code == 200
    long_ago(home, 9)
    assert client.get("/readyz").status_code == 200
    long_ago(home, 11)
    assert client.get("/readyz").status_code == 503


def test_readyz_of_a_trial_does_not_wait_for_the_worker(client, no_heartbeat):
    assert client.get("/readyz").status_code == 200


def test_the_administrator_sees_the_last_run_and_what_fails(home, world, as_, no_heartbeat):
    client = as_(world.person(administrator=True))
    assert "jamais tourné" in client.get("/administration/messages").text
    perform(home, GOOD)
    with pytest.raises(RuntimeError):
        perform(home, BAD)
    page = client.get("/administration/messages").text
    assert "Un travail qui va" in page
    assert "le disque est plein" in page
    assert "est arrêté" not in page
    long_ago(home, 60)
    with home.engine.begin() as connection:
        connection.execute(text("UPDATE worker_duties SET failed_at = NULL"))
    assert "Le travail de fond est arrêté" in client.get("/administration/messages").text


def test_every_duty_has_a_name_of_its_own_and_french_words():
    assert len({duty.name for duty in DUTIES}) == len(DUTIES)
    assert all(duty.title[0].isupper() for duty in DUTIES)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.name)
def test_every_duty_can_be_done_twice(home, duty):
    for _ in range(2):
        perform(home, duty)
