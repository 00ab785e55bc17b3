"""The matrix says what happens: each page asked for as each capacity, on objects that are somebody else's."""

import pytest

from app.permissions.matrix import YES, route_rows
from app.permissions.typical import ACTORS

from .addresses import address_of

OPENED, REFUSED = (200, 204, 302, 303), (401, 403, 404)
SILENT = {"/interpellations/semblables": "answers nothing until a contract is named in the question"}
OTHERWISE = {
    # Where the object of the place decides, beside who asks.
    "/api/v1/journal/<stream>": ("GET /seances/<int:sitting_id>/proces-verbal", "the stream asked is the sitting's"),
    "/seances/<int:sitting_id>/proces-verbal.pdf": ("bureau", "the minutes of the place are a draft"),
    "/seances/<int:sitting_id>/proces-verbal.json": ("bureau", "the minutes of the place are a draft"),
    "/interpellations/<number>/accuse.pdf": ("secretary", "a passage of the question of the place is hidden"),
    "/interpellations/<number>/pieces/<int:id>": ("secretary", "the document of the place is hidden"),
    "/messages/<kind>/<int:id>": ("bureau and administrator", "whoever the record of that object calls its bureau"),
}
BUREAU = {
    "secretary": ("secretary",),
    "bureau": ("chair", "secretary"),
    "bureau and administrator": ("chair", "secretary", "administrator"),
}


def expected(rows, rule, row, holder):
    """Return whether the page opens to that holder, None when the question alone decides."""
    if rule.rule in SILENT:
        return None
    decides, _why = OTHERWISE.get(rule.rule, ("", ""))
    if decides in BUREAU:
        return holder in BUREAU[decides]
    return (rows[decides] if decides else row).cell(holder) == YES


@pytest.fixture(scope="module")
def rows(app_once):
    return {row.name: row for row in route_rows(app_once)}


@pytest.fixture(scope="module")
def read(app_once, rows):
    """Return each route that is read, with its row of the matrix."""
    found = []
    for rule in app_once.url_map.iter_rules():
        verbs = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        if "GET" in verbs and rule.endpoint != "static":
            found.append((rule, rows[f"{verbs} {rule.rule}"]))
    return found


@pytest.mark.parametrize("holder", [holder for holder in ACTORS if holder != "elsewhere"])
def test_each_page_opens_as_that_capacity_where_the_matrix_says_so(app, client, as_, here, rows, read, holder):
    asking = client if holder == "visitor" else as_(here.people[holder])
    everything, wrong = as_(here.people["everything"]), []
    for rule, row in read:
        answer = asking.get(address_of(app, rule, here))
        wanted = expected(rows, rule, row, holder)
        told = f"{answer.status_code} {rule.rule} ({row.cell(holder)})"
        led_away = answer.status_code == 303 and answer.headers["Location"].startswith("/connexion?")
        opened = answer.status_code in OPENED and not led_away
        if wanted is None:
            wrong += [told] if answer.status_code >= 500 else []
        elif opened is not wanted or not (opened or led_away or answer.status_code in REFUSED):
            # A page of which the place has nothing is found by nobody, not even by who holds everything there.
            nowhere = wanted and answer.status_code in (404, 422)
            wrong += [] if nowhere and everything.get(address_of(app, rule, here)).status_code in (404, 422) else [told]
    assert wrong == [], "\n".join(wrong)
