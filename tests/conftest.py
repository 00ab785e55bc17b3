"""One real PostgreSQL for the whole run, emptied before each test that uses it."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as examples
from sqlalchemy import Engine, Table, text

from app import create_app
from app.commands.directory import PUBLISHED
from app.config import Settings
from app.foundation import embedded
from app.foundation.actors import SYSTEM
from app.foundation.database import Model, make_engine
from app.foundation.migrations import migrate
from app.institutions.operations import import_directory
from app.institutions.source import read_directory
from app.people.models import Person
from app.web.house import House
from tests.builders.world import World
from tests.clock import TestClock
from tests.processes import let_everybody_in, session_of
from tests.queries_counter import QueriesCounter, counter_of

# No test depends on how fast the machine is.
examples.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("house")


@pytest.fixture(scope="session")
def database_url() -> str:
    folder = Path(tempfile.mkdtemp(prefix="cotap-tests-"))
    server = embedded.start(folder / "pg", keep=False)
    # A test's database may forget everything if the machine stops.
    with make_engine(server.get_uri()).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    return new_database(server.get_uri("cotap_tests"), "cotap_tests")


@pytest.fixture(scope="session")
def directory(database_url: str) -> str:
    """The name of a database with our tables and the directory of institutions, to be copied: reading it takes long."""
    name = "cotap_directory"
    told = Settings(database_url=new_database(database_url, name), secret_key="t" * 40, testing=True, trial=True)
    house: House = create_app(told, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)).extensions["cotap"]
    with house.units.begin(SYSTEM) as work:
        import_directory(work, read_directory(PUBLISHED))
    house.engine.dispose()
    return name


def copy_of(beside: str, template: str, name: str) -> str:
    """Copy a database of the same server that nobody is connected to, and return the address of the copy."""
    at = urlsplit(beside)
    embedded.create_database(at._replace(path="/postgres").geturl(), name, template=template)
    with make_engine(beside).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # Somebody who keeps a lock is named by an error in the test that waits for it, rather than stopping the run.
        connection.execute(text(f"ALTER DATABASE {name} SET lock_timeout = '60s'"))
    return at._replace(path=f"/{name}").geturl()


def new_database(beside: str, name: str) -> str:
    """Create an empty database with our tables on the same server, and return its address."""
    url = copy_of(beside, "template0", name)
    migrate(make_engine(url))
    let_everybody_in(url)
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
    return app_on(database_url, clock)


def app_on(database_url: str, clock: TestClock) -> Flask:
    """Return the application of the tests on a database."""
    settings = Settings(database_url=database_url, secret_key="t" * 40, testing=True, trial=True, pool_size=20)
    app = create_app(settings, clock=clock)
    app.test_client_class = OneRequestClient
    return app


def _empty(engine: Engine, kept: set[str]) -> None:
    """Delete every row. Much faster than TRUNCATE, which makes new files for each of the many empty tables."""
    tables = [t for t in Model.metadata.sorted_tables if t.name not in kept]
    statements = [f'DELETE FROM "{t.name}"' for t in tables] + [
        "DELETE FROM procrastinate_jobs",
        "DELETE FROM procrastinate_workers",
    ]
    if "journal" not in kept:
        statements += [f"SELECT setval('{t.name}_id_seq', 1, false)" for t in tables if _numbered(t)]
    with engine.begin() as connection:
        # The journal's own trigger refuses deletions, and foreign keys would ask for an order: neither matters here.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(";".join(statements))


def _numbered(table: Table) -> bool:
    return "id" in table.c and table.c.id.autoincrement in (True, "auto") and table.name != "installation"


@pytest.fixture
def real_time() -> None:
    """Asked for beside processes that tell the time of the day: what is made here is made now, not in March 2026."""


@pytest.fixture
def app(app_once: Flask, clock: TestClock, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on an empty database, at 14:00 in Paris on 3 March 2026 (now, beside other processes)."""
    clock.reset()
    # Marks against forged forms are asked for where they are tested, whatever the test before left.
    app_once.config["WTF_CSRF_ENABLED"] = False
    # Identities begin again with each test: nothing drawn from the former one may be taken for this one's.
    for drawn in ("conference_bodies", "contract_choices", "lands", "room.fragments"):
        app_once.extensions["cotap"].notes.pop(drawn, None)
    if {"real_time", "two_processes"} & set(request.fixturenames):
        clock.run()
    kept = {"installation"}
    if "two_processes" in request.fixturenames:
        # Processes that outlive a test remember how far each stream went: the record must go on, never start again.
        kept |= {"journal", "journal_streams"}
    _empty(app_once.extensions["cotap"].engine, kept)
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
            session.update(session_of(person))
        return client

    return client_of


FIRST = ("tests/demo/", "tests/journeys/", "tests/web/test_fuzz", "tests/commands/test_trial", "tests/live/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take minutes: at the end one of the two would wait for the other's."""
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))
