import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError


def test_healthz_says_the_process_answers(client):
    assert client.get("/healthz").get_json() == {"status": "ok"}


def test_readyz_says_what_is_ready_and_that_no_worker_was_seen(client, home):
    with home.engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_workers"))
    answer = client.get("/readyz")
    assert answer.status_code == 200
    said = answer.get_json()
    assert said["checks"] == {"database": True, "migrations": True, "listener": True}
    assert said["worker"] == {"well": False, "last_seen_seconds": None}


def test_readyz_refuses_while_a_migration_is_missing(client, home):
    with home.engine.begin() as connection:
        newest = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    try:
        answer = client.get("/readyz")
        assert (answer.status_code, answer.get_json()["checks"]["migrations"]) == (503, False)
    finally:
        with home.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": newest})


def test_readyz_refuses_while_the_database_is_away(client, home, monkeypatch):
    def away():
        raise OperationalError("SELECT 1", {}, Exception("away"))

    monkeypatch.setattr(home.units, "sessions", away)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["checks"] == {"database": False, "migrations": False, "listener": True}


def test_readyz_refuses_when_the_listener_fell_silent(client, home, monkeypatch):
    monkeypatch.setitem(home.notes, "hub", [])
    monkeypatch.setitem(home.notes, "listener", float("-inf"))
    assert client.get("/readyz").status_code == 503


def test_metrics_count_requests_by_endpoint_and_status(client):
    client.get("/healthz")
    said = client.get("/metrics").get_data(as_text=True)
    assert 'cotap_requests_total{endpoint="health.alive",method="GET",status="200"}' in said
    assert "cotap_open_sockets" in said
    assert "cotap_request_seconds_bucket" in said


@pytest.mark.parametrize(
    "asked",
    [
        {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}},
        {"headers": {"X-Forwarded-For": "203.0.113.9"}},
        {"environ_base": {"REMOTE_ADDR": ""}},
    ],
)
def test_metrics_are_for_the_machine_itself_only(client, asked):
    answer = client.get("/metrics", headers={"Accept": "application/json", **asked.pop("headers", {})}, **asked)
    assert answer.status_code == 404
