"""Passkeys: both factors at once when the device recognises its person, bound to one site, one browser, one use."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.people.models import Challenge, Passkey
from app.people.passkeys import site_of
from app.people.passwords import hash_password
from tests.people.authenticator import Authenticator
from tests.people.test_pages import PASSWORD, sign_in, who
from tests.people.test_second_factor import SECOND

HASH = hash_password(PASSWORD)
ASK, ENTER = "/connexion/cle/demande", "/connexion/cle"


@pytest.fixture(autouse=True)
def named_site(home, monkeypatch):
    monkeypatch.setattr(home, "settings", replace(home.settings, public_url="https://cotap.exemple.invalid"))


@pytest.fixture
def somebody(world):
    return world.person(email="camille@exemple.invalid", password_hash=HASH)


def held(home) -> list[Passkey]:
    with home.units.reading() as session:
        return list(session.scalars(select(Passkey)))


def register(client) -> Authenticator:
    key = Authenticator()
    asked = client.post("/compte/cles/demande").get_json()
    done = client.post("/compte/cles", data={"credential": key.register(asked)})
    assert done.status_code in (200, 303)
    return key


@pytest.fixture
def key(app, somebody):
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    sign_in(browser)
    return register(browser)


@pytest.mark.parametrize(
    ("public_url", "asked", "trial", "name"),
    [
        ("https://cotap.exemple.invalid", "cotap.exemple.invalid", False, "cotap.exemple.invalid"),
        ("https://cotap.exemple.invalid", "autre.invalid", False, "cotap.exemple.invalid"),
        ("http://localhost:8000", "localhost:8000", False, "localhost"),
        ("http://127.0.0.1:8000", "localhost:8000", True, "localhost"),
        ("http://127.0.0.1:8000", "localhost:8000", False, None),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True, None),
        ("http://[::1]:8000", "[::1]:8000", True, None),
    ],
)
def test_a_passkey_wants_a_name_not_a_number(public_url, asked, trial, name):
    site = site_of(public_url, asked, trial=trial)
    assert (site.name if site else None) == name


def test_a_passkey_is_registered_with_recovery_codes_and_told_by_mail(client, world, somebody):
    sign_in(client)
    asked = client.post("/compte/cles/demande").get_json()
    assert asked["rp"]["id"] == "cotap.exemple.invalid"
    shown = client.post("/compte/cles", data={"credential": Authenticator().register(asked)}).text
    assert "Gardez vos codes de secours" in shown
    kinds = world.kinds(f"account:{somebody.id}")
    assert kinds == ["account.signed_in", "account.factor_added", "account.recovery_codes_made"]
    assert "Retirer cette clé" in client.get("/compte/protection").text


def test_a_passkey_opens_the_account_alone_and_counts_for_both_factors(client, key, world, somebody):
    answer = key.prove(client.post(ASK).get_json())
    entered = client.post(ENTER, data={"credential": answer, "suite": "/seances/3/salle"})
    assert entered.headers["Location"] == "/seances/3/salle"
    assert who(client) == 200
    assert world.entries(f"account:{somebody.id}")[-1].payload["second_factor"] is True


def test_a_passkey_leads_to_no_other_site(client, key):
    answer = key.prove(client.post(ASK).get_json())
    assert client.post(ENTER, data={"credential": answer, "suite": "//ailleurs.example"}).headers["Location"] == "/"


def test_an_answer_serves_once_and_in_the_browser_that_asked(app, client, key):
    asked = client.post(ASK).get_json()
    answer = key.prove(asked)
    thief = app.test_client()
    thief.post(ASK)
    assert thief.post(ENTER, data={"credential": answer}).status_code == 422
    before = client.get_cookie("cotap").value
    assert client.post(ENTER, data={"credential": answer}).status_code == 303
    client.post("/deconnexion")
    client.set_cookie("cotap", before)
    assert client.post(ENTER, data={"credential": answer}).status_code == 422


def test_an_answer_too_late_or_made_for_something_else_is_refused(client, clock, key):
    answer = key.prove(client.post(ASK).get_json())
    clock.advance(minutes=15)
    assert client.post(ENTER, data={"credential": answer}).status_code == 422
    sign_in(client)
    asked = client.post("/connexion/second-facteur/cle/demande").get_json()
    assert client.post(ENTER, data={"credential": key.prove(asked)}).status_code == 422


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://cotap.exemple.invalid.hameconnage.example"},
        {"site": "hameconnage.example"},
        {"key": Authenticator().key},
        {"id": b"another credential"},
    ],
    ids=["another origin", "another site", "another key", "an unknown credential"],
)
def test_a_lie_opens_nothing_and_is_on_record(client, key, lie, world):
    for name, value in lie.items():
        setattr(key, name, value)
    refused = client.post(ENTER, data={"credential": key.prove(client.post(ASK).get_json())})
    assert (refused.status_code, "n’a pas été reconnue" in refused.text) == (422, True)
    assert who(client) == 303
    assert world.kinds("people:1")[-1] == "account.sign_in_failed"


def test_without_recognising_its_person_a_passkey_is_no_way_in_alone(client, key):
    answer = key.prove(client.post(ASK).get_json(), verified=False)
    assert client.post(ENTER, data={"credential": answer}).status_code == 422


def test_a_copied_passkey_is_seen_by_its_count(app, client, key):
    assert client.post(ENTER, data={"credential": key.prove(client.post(ASK).get_json(), count=7)}).status_code == 303
    copy = app.test_client()
    assert copy.post(ENTER, data={"credential": key.prove(copy.post(ASK).get_json(), count=7)}).status_code == 422


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"response": {"clientDataJSON": "e30"}}', "\x00", "é" * 9])
def test_an_unreadable_answer_is_refused(client, key, answer):
    client.post(ASK)
    assert client.post(ENTER, data={"credential": answer}).status_code == 422


def test_a_passkey_is_the_second_factor_after_a_password(client, key, world, somebody):
    assert sign_in(client, suite="/conferences").headers["Location"] == SECOND
    asked = client.post("/connexion/second-facteur/cle/demande").get_json()
    assert len(asked["allowCredentials"]) == 1
    # The password was the first factor: the device need not recognise its person again.
    answer = key.prove(asked, verified=False)
    entered = client.post("/connexion/second-facteur/cle", data={"credential": answer})
    assert entered.headers["Location"] == "/conferences"
    kinds = world.kinds(f"account:{somebody.id}")
    assert kinds[-2:] == ["account.second_factor_used", "account.signed_in"]


def test_the_passkey_of_another_is_not_ones_second_factor(app, client, key, world):
    other = world.person(email="autre@exemple.invalid", password_hash=HASH)
    browser = app.test_client()
    sign_in(browser, email=other.email)
    register(browser)
    sign_in(client, email=other.email)
    asked = client.post("/connexion/second-facteur/cle/demande").get_json()
    assert client.post("/connexion/second-facteur/cle", data={"credential": key.prove(asked)}).status_code == 422
    assert world.kinds(f"account:{other.id}")[-1] == "account.sign_in_failed"


def test_asking_tells_nothing_of_anybody(client, key):
    """Enumeration: without a first proof, no credential of anybody is named."""
    assert not client.post(ASK).get_json().get("allowCredentials")
    assert client.post("/connexion/second-facteur/cle/demande").status_code in (303, 401)


def test_a_passkey_is_added_just_after_showing_who_one_is(client, clock, home, somebody):
    sign_in(client)
    asked = client.post("/compte/cles/demande").get_json()
    clock.advance(minutes=31)
    assert client.post("/compte/cles/demande", headers={"Accept": "application/json"}).status_code == 403
    assert client.post("/compte/cles", data={"credential": Authenticator().register(asked)}).status_code == 403
    with home.units.reading() as session:
        assert session.scalar(select(func.count()).select_from(Passkey)) == 0


def test_the_challenge_of_one_person_registers_no_passkey_for_another(app, as_, client, home, somebody, world):
    sign_in(client)
    asked = client.post("/compte/cles/demande").get_json()
    other = as_(world.person())
    other.post("/compte/cles/demande")
    assert other.post("/compte/cles", data={"credential": Authenticator().register(asked)}).status_code == 422


def test_only_ones_own_passkey_is_taken_off_and_the_last_takes_the_codes_with_it(
    as_, client, home, key, world, somebody
):
    with home.units.reading() as session:
        (passkey,) = session.query(Passkey).all()
    taken = "/api/v1/commands/account.remove_passkey"
    assert as_(world.person()).post(taken, json={"data": {"passkey_id": passkey.id}}).status_code == 404
    client.post(ENTER, data={"credential": key.prove(client.post(ASK).get_json())})
    assert client.post(taken, json={"data": {"passkey_id": passkey.id}}).status_code == 200
    client.post("/deconnexion")
    assert sign_in(client).headers["Location"] == "/"


def test_a_person_names_their_keys_and_nobody_elses(app, client, key, home, world, somebody):
    sign_in(client)
    client.post(ENTER, data={"credential": key.prove(client.post(ASK).get_json())})
    [mine] = held(home)
    named = {"data": {"passkey_id": mine.id, "name": "  Téléphone de la mairie "}}
    assert client.post("/api/v1/commands/account.name_passkey", json=named).status_code == 200
    assert "Téléphone de la mairie" in client.get("/compte/protection").text
    assert world.kinds(f"account:{somebody.id}")[-1] == "account.factor_named"
    assert "mairie" not in str(world.entries(f"account:{somebody.id}")[-1].payload)
    for wrong in ("", "\u202e", "x" * 61):
        refused = client.post(
            "/api/v1/commands/account.name_passkey", json={"data": {"passkey_id": mine.id, "name": wrong}}
        )
        assert refused.status_code == 422
    other = app.test_client()
    world.person(email="autre@exemple.invalid", password_hash=HASH)
    sign_in(other, email="autre@exemple.invalid")
    assert other.post("/api/v1/commands/account.name_passkey", json=named).status_code == 404
    assert held(home)[0].name == "Téléphone de la mairie"


def test_challenges_are_kept_as_digests_and_used_up(client, home, key):
    asked = client.post(ASK).get_json()
    with home.engine.connect() as connection:
        assert asked["challenge"] not in str(connection.exec_driver_sql("SELECT * FROM challenges").all())
    client.post(ENTER, data={"credential": key.prove(asked)})
    with home.units.reading() as session:
        assert session.scalar(select(func.count()).select_from(Challenge)) == 0


def test_without_a_name_the_pages_offer_no_passkey_and_say_why(client, home, monkeypatch, somebody):
    monkeypatch.setattr(home, "settings", replace(home.settings, public_url="http://127.0.0.1:8000", trial=False))
    sign_in(client)
    page = client.get("/compte/protection").text
    assert "à cette adresse faite de chiffres, elles n’existent pas" in page
    assert client.post(ASK).status_code == 404


def test_a_trial_at_a_number_says_where_it_has_a_name(client, home, monkeypatch, somebody):
    monkeypatch.setattr(home, "settings", replace(home.settings, public_url="http://127.0.0.1:8000", trial=True))
    there = {"base_url": "http://127.0.0.1:8000"}
    client.post("/connexion", data={"email": somebody.email, "password": PASSWORD}, **there)
    assert "http://localhost:8000/connexion?suite=/compte/protection" in client.get("/compte/protection", **there).text
