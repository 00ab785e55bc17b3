"""13.2.2: the processes need no more of the database than docs/operations.md gives them."""

import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from app.foundation.actors import SYSTEM
from app.people.passwords import hash_password
from tests.conftest import app_on
from tests.people.test_pages import PASSWORD

TOLD = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
ROLE = "cotap_app"


@pytest.fixture
def as_told(database_url):
    """The address of the database under a role made exactly as the documentation says."""
    (grants,) = re.findall(r"```sql\n(GRANT USAGE.*?)```", TOLD, re.S)
    with psycopg.connect(database_url, autocommit=True) as owner:
        with suppress(psycopg.errors.DuplicateObject):
            owner.execute(f"CREATE ROLE {ROLE} LOGIN")
        owner.execute(grants)
    at = urlsplit(database_url)
    yield at._replace(netloc=f"{ROLE}:@").geturl()
    with psycopg.connect(database_url, autocommit=True) as owner:
        owner.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{ROLE}'")
        owner.execute(f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}")


def test_people_sign_in_and_act_under_a_role_that_changes_no_structure(app, as_told, clock, world):
    person = world.person(password_hash=hash_password(PASSWORD))
    under = app_on(as_told, clock)
    under.config["WTF_CSRF_ENABLED"] = False
    client = under.test_client()
    assert client.post("/connexion", data={"email": person.email, "password": PASSWORD}).status_code == 303
    asked = {"data": {"given_name": "Camille", "family_name": "Nouveau"}}
    assert client.post("/api/v1/commands/account.rename", json=asked).status_code == 200
    assert client.post("/connexion/lien", data={"email": person.email}).status_code == 303
    assert client.get("/readyz").get_json()["checks"]["migrations"]
    with under.extensions["cotap"].units.begin(SYSTEM) as work:
        assert work.session is not None
    under.extensions["cotap"].engine.dispose()


@pytest.mark.parametrize(
    "asked",
    [
        "DELETE FROM journal",
        "UPDATE journal SET kind = 'x'",
        "TRUNCATE journal",
        "ALTER TABLE journal DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE persons",
        "CREATE TABLE public.mine (id int)",
        "UPDATE alembic_version SET version_num = '0001'",
        "COPY persons TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
    ],
)
def test_that_role_rewrites_neither_the_record_nor_the_structure(app, as_told, asked):
    with psycopg.connect(as_told) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(asked)
