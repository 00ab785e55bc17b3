"""A fuzz driven by the description of the API: whatever is sent, by whomever, the answer is as the description says.

Two walks. The first sends what the description allows and what it does not, at random. The second puts real identifiers
of a place where everything exists, so that policies, rules and databases are reached rather than « not found »; each
capacity sends the same. A longer one (`FUZZ_EXAMPLES=200`) belongs to `make scan`.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from flask import Flask, g
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import text

from app.foundation.commands import COMMANDS
from app.people.models import Person
from app.switches.board import board_of
from tests.permissions.asking import data_for, identifier_in, table_of
from tests.permissions.ground import Place, a_place
from tests.processes import cookie_for

MORE = int(os.environ.get("FUZZ_EXAMPLES", "0"))
# A thousand requests a test: minutes on a machine that is busy elsewhere, hours in a wider run.
pytestmark = pytest.mark.timeout(MORE * 600 or 900)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
LAST = ("account.erase", "account.", "person.", "feature.", "conference.change_settings")
"""What could take a capacity away from those who still have something to send comes at the end."""
CAPACITIES = ("citizen", "delegate", "chair", "secretary", "contract_officer", "administrator", "everything")
ENGLISH = re.compile(
    r"\b(the|not a valid|missing|must be|unknown|invalid|required|should|cannot|of type)\b", re.IGNORECASE
)


@pytest.fixture(autouse=True)
def _nothing_suspended(home):
    """What an administrator suspended in one walk, this process would still refuse in the next."""
    board_of(home).notices = {}
    yield
    board_of(home).notices = {}


def examples(usual: int) -> settings:
    """Return how many examples of each operation are sent, always the same ones."""
    return settings(
        max_examples=MORE or usual,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        phases=[Phase.generate],
        database=None,
    )


def in_french(_context: Any, response: Any, _case: Any) -> None:
    """A refusal is a problem object whose words are French."""
    if response.status_code < 400:
        return
    problem = response.json()
    said = [problem["title"], problem.get("detail", "")]
    said += [error["detail"] for error in problem.get("errors", ())]
    spoken = [words for words in said if ENGLISH.search(re.sub("«[^»]*»", "", words))]
    assert problem["type"].startswith("/problems/"), problem
    assert not spoken, spoken


class Asker:
    """The application as one person meets it. The client of the fuzz drops every cookie: it is put back here."""

    def __init__(self, app: Flask, person: Person | None) -> None:
        self.app = app
        self._cookie = cookie_for(app, person) if person else ""

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        # The test's own context would hand the reader of one request to the next.
        for name in list(g):
            g.pop(name)
        return self.app(environ | {"HTTP_COOKIE": self._cookie}, start)

    def operations(self) -> list[Any]:
        """Return what can be asked, what takes rights away last."""
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", self)
        found = [operation.ok() for operation in schema.get_all_operations()]
        return sorted(found, key=lambda operation: [f"/{name}" in operation.path for name in LAST])


def fuzz(asker: Asker, usual: int, real: Callable[[Any], None] = lambda _case: None) -> dict[int, set[str]]:
    """Send examples of every operation; return which ones gave each status."""
    faults: list[str] = []
    came: dict[int, set[str]] = defaultdict(set)
    for operation in asker.operations():
        try:
            _send(operation, usual, real, came)
        except BaseExceptionGroup as several:
            faults.append(f"{operation.label}: {'; '.join(str(each) for each in several.exceptions)}"[:1500])
        except Exception as fault:
            faults.append(f"{operation.label}: {fault!r}"[:1500])
    assert faults == [], "\n\n".join(faults)
    return came


def _send(operation: Any, usual: int, real: Callable[[Any], None], came: dict[int, set[str]]) -> None:
    @examples(usual)
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        real(case)
        came[case.call_and_validate(checks=[*CHECKS, in_french]).status_code].add(operation.label)

    send()


def test_the_api_answers_as_described_whatever_a_visitor_sends(app, world):
    world.open_sitting(world.conference())
    came = fuzz(Asker(app, None), 4)
    assert len(came[401]) > 10


def test_the_api_answers_as_described_whatever_a_chair_sends(app, world):
    """In a conference with a sitting under way, so that identifiers sometimes exist."""
    conference = world.conference()
    chair, delegate = world.chair(conference), world.delegate(conference)
    sitting = world.open_sitting(conference)
    world.present(sitting, chair, delegate)
    came = fuzz(Asker(app, chair), 4)
    assert not came[401]


@pytest.mark.parametrize("capacity", CAPACITIES)
def test_the_api_answers_as_described_on_what_exists(app, home, world, capacity):
    place = a_place(world)
    with home.engine.begin() as connection:
        # The place has one row of everything: a file that was not acknowledged has no receipt.
        connection.execute(text("DELETE FROM interpellation_receipts"))
    came = fuzz(Asker(app, place.people[capacity]), 2, lambda case: put_real_identifiers(case, place))
    assert not came[401] or "account.erase" in str(came[200])
    assert len(came[403] | came[409] | came[200]) > 50


def put_real_identifiers(case: Any, place: Place) -> None:
    """Name what exists, and give what is missing: the rest stays as it was drawn."""
    command = case.path.rpartition("/commands/")[2]
    if command in COMMANDS and isinstance(case.body, dict):
        drawn = case.body.get("data")
        if isinstance(drawn, dict):
            usual = data_for(command, place)
            real = {name: identifier_in(place, command, name) for name in drawn if table_of(command, name)}
            case.body["data"] = {**usual, **drawn, **{name: id for name, id in real.items() if id is not None}}
            case.body.pop("request_id", None)
    parts = {"id": place.rows["conferences"], "slug": place.extra["contract_slug"], "code": place.extra["code"]}
    case.path_parameters = {name: parts.get(name, value) for name, value in (case.path_parameters or {}).items()}
