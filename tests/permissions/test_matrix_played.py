"""The matrix says what happens: each command as each capacity, on objects that are somebody else's and not public."""

import pytest

from app.foundation.commands import COMMANDS
from app.permissions.matrix import OPEN_COMMANDS, YES, command_rows
from app.permissions.typical import ACTORS

from .asking import data_for, outcome, table_of
from .ground import acting

NARROWER = {
    "account.end_device": "a person reaches their own devices only; the policy also serves the closing of an account",
    "interpellation.withdraw_support": "there is no support of theirs to withdraw here",
}
"""Commands whose door finds less than the policy would allow."""
AT_ONES_OWN_DESK = {"interpellation.add_note"}
"""The door writes at the desk where the person sits: the typical desk, the service's, is one of them."""


@pytest.fixture(scope="module")
def rows():
    return {row.name: row for row in command_rows()}


def expected(row, holder):
    """A command that names nothing but the person who asks is about what is their own."""
    names_something = any(table_of(row.name, name) for name in COMMANDS[row.name].shape._declared_fields)
    cell = row.cell(holder)
    return cell == YES or (cell == "own" and not names_something)


@pytest.mark.parametrize("holder", [holder for holder in ACTORS if holder != "elsewhere"])
def test_each_command_does_as_that_capacity_what_the_matrix_says(app, home, world, here, rows, holder):
    actor = acting(world, here.people.get(holder))
    wrong, unreadable = [], []
    with app.test_request_context():
        for name in COMMANDS.keys() - OPEN_COMMANDS.keys() - AT_ONES_OWN_DESK:
            came = outcome(home, actor, name, data_for(name, here))
            denied = came.startswith(("refused", "hidden"))
            narrower = (name in NARROWER and came.startswith("hidden")) or (rows[name].ways > 1 and denied)
            if came.startswith("unreadable"):
                unreadable.append(f"{name}: {came}")
            elif denied is expected(rows[name], holder) and not narrower:
                wrong.append(f"{name}: {rows[name].cell(holder)!r} but {came}")
    assert wrong == [], "\n".join(wrong)
    # A command that could not be asked proves nothing: a few may be waiting for their data in `asking.py`, no more.
    assert len(unreadable) < len(COMMANDS) // 20, "\n".join(unreadable)
