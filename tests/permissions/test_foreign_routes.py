"""Identifiers of another place open nothing: no page tells a visitor or a stranger what is kept there."""

import re

import pytest

from app.permissions.matrix import YES, route_rows

from .addresses import address_of
from .ground import a_place
from .reach import APART, Rows, rows_of

OPEN_TO_ALL = {
    # The composition, the finalités and the presidency of a conference are public acts; so is a registered question.
    *("composition_acts", "finalites", "presidency_terms", "thematic_groups", "group_members", "bodies", "seats"),
    *("contract_officers", "institutions", "conferences", "interpellations", "interpellation_answers", "judgements"),
    *(
        "answer_commitments",
        "answer_commitment_updates",
        "threshold_crossings",
        "clarifications",
        "service_contacts",
        "deadlines",
    ),
    *("support_invalidations", "deadline_suspensions", "hearings", "schemes", "programmes", "programme_figures"),
    *("territory_figures", "persons", "mandates", "messages", "state_referrals"),
    *("interpellation_attachments", "interpellation_redactions", "body_offices"),
}
NAMED = {("/interpellations/", "contracts.title")}
"""A question is put about a public contract only, which its page names; the one of the place is not public."""
SILENT = {"/interpellations/semblables"}
"""Answers nothing until a contract is named in the question."""
HOLDERS = ("visitor", "citizen", "everything")


def secrets_of(rows: Rows) -> dict[str, str]:
    """Return the texts that only the people of a place may read, with where each is kept."""
    found = {}
    for table, kept in rows.items():
        if table in OPEN_TO_ALL | APART:
            continue
        for row in kept.values():
            for column, value in row.items():
                if isinstance(value, str) and re.fullmatch(r"[a-z_]+-\d+", value) and column not in ("slug", "code"):
                    found[value] = f"{table}.{column}"
    return found


@pytest.fixture
def two_places(world, home):
    theirs = a_place(world)
    with home.units.reading() as session:
        their_rows = rows_of(session)
    return a_place(world), theirs, their_rows


def routes(app, verb):
    for rule in app.url_map.iter_rules():
        if verb in (rule.methods or ()) and rule.endpoint != "static" and "<path:" not in rule.rule:
            yield rule


def walk(app, client, place, secrets):
    """Ask for every page with the place's identifiers; yield each answer with what it should not have told."""
    for rule in routes(app, "GET"):
        address = address_of(app, rule, place)
        answer = client.get(address)
        said = re.findall(r"[a-z_]+-\d+", answer.get_data().decode(errors="replace"))
        told = {word for word in said if word in secrets and not _named(address, secrets[word])}
        yield rule, address, answer, sorted(f"{word} ({secrets[word]})" for word in told)


def _named(address, kept):
    return any(address.startswith(beginning) and kept == what for beginning, what in NAMED)


@pytest.mark.parametrize("holder", HOLDERS)
def test_no_page_tells_a_stranger_what_another_place_keeps(app, client, as_, two_places, holder):
    ours, theirs, their_rows = two_places
    secrets = secrets_of(their_rows)
    assert len(secrets) > 60
    asking = client if holder == "visitor" else as_(ours.people[holder])
    wrong = []
    for _rule, address, answer, told in walk(app, asking, theirs, secrets):
        sealed = answer.status_code == 200 and answer.mimetype == "application/pdf"
        if told or sealed or answer.status_code >= 500:
            wrong.append(f"{answer.status_code} {address} tells {told}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_route_whose_policies_refuse_a_stranger_answers_nothing_else(app, client, as_, two_places, holder):
    """The matrix says « never » for who holds every capacity elsewhere: the page must not open."""
    ours, theirs, _rows = two_places
    closed = {
        row.name.partition(" ")[2]: row
        for row in route_rows(app)
        if row.cell({"everything": "elsewhere"}.get(holder, holder)) != YES and row.name.startswith("GET")
    }
    asking = client if holder == "visitor" else as_(ours.people[holder])
    wrong = []
    for rule in routes(app, "GET"):
        if rule.rule not in closed or rule.rule in SILENT:
            continue
        status = asking.get(address_of(app, rule, theirs)).status_code
        if status not in (401, 403, 404) and not (holder == "visitor" and status == 303):
            wrong.append(f"{status} {rule.rule} ({closed[rule.rule].cells})")
    assert wrong == [], "\n".join(wrong)


def test_each_page_opens_to_who_holds_everything_there(app, as_, two_places):
    """The walk would prove nothing if its addresses led nowhere even for the people of the place."""
    _ours, theirs, their_rows = two_places
    asking = as_(theirs.people["everything"])
    secrets, told_to_them, opened = secrets_of(their_rows), set(), []
    for _rule, address, answer, told in walk(app, asking, theirs, secrets):
        told_to_them |= {word.partition(" ")[0] for word in told}
        if answer.status_code == 200:
            opened.append(address)
    assert len(opened) > 90, opened
    assert len(told_to_them) > 30, told_to_them
