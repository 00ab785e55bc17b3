import re

import pytest

from app.foundation.actors import SYSTEM
from app.people.models import CodesApplication, Person
from app.people.operations import close_account, invite
from app.people.passwords import DEMO_PASSWORD, hash_password

PASSWORD = "une petite phrase"
HASH = hash_password(PASSWORD)


@pytest.fixture
def somebody(world):
    return world.person(email="camille@exemple.invalid", password_hash=HASH)


def sign_in(client, email="camille@exemple.invalid", password=PASSWORD, **more):
    return client.post("/connexion", data={"email": email, "password": password, **more})


def who(client):
    return client.get("/compte").status_code


def test_a_person_signs_in_and_out(client, somebody):
    assert who(client) == 303
    assert sign_in(client, email=" Camille@EXEMPLE.invalid").headers["Location"] == "/"
    assert who(client) == 200
    client.post("/deconnexion")
    assert who(client) == 303


def test_a_wrong_password_keeps_the_address_and_says_neither_which_is_wrong(client, somebody):
    wrong, unknown = sign_in(client, password="une autre phrase"), sign_in(client, email="personne@exemple.invalid")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert 'value="camille@exemple.invalid"' in wrong.text
    said = [re.search(r'class="error-summary".*?</div>', page.text, re.S)[0] for page in (wrong, unknown)]
    assert said[0] == said[1]
    assert 'role="alert"' in wrong.text
    assert wrong.text.count("autofocus") == 1
    assert who(client) == 303


@pytest.mark.parametrize("email", ["", "\x00", "a" * 5000, "' OR 1=1 --"])
def test_unreadable_addresses_are_refused_like_unknown_ones(client, email):
    assert sign_in(client, email=email).status_code == 422


def test_one_comes_back_where_one_was_going(client, somebody):
    asked = client.get("/compte?x=1")
    assert asked.headers["Location"].endswith("/connexion?suite=/compte?x%3D1")
    assert "La page que vous demandez s’ouvrira aussitôt après." in client.get(asked.headers["Location"]).text
    assert "La page que vous demandez" not in client.get("/connexion").text
    assert sign_in(client, suite="/seances/3/salle").headers["Location"] == "/seances/3/salle"


@pytest.mark.parametrize("elsewhere", ["https://ailleurs.example", "//ailleurs.example", "/\\ailleurs.example", "x"])
def test_signing_in_never_leads_to_another_site(client, somebody, elsewhere):
    assert sign_in(client, suite=elsewhere).headers["Location"] == "/"


def test_signing_in_leaves_nothing_of_the_session_before(client, somebody):
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    sign_in(client)
    with client.session_transaction() as session:
        assert "planted" not in session


def test_signing_out_everywhere_ends_every_session(app, client, somebody):
    elsewhere = app.test_client()
    for browser in (client, elsewhere):
        sign_in(browser)
    client.post("/compte/deconnexion-partout")
    assert (who(client), who(elsewhere)) == (303, 303)
    sign_in(elsewhere)
    assert who(elsewhere) == 200


def test_a_closed_account_no_longer_opens_nor_stays_open(client, world, somebody):
    sign_in(client)
    world.update(somebody, disabled_at=world.clock())
    assert who(client) == 303
    assert sign_in(client).status_code == 422


def test_demo_accounts_open_in_a_trial_only(client, world, home, monkeypatch):
    world.person(email="demo@essai.invalid", demo=True, password_hash=hash_password(DEMO_PASSWORD))
    page = client.get("/connexion").text
    assert DEMO_PASSWORD in page
    assert "demo@essai.invalid" in page
    from dataclasses import replace

    monkeypatch.setattr(home, "settings", replace(home.settings, trial=False))
    page = client.get("/connexion").text
    assert DEMO_PASSWORD not in page
    assert "demo@essai.invalid" not in page
    assert sign_in(client, email="demo@essai.invalid", password=DEMO_PASSWORD).status_code == 422


@pytest.fixture
def invited(home, world):
    person = world.person(email="alix@exemple.invalid", given_name="Alix", family_name="Spécimen")
    with home.units.begin(SYSTEM) as work:
        token = invite(work, work.session.get_one(Person, person.id))
    return f"/invitation/{token}"


def test_an_invitation_lets_a_person_choose_a_password_once(app, client, world, invited):
    assert "Alix Spécimen" in client.get(invited).text
    assert client.post(invited, data={"password": PASSWORD}).headers["Location"] == "/"
    assert who(client) == 200
    again = app.test_client().post(invited, data={"password": "encore une phrase"})
    assert again.status_code == 404
    assert "a déjà servi" in again.text
    assert sign_in(app.test_client(), email="alix@exemple.invalid").status_code == 303
    assert world.kinds("people:1") == ["person.invited", "invitation.accepted"]


def test_an_invitation_opens_once_without_a_password_and_later_links_or_keys_do(app, client, world, invited):
    entered = client.post(invited, data={"act": "enter"})
    assert entered.headers["Location"] == "/"
    assert "Pour revenir" in client.get("/").text
    assert app.test_client().post(invited, data={"act": "enter"}).status_code == 404
    assert sign_in(app.test_client(), email="alix@exemple.invalid", password="").status_code == 422
    assert "Choisir" in client.get("/compte").text


