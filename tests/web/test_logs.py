"""What the log says: one line of JSON per event, of one clock, with nobody in it."""

import ast
import json
from io import StringIO
from pathlib import Path

import pytest
import structlog

from app.people.models import Person
from app.web import logs

APP = Path(__file__).resolve().parents[2] / "app"
TOKEN = "Zx3-k9QmB7_tYw2LrV8sNc4HfJ6pDa1GuE5oXi0RbTq"
ADDRESS = "camille.exemple@mairie.invalid"


@pytest.fixture
def lines(monkeypatch):
    """Return what is written to the error output, as the house sets it up."""
    former, out = structlog.get_config(), StringIO()
    monkeypatch.setattr(logs.sys, "stderr", out)
    logs.configure()
    structlog.configure(cache_logger_on_first_use=False)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    structlog.configure(**former)


def test_a_line_is_json_with_its_level_and_its_hour_in_utc(lines):
    structlog.get_logger().warning("essai", command="floor.ask")
    (line,) = lines()
    assert (line["event"], line["level"], line["command"]) == ("essai", "warning", "floor.ask")
    assert line["timestamp"].endswith("Z")


def test_what_is_told_begins_no_line_of_its_own(lines):
    """16.4.1: a line break in a value, or a key of the line, is part of its text."""
    structlog.get_logger().warning("essai", asked='x\n{"event": "faux", "level": "info"}\r\n')
    (line,) = lines()
    assert (line["event"], line["asked"]) == ("essai", 'x\n{"event": "faux", "level": "info"}\r\n')


@pytest.mark.parametrize("told", [ADDRESS, "203.0.113.27", "2001:db8:85a3::8a2e:370:7334", TOKEN])
def test_addresses_networks_and_secrets_are_struck_out_of_values_and_of_errors(lines, told):
    log = structlog.get_logger()
    log.error("essai", why=f"refusé pour {told}, deux fois")
    try:
        raise ValueError(f"Key (email)=({told}) already exists")
    except ValueError:
        log.exception("essai")
    written = json.dumps(lines(), ensure_ascii=False)
    assert "deux fois" in written
    assert "already exists" in written
    assert told not in written


def test_names_of_the_house_are_not_taken_for_secrets(lines):
    name = "test_each_page_opens_as_that_capacity_where_the_matrix_says_so_2026"
    structlog.get_logger().info(name, version="1.5.0", at="13:00:00")
    assert (lines()[0]["event"], lines()[0]["at"]) == (name, "13:00:00")


def test_an_error_of_the_database_does_not_quote_what_was_written(lines, home, world):
    world.person(email=ADDRESS)
    with home.units.sessions() as session:
        session.add(Person(given_name="Camille", family_name="Nomsecret", email=ADDRESS, created_at=world.clock()))
        try:
            session.commit()
        except Exception:
            structlog.get_logger().exception("essai")
    written = json.dumps(lines())
    assert "persons" in written
    assert ADDRESS not in written
    assert "Nomsecret" not in written


PERSONAL = {
    "email",
    "mail",
    "address",
    "name",
    "family_name",
    "given_name",
    "token",
    "password",
    "cookie",
    "ip",
    "user",
}


def test_no_line_is_given_what_names_somebody():
    wrong = []
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "log":
                wrong += [f"{path.name}: {k.arg}" for k in node.keywords if k.arg is None or k.arg in PERSONAL]
    assert wrong == []
