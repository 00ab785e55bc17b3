"""What a hostile client sends: never a failure of ours, never a page for another, never another site in our words."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.people.models import Person
from tests.permissions.addresses import address_of
from tests.permissions.ground import Place, a_place

ROOT = Path(__file__).resolve().parents[2] / "app"
ASKED = re.compile(r"""(?:args|given|asked|query)(?:\.get|\.getlist)?[\[(]\s*["']([a-z_]+)["']""")
HOSTILE = (
    "9" * 30,
    "-1",
    "\x00",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\u202e\u0130\ufdfa" * 40,
    "1e400",
    "2026-02-30",
    "../../etc/passwd",
    "é" * 3000,
)


def asked_names() -> set[str]:
    """Every name that the code reads in an address."""
    return {name for file in ROOT.rglob("*.py") for name in ASKED.findall(file.read_text())}


def every_page(app: Flask, place: Place) -> Iterator[str]:
    """The address of each page of a place."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and "<path:" not in rule.rule and rule.endpoint != "static":
            yield address_of(app, rule, place)


def test_every_page_takes_whatever_its_address_says(app, world, as_):
    place = a_place(world)
    reader = as_(place.people["everything"])
    names = sorted(asked_names())
    assert len(names) > 30
    failed = []
    for number, path in enumerate(every_page(app, place)):
        # Each name takes in turn each of the values, from one page to the next.
        asked = {name: HOSTILE[(number + turn) % len(HOSTILE)] for turn, name in enumerate(names)}
        answer = reader.get(path, query_string=asked)
        answer.close()
        if answer.status_code >= 500:
            failed.append(f"{path}: {answer.status_code} {asked}")
    assert failed == []


@pytest.mark.parametrize("sign", ["\\ud800", "\\udfff", "\\u0000"])
def test_half_a_sign_in_json_is_a_fault_of_the_field(as_, world, sign):
    """PostgreSQL keeps neither: without this each text field of each command was a failure."""
    chair = as_(world.chair(world.conference()))
    body = '{"data": {"given_name": "aSIGN", "list": [{"x": "bSIGN"}]}}'.replace("SIGN", sign)
    answer = chair.post("/api/v1/commands/account.rename", data=body, content_type="application/json")
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.get_json()["errors"]] == ["#/given_name", "#/list/0/x"]


@pytest.mark.parametrize("depth", [400, 990, 100_000])
def test_json_without_bottom_is_refused(client, depth):
    body = '{"data": ' + "[" * depth + "]" * depth + "}"
    answer = client.post("/api/v1/commands/floor.ask", data=body, content_type="application/json")
    assert answer.status_code in (400, 422)


@pytest.mark.parametrize(
    "where", ["/\t\\autre.invalid", "/\t/autre.invalid", "/\x0b\\autre.invalid", "//autre.invalid"]
)
def test_no_link_of_a_page_leads_to_another_site(as_, world, where):
    """A browser drops the tab of an address, and reads two bars, straight or not, as the name of a site."""
    page = as_(world.person()).get("/compte/protection", query_string={"suite": where}).get_data(as_text=True)
    assert "autre.invalid" not in page


@pytest.mark.parametrize("where", ["http://[", "//[x", "//[::1"])
def test_an_address_that_cannot_be_read_leads_home(client, where):
    assert client.get("/connexion", query_string={"suite": where}).status_code == 200
    assert client.post("/connexion", data={"suite": where, "email": "x@exemple.invalid"}).status_code == 422
    assert client.post("/actes/contact.write", data={"page": where}).status_code == 422


def test_an_origin_that_cannot_be_read_is_another_site(client):
    answer = client.post("/api/v1/commands/contact.write", json={}, headers={"Origin": "http://["})
    assert answer.status_code == 403


LONG = "9" * 5_000
"""More digits than Python makes a number of."""


def test_no_field_has_thousands_of_digits_or_of_parts(as_, world):
    conference = world.conference()
    secretary = as_(world.secretary(conference))
    at = {"page": f"/conferences/{conference.slug}/administration/composition", "conference_id": conference.id}
    for command, name in (
        ("composition.record_act", f"seats.{LONG}.institution"),
        ("conference.change_settings", "reglement.max_seats"),
        ("composition.record_act", "seats" + ".0" * 5_000),
    ):
        assert 400 <= secretary.post(f"/actes/{command}", data=at | {name: LONG}).status_code < 500, command


DEEP = "[" * 15_000


def test_json_without_bottom_is_refused_wherever_it_is_read(client, as_, world):
    """Not only in the body of a command: a report, a passkey's answer, the effect of a text."""
    report = client.post("/rapports-de-securite", data=DEEP, content_type="application/csp-report")
    inner = base64.urlsafe_b64encode(DEEP[:14_000].encode()).decode()
    passkeys = [DEEP, json.dumps({"response": {"clientDataJSON": inner}})]
    answers = [client.post("/connexion/cle", data={"credential": answer}) for answer in passkeys]
    text = {"item_id": 1, "title": "Un texte", "text": "Un texte", "effect": DEEP}
    tabled = as_(world.person()).post("/api/v1/commands/motion.table", json={"data": text})
    assert [answer.status_code for answer in (report, *answers, tabled)] == [422, 422, 422, 422]


@pytest.mark.parametrize("page", ["/é€", "/contrats?q=€", "/%C3%A9", "/\x7f", "/%00", "//autre.invalid/", "/a%"])
def test_a_refused_form_comes_back_whatever_page_it_says_it_came_from(as_, world, page):
    person = as_(world.person())
    answer = person.post("/actes/floor.ask", data={"page": page, "kind": "?"})
    assert 400 <= answer.status_code < 500


def test_a_refusal_on_a_page_with_accents_in_its_address_shows_that_page(as_, world):
    answer = as_(world.person()).post("/actes/floor.ask", data={"page": "/recherche?q=€uro", "kind": "?"})
    assert "€uro" in answer.get_data(as_text=True)


def test_no_cache_on_the_way_keeps_what_is_shown_to_somebody(app, as_, client, world):
    """Public pages greet whoever is signed in: a shared cache that kept one would show it to the next.

    One that asks again before it serves still holds what was made for somebody: `private` alone keeps it out.
    """
    place = a_place(world)
    reader = as_(place.people["everything"])
    kept = []
    for path in every_page(app, place):
        answer = reader.get(path)
        said = answer.headers.get("Cache-Control", "")
        if answer.status_code == 200 and not re.search("private|no-store", said):
            other = client.get(path)
            if answer.get_data() != other.get_data():
                kept.append(f"{path}: {said!r}")
    assert kept == []


def test_no_browser_keeps_what_a_visitor_would_be_refused(app, as_, client, world):
    """14.3.2: whoever takes the computer next finds nothing of it, not even with the way back."""
    place = a_place(world)
    reader = as_(place.people["everything"])
    reserved, kept = 0, []
    for path in every_page(app, place):
        answer = reader.get(path)
        answer.close()
        if answer.status_code == 200 and client.get(path).status_code != 200:
            reserved += 1
            if answer.headers.get("Cache-Control") != "no-store":
                kept.append(path)
    assert kept == []
    assert reserved > 50


@pytest.mark.parametrize("host", ["autre.invalid", "autre.invalid:80", "localhost@autre.invalid"])
def test_the_host_that_is_asked_for_is_in_no_message_and_no_redirection(client, home, world, host):
    person = world.person()
    answer = client.post("/connexion/lien", data={"email": person.email}, headers={"Host": host})
    assert answer.status_code in (303, 400)
    assert "autre" not in answer.headers.get("Location", "")
    with home.engine.connect() as connection:
        said = str(connection.exec_driver_sql("SELECT * FROM messages").all())
    assert "autre" not in said


@pytest.mark.parametrize("email", ["KATRİN@exemple.invalid", "\u212aatrin@exemple.invalid", "katrin@x.invalid\u200b"])
def test_an_address_that_looks_like_another_is_not_the_other(client, home, world, email):
    """Kelvin's sign lowers to a k, the dotted capital i to two signs: no link may go from one to the other."""
    world.person(email="katrin@x.invalid")
    client.post("/connexion/lien", data={"email": email})
    with home.units.reading() as session:
        assert session.query(Person).count() == 1
    with home.engine.connect() as connection:
        to = connection.exec_driver_sql("SELECT recipient FROM messages").scalars().all()
    assert all(address != email for address in to) or "katrin@x.invalid" not in to