def test_a_link_followed_again_leads_in_or_to_a_new_link(app, client, world, invited):
    client.post(invited, data={"act": "enter"})
    again = client.get(invited)
    assert again.status_code == 404
    assert "Votre compte est déjà ouvert sur cet appareil" in again.text
    elsewhere = app.test_client().get(invited)
    assert elsewhere.status_code == 404
    assert 'action="/connexion/lien"' in elsewhere.text
    assert "alix@exemple.invalid" not in elsewhere.text
    assert app.test_client().get("/lien/invente").text.count('action="/connexion/lien"') == 1


def test_an_invitation_that_keeps_the_password_still_asks_the_second_factor(app, client, home, world, somebody):
    with home.units.begin(SYSTEM) as work:
        token = invite(work, work.session.get_one(Person, somebody.id))
        work.add(
            CodesApplication(
                person_id=somebody.id,
                sealed_secret=home.sealer.seal("JBSWY3DPEHPK3PXP"),
                created_at=work.now(),
                confirmed_at=work.now(),
            )
        )
    assert client.post(f"/invitation/{token}", data={"act": "enter"}).headers["Location"] == "/connexion/second-facteur"
    assert who(client) == 303


def test_whoever_was_going_nowhere_comes_into_the_sitting_that_waits_for_them(client, world):
    conference = world.conference()
    delegate = world.delegate(conference)
    world.update(delegate, email="elue@exemple.invalid", password_hash=hash_password(PASSWORD))
    sitting = world.open_sitting(conference)
    asked = {"email": "elue@exemple.invalid", "password": PASSWORD}
    assert client.post("/connexion", data=asked | {"suite": "/"}).headers["Location"] == f"/seances/{sitting.id}/salle"
    client.post("/deconnexion")
    assert client.post("/connexion", data=asked | {"suite": "/contrats"}).headers["Location"] == "/contrats"
    client.post("/deconnexion")
    world.open_sitting(conference)
    assert client.post("/connexion", data=asked | {"suite": "/"}).headers["Location"] == "/"


def test_a_sitting_where_one_has_no_place_draws_nobody(client, world, somebody):
    world.open_sitting(world.conference())
    assert sign_in(client).headers["Location"] == "/"


def test_opening_an_invitation_does_nothing_by_itself(client, world, invited):
    for _ in range(3):
        assert client.get(invited).status_code == 200
    assert "invitation.accepted" not in world.kinds("people:1")


@pytest.mark.parametrize("password", ["court", "aaaaaaaaaaaa", "alix@exemple.invalid", "", "x" * 201])
def test_a_password_that_can_be_guessed_is_refused_and_the_link_still_works(client, invited, password):
    refused = client.post(invited, data={"password": password})
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.text
    assert client.post(invited, data={"password": PASSWORD}).status_code == 303


def test_an_invitation_of_a_closed_account_opens_nothing(client, home, world, somebody):
    """Nor does it leave there a password for the day when the account is opened again."""
    with home.units.begin(SYSTEM) as work:
        person = work.session.get_one(Person, somebody.id)
        token = invite(work, person)
        close_account(work, person)
    assert client.get(f"/invitation/{token}").status_code == 404
    assert client.post(f"/invitation/{token}", data={"password": "une nouvelle phrase"}).status_code == 404
    with home.units.reading() as session:
        assert session.get_one(Person, somebody.id).password_hash == HASH


def test_a_password_replaced_by_an_invitation_is_told_to_its_person(client, home, somebody):
    with home.units.begin(SYSTEM) as work:
        token = invite(work, work.session.get_one(Person, somebody.id))
    client.post(f"/invitation/{token}", data={"password": "une nouvelle phrase"})
    with home.engine.connect() as connection:
        told = connection.exec_driver_sql("SELECT recipient, subject FROM messages").all()
    assert told == [(somebody.email, "Votre mot de passe a changé")]


def test_an_invitation_expires_after_seven_days(client, clock, invited):
    clock.advance(days=7, seconds=1)
    assert client.get(invited).status_code == 404


def test_a_new_password_ends_the_sessions_that_knew_the_old_one(app, client, home, somebody):
    thief = app.test_client()
    sign_in(thief)
    with home.units.begin(SYSTEM) as work:
        token = invite(work, work.session.get_one(Person, somebody.id))
    client.post(f"/invitation/{token}", data={"password": "une nouvelle phrase"})
    assert (who(client), who(thief)) == (200, 303)


def test_a_password_chosen_on_one_link_stops_the_other_links(client, home, somebody):
    with home.units.begin(SYSTEM) as work:
        person = work.session.get_one(Person, somebody.id)
        first, second = invite(work, person), invite(work, person)
    assert client.post(f"/invitation/{first}", data={"password": "une nouvelle phrase"}).status_code == 303
    assert client.get(f"/invitation/{second}").status_code == 404
