"""One real PostgreSQL for the whole run, emptied before each test that uses it."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import text

from app import create_app
from app.config import Settings
from app.foundation import embedded
from app.foundation.database import Model, make_engine
from app.foundation.migrations import migrate
from app.people.models import Person
from app.web.house import House
from tests.builders.world import World
from tests.clock import TestClock
from tests.queries_counter import QueriesCounter, counter_of


@pytest.fixture(scope="session")
def database_url() -> str:
    folder = Path(tempfile.mkdtemp(prefix="cotap-tests-"))
    server = embedded.start(folder / "pg", keep=False)
    embedded.create_database(server.get_uri(), "cotap_tests")
    url = server.get_uri("cotap_tests")
    migrate(make_engine(url))
    with make_engine(server.get_uri()).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ALTER SYSTEM SET synchronous_commit = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    return url


@pytest.fixture(scope="session")
def clock() -> TestClock:
    return TestClock(datetime(2026, 3, 3, 13, 0, tzinfo=UTC))


class OneRequestClient(FlaskClient):
    """A client whose requests share nothing: the test's own context would hand one reader to the next."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        for name in list(g):
            g.pop(name)
        return super().open(*args, **kwargs)


@pytest.fixture(scope="session")
def app_once(database_url: str, clock: TestClock) -> Flask:
    settings = Settings(database_url=database_url, secret_key="t" * 40, testing=True, trial=True, pool_size=20)
    app = create_app(settings, clock=clock)
    app.test_client_class = OneRequestClient
    return app


@pytest.fixture
def app(app_once: Flask, clock: TestClock, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on an empty database, at 14:00 in Paris on 3 March 2026."""
    clock.reset()
    # Identities begin again with each test: nothing drawn from the former one may be taken for this one's.
    app_once.extensions["cotap"].notes.pop("conference_bodies", None)
    kept = {"installation"}
    if "two_processes" in request.fixturenames:
        # Processes that outlive a test remember how far each stream went: the record must go on, never start again.
        kept |= {"journal", "journal_streams"}
    tables = ", ".join(f'"{t.name}"' for t in Model.metadata.sorted_tables if t.name not in kept)
    identity = "CONTINUE" if len(kept) > 1 else "RESTART"
    with app_once.extensions["cotap"].engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables}, procrastinate_jobs {identity} IDENTITY CASCADE"))
    with app_once.app_context():
        yield app_once


@pytest.fixture
def home(app: Flask) -> House:
    house: House = app.extensions["cotap"]
    return house


@pytest.fixture
def world(home: House, clock: TestClock) -> World:
    """Builders of persons, institutions, conferences and sittings in the database of the test."""
    return World(home, clock)


@pytest.fixture
def queries(home: House) -> QueriesCounter:
    """`with queries(12): …` fails when more than twelve statements reach the database."""
    return counter_of(home.engine)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.fixture
def as_(app: Flask) -> Callable[[Person], FlaskClient]:
    """Return a client signed in as a person."""

    def client_of(person: Person) -> FlaskClient:
        app.config["WTF_CSRF_ENABLED"] = False
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = f"{person.id}.{person.session_generation}"
            session["_fresh"] = True
        return client

    return client_of
