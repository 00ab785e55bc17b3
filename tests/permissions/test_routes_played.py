"""The matrix says what happens: each page asked for as each capacity, on objects that are somebody else's."""

import pytest

from app.permissions.declared import UNASKED
from app.permissions.matrix import YES, route_rows
from app.permissions.typical import ACTORS

from .addresses import address_of

OPENED, REFUSED = (200, 204, 302, 303), (401, 403, 404)
NOTHING_TO_SHOW = {
    # The address leads to nothing in the place of these tests: everybody is answered the same, that it is not there.
    "/fichiers/<path:name>": "no file of that name",
    "/problems/<slug>": "no problem of that name",
    "/dispositifs/<code>": "the place has no scheme",
    "/interpellations/nouvelle": "no contract is named in the question",
    "/contrats/<slug>/texte/<int:number>.json": "the contract is not signed",
    "/connexion/identite": "no identity waits in this browser",
    "/suivre/<kind>/<int:id>": "the sitting of the place is not public",
    "/suivre/<kind>/<int:id>.atom": "the sitting of the place is not public",
    "/seances/<int:sitting_id>/fragments/huis-clos": "the gallery of a sitting that is not public",
}
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
    """Return whether the page opens to that holder, None when the answer is the same for everybody."""
    if rule.rule in NOTHING_TO_SHOW or rule.rule in SILENT or "<token>" in rule.rule or ":provider>" in rule.rule:
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
    wrong = []
    for rule, row in read:
        answer = asking.get(address_of(app, rule, here))
        wanted = expected(rows, rule, row, holder)
        told = f"{answer.status_code} {rule.rule} ({row.cell(holder)})"
        led_away = answer.status_code == 303 and answer.headers["Location"].startswith("/connexion?")
        opened = answer.status_code in OPENED and not led_away
        if wanted is None:
            wrong += [told] if answer.status_code >= 500 else []
        elif opened is not wanted or not (opened or led_away or answer.status_code in REFUSED):
            wrong.append(told)
    assert wrong == [], "\n".join(wrong)


def test_a_page_said_to_show_nothing_here_shows_nothing_to_anybody(app, as_, here, read):
    """Otherwise the walk above would skip a page that it could play."""
    asking = as_(here.people["everything"])
    opened = [
        rule.rule
        for rule, _row in read
        if rule.rule in NOTHING_TO_SHOW and asking.get(address_of(app, rule, here)).status_code in OPENED
    ]
    assert opened == []


def test_few_pages_are_left_out_of_the_walk(read):
    known = {rule.rule for rule, _row in read}
    assert NOTHING_TO_SHOW.keys() | SILENT.keys() | OTHERWISE.keys() <= known
    assert len(NOTHING_TO_SHOW) + len(SILENT) < len(known) // 10


def test_every_route_asks_a_policy_or_says_what_stands_in_its_place(rows):
    silent = {row.name.partition(" /")[2] for row in rows.values() if not row.asks}
    assert silent == {route.removeprefix("/") for route in UNASKED}
