"""Whatever an officer sends to the commands of money, the answer is never a failure of ours."""

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error

from tests.processes import cookie_for

FAMILIES = ("theme.", "envelope.", "place.", "credits.", "delegation.", "evaluation.", "rate.")
EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def test_the_money_of_a_contract_never_fails_whatever_an_officer_sends(app, table):
    """On a contract with themes and envelopes, so that identifiers often exist."""
    headers = {"Cookie": cookie_for(app, table.people["state"])}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    mine = [one for one in operations if one.path.rpartition("/")[2].startswith(FAMILIES)]
    assert len(mine) > 12
    for operation in mine:

        @EXAMPLES
        @given(case=operation.as_strategy())
        def send(case):
            case.call_and_validate(headers=headers, checks=[not_a_server_error])

        send()
