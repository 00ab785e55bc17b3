"""The permission matrix covers everything, and the published one is today's."""

import pytest

from app.commands.permissions import MATRIX
from app.foundation.commands import COMMANDS
from app.permissions.declared import UNASKED
from app.permissions.matrix import NO, OPEN_COMMANDS, command_rows, every_policy, policy_name, policy_rows, route_rows
from app.permissions.typical import SITUATIONS, subjects_of
from app.permissions.writing import page

pytestmark = pytest.mark.usefixtures("app")  # the doors enter commands and policies when the application is made
ANYWHERE = {
    # What a capacity opens that belongs to no place; each is a page or an act on the directory that everybody shares.
    "contracts.may_keep_names": "the names of institutions are the directory's; never that of one's own, below",
    "contracts.may_recognise_name": "the same, refused to whoever answers for the institution that would gain by it",
    "contracts.may_name_officers": "shows the form; the act itself asks `may_name_officer_of`",
    "contracts.importing.sheets.may_send_sheet": "each line of the file is asked to the policies of its own action",
    "contracts.alerts.may_see_alerts": "the alerts shown are those of the person's own contracts",
    "contracts.life.may_open_contracts": "shows the form; the act itself asks `may_draft_contract`",
    "interpellations.desk.may_see_templates": "the templates shown are those of the person's own institutions",
    "interpellations.desk.may_open_desk": "the files shown are those of the person's own desks",
    "moderation.may_see_queue": "the cases shown are those of the person's own desks",
    "home.browser.may_browse_journal": "each entry shown is asked to its own stream",
    "contracts.life.may_draft_contract": "a contract officer proposes a contract to any conference",
}


def test_every_command_asks_a_policy_or_says_what_stands_in_its_place():
    silent = {row.name for row in command_rows() if not row.asks}
    assert silent == set(OPEN_COMMANDS)


def test_every_command_and_every_route_is_in_the_matrix(app):
    assert {row.name for row in command_rows()} == COMMANDS.keys()
    routes = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"}
    assert {row.name.split(" /", 1)[1] for row in route_rows(app)} == {route.removeprefix("/") for route in routes}


def test_every_route_asks_a_policy_or_says_what_stands_in_its_place(app):
    """If this fails: ask a policy in the route (`require`), or say in app/permissions/declared.py why it asks none."""
    rows = route_rows(app)
    assert [row.name for row in rows if not row.asks and not row.reason] == []
    silent = [row.name for row in rows if not row.asks]
    assert [route for route in UNASKED if not any(name.endswith(f" {route}") for name in silent)] == []


def test_every_policy_answers_in_every_situation():
    policies = every_policy()
    assert len(policies) > 100
    for policy in policies:
        for situation in SITUATIONS:
            subjects_of(policy, situation)


def test_every_policy_has_a_french_sentence():
    assert [policy_name(p) for p in every_policy() if not (p.__doc__ or "").strip().endswith(".")] == []


def test_capacities_held_elsewhere_open_nothing_more_than_an_account():
    """The confused deputy: whoever holds every capacity in another place is nobody in this one."""
    wider = {row.name for row in policy_rows() if row.cell("elsewhere") != row.cell("citizen")}
    assert wider == set(ANYWHERE)


def test_a_visitor_does_nothing_but_read_what_is_public():
    assert {row.name for row in command_rows() if row.cell("visitor") != NO} == set(OPEN_COMMANDS)


def test_the_published_matrix_is_todays(app):
    """If this fails: `flask --app wsgi permissions write`."""
    assert MATRIX.read_text(encoding="utf-8") == page(app), "docs/permissions.md: flask --app wsgi permissions write"
