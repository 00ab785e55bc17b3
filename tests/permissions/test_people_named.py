"""Who has an account is told to nobody who could not name them: an address that has one is refused like any other."""

import pytest

from app.foundation.commands import COMMANDS
from app.permissions.matrix import OPEN_COMMANDS
from app.permissions.typical import ACTORS

from .asking import data_for, outcome
from .ground import acting

NOBODY = {"email": "personne@exemple.invalid", "person_id": 2**31 - 1}


def naming():
    """Yield each command that names a person, and the field by which it does."""
    for name in sorted(COMMANDS.keys() - OPEN_COMMANDS.keys()):
        for field in NOBODY.keys() & COMMANDS[name].shape._declared_fields.keys():
            yield name, field


@pytest.mark.parametrize("holder", [holder for holder in ACTORS if holder != "elsewhere"])
def test_a_refusal_does_not_depend_on_whether_somebody_has_an_account(app, home, world, here, holder):
    actor = acting(world, here.people.get(holder))
    somebody = here.people["delegate" if holder == "citizen" else "citizen"]
    known = {"email": somebody.email, "person_id": somebody.id}
    told, refused = [], 0
    with app.test_request_context():
        for name, field in naming():
            data = {key: value for key, value in data_for(name, here).items() if key not in NOBODY}
            came = outcome(home, actor, name, data | {field: known[field]})
            if came.startswith("refused"):
                refused += 1
                other = outcome(home, actor, name, data | {field: NOBODY[field]})
                if other != came:
                    told.append(f"{name} {field}: {came!r} but {other!r}")
    assert told == [], "\n".join(told)
    assert refused or holder == "everything"
