"""Identifiers of another place lead nowhere: no command reads or changes what belongs elsewhere."""

import pytest

from app.foundation.commands import COMMANDS
from app.permissions.matrix import OPEN_COMMANDS

from .asking import data_for, identifier_in, outcome, table_of
from .ground import a_place, acting
from .reach import SHARED, reached, rows_of

OPEN_ELSEWHERE = {"contract.draft"}
"""A contract officer proposes a contract to any conference: national parties have none of their own."""


@pytest.fixture
def two_places(world, home):
    """« Theirs » first, so that its rows are known apart, then « ours »."""
    theirs = a_place(world)
    with home.units.reading() as session:
        their_rows = rows_of(session)
    ours = a_place(world)
    return ours, theirs, their_rows


HOLDERS = (
    *("delegate", "observer", "chair", "secretary", "partner", "group_member", "contract_officer", "watcher"),
    *("body_officer", "citizen", "everything"),
)


def test_no_command_reaches_another_place_whoever_asks(app, home, world, two_places):
    """As each capacity of our place, with the identifiers of theirs."""
    ours, theirs, their_rows = two_places
    with home.units.reading() as session:
        before = rows_of(session)
    wrong = []
    with app.test_request_context():
        for holder in HOLDERS:
            actor = acting(world, ours.people[holder])
            for name in COMMANDS.keys() - OPEN_COMMANDS.keys():
                came = outcome(home, actor, name, data_for(name, theirs), _looking(before, their_rows))
                if came.startswith("done [") and name not in OPEN_ELSEWHERE:
                    wrong.append(f"{holder} {name}: {came}")
    assert wrong == [], "\n".join(wrong)


def _looking(before, their_rows):
    def look(work):
        told = reached(before, rows_of(work.session), their_rows)
        return str(told) if told else ""

    return look


def test_no_command_mixes_a_row_of_another_place_with_ones_own(app, home, world, two_places):
    """As who may do everything in our place, with our identifiers but one, which is theirs."""
    ours, theirs, their_rows = two_places
    with home.units.reading() as session:
        before = rows_of(session)
    actor = acting(world, ours.people["everything"])
    wrong = []
    with app.test_request_context():
        for name, command in sorted(COMMANDS.items()):
            for field in command.shape._declared_fields:
                table = table_of(name, field)
                foreign = identifier_in(theirs, name, field) if table else None
                if foreign is None or table in SHARED:
                    continue
                data = data_for(name, ours) | {field: foreign}
                came = outcome(home, actor, name, data, _looking(before, their_rows))
                if came.startswith("done [") and name not in OPEN_ELSEWHERE:
                    wrong.append(f"{name} {field}: {came}")
    assert wrong == [], "\n".join(wrong)
