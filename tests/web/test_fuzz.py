"""A schema-driven fuzz of the whole API: whatever is sent, the answer is never a failure of ours."""

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error

from tests.processes import cookie_for

EXAMPLES = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def _fuzz(app, headers: dict[str, str]) -> int:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    for operation in operations:

        @EXAMPLES
        @given(case=operation.as_strategy())
        def send(case):
            case.call_and_validate(headers=headers, checks=[not_a_server_error])

        send()
    return len(operations)


def test_the_api_never_fails_whatever_a_chair_sends(app, world):
    """In a conference with a sitting under way, so that identifiers sometimes exist."""
    conference = world.conference()
    chair, delegate = world.chair(conference), world.delegate(conference)
    sitting = world.open_sitting(conference)
    world.present(sitting, chair, delegate)
    assert _fuzz(app, {"Cookie": cookie_for(app, chair)}) > 50


def test_the_api_never_fails_whatever_a_visitor_sends(app, world):
    world.open_sitting(world.conference())
    assert _fuzz(app, {}) > 50
