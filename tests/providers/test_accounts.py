"""An identity and an account: linked by who owns both, opened by who reads the address, never taken over."""

import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import text

from app.foundation.actors import SYSTEM
from app.notices.models import Message
from app.people.models import CodesApplication, Passkey, Person
from app.people.operations import invite
from app.people.passwords import hash_password
from app.people.providers import operations
from app.people.providers.models import Passage, PersonIdentity
from tests.processes import session_of
from tests.providers.conftest import Trip, link_to

PASSWORD = "une petite phrase"
HASH = hash_password(PASSWORD)
DOOR = "/connexion/identite"


def identities(home):
    with home.units.reading() as session:
        return [(i.person_id, i.provider.value, i.subject) for i in session.query(PersonIdentity)]


def mails(home):
    with home.units.reading() as session:
        return [{"to": m.recipient, "text": m.text} for m in session.query(Message).order_by(Message.id)]


def code_in(mail):
    return re.search(r"(\d{4} \d{4})", mail["text"])[1]


def with_password(client, person):
    client.post("/connexion", data={"email": person.email, "password": PASSWORD})


@pytest.fixture
def owner(world):
    """Somebody who has an account under the very address that the provider attests."""
    return world.person(email="Camille@exemple.invalid", password_hash=HASH)


def test_an_account_with_the_same_address_is_not_taken_over(trip, owner, home):
    assert trip.sign_in().headers["Location"] == DOOR
    assert not trip.signed_in
    assert identities(home) == []
    assert trip.client.post(f"{DOOR}/relier").status_code == 401
    assert identities(home) == []


def test_who_proves_to_own_the_account_links_the_two(trip, owner, home, world, provider):
    trip.sign_in()
    with_password(trip.client, owner)
    page = trip.client.get(DOOR).text
    assert "Relier" in page
    assert trip.client.post(f"{DOOR}/relier").headers["Location"] == "/compte/identites"
    assert identities(home) == [(owner.id, provider.kind, provider.person["sub"])]
    linked = world.entries(f"account:{owner.id}")[-1]
    assert (linked.kind, linked.payload) == ("identity.linked", {"provider": provider.kind})
    trip.client.post("/deconnexion")
    trip.sign_in()
    assert trip.signed_in


def test_the_page_does_not_tell_whether_the_address_has_an_account(app, trip, provider, world):
    trip.sign_in()
    without = trip.client.get(DOOR).text
    world.person(email=provider.person["email"])
    assert re.sub(r'value="[^"]*"', "", trip.client.get(DOOR).text) == re.sub(r'value="[^"]*"', "", without)


def test_an_account_is_opened_with_the_code_sent_to_the_address(trip, provider, home, world):
    trip.sign_in(suite="/conferences")
    assert trip.client.post(f"{DOOR}/code").status_code == 303
    assert [m["to"] for m in mails(home)] == ["camille@exemple.invalid"]
    done = trip.client.post(f"{DOOR}/ouvrir", data={"code": code_in(mails(home)[0])})
    assert done.headers["Location"] == "/"
    assert "Camille Factice" in trip.client.get("/compte").text
    assert "Aucun mandat" in trip.client.get("/compte").text
    [(person_id, *_)] = identities(home)
    assert world.kinds(f"account:{person_id}") == ["account.opened_by_provider", "account.signed_in"]
    for entry in world.entries(f"account:{person_id}"):
        assert "camille" not in str(entry.payload).lower()


@pytest.mark.parametrize("code", ["", "0", "00000000x", "é" * 8, "\x00"])
def test_a_wrong_code_opens_nothing_and_five_end_it(trip, home, code):
    trip.sign_in()
    trip.client.post(f"{DOOR}/code")
    good = code_in(mails(home)[0])
    for _ in range(5):
        assert trip.client.post(f"{DOOR}/ouvrir", data={"code": code}).status_code == 303
    assert trip.client.post(f"{DOOR}/ouvrir", data={"code": good}).status_code == 422
    assert not trip.signed_in
    trip.client.post(f"{DOOR}/code")
    trip.client.post(f"{DOOR}/ouvrir", data={"code": code_in(mails(home)[1])})
    assert trip.signed_in


def test_a_code_is_worth_nothing_after_ten_minutes(trip, home, clock):
    """6.5.5: what waited for it is forgotten with it."""
    trip.sign_in()
    trip.client.post(f"{DOOR}/code")
    clock.advance(minutes=10, seconds=1)
    assert trip.client.post(f"{DOOR}/ouvrir", data={"code": code_in(mails(home)[0])}).status_code == 422
    assert identities(home) == []


def test_a_code_read_by_another_opens_nothing_in_their_browser(app, trip, provider, home):
    """Somebody whose address a stranger put in their profile does not open the stranger's account by their code."""
    trip.sign_in()
    trip.client.post(f"{DOOR}/code")
    other = app.test_client()
    assert other.post(f"{DOOR}/ouvrir", data={"code": code_in(mails(home)[0])}).status_code == 422
    assert identities(home) == []


def test_a_known_address_gets_a_message_that_says_so_and_no_second_account(trip, owner, home):
    trip.sign_in()
    assert trip.client.post(f"{DOOR}/code").status_code == 303
    said = mails(home)[0]["text"]
    assert "déjà un compte" in said
    assert not re.search(r"\d{4} \d{4}", said)
    trip.client.post(f"{DOOR}/ouvrir", data={"code": "12345678"})
    assert not trip.signed_in
    with home.units.reading() as session:
        assert session.query(Person).count() == 1


def test_an_account_opened_meanwhile_under_the_address_stops_the_second(trip, home, world, provider):
    trip.sign_in()
    trip.client.post(f"{DOOR}/code")
    world.person(email=provider.person["email"])
    trip.client.post(f"{DOOR}/ouvrir", data={"code": code_in(mails(home)[0])})
    assert not trip.signed_in
    assert identities(home) == []


@pytest.mark.parametrize("email", [None, "", "pas une adresse", "a@b@c.invalid", "x" * 300 + "@exemple.invalid", 12])
def test_without_an_address_no_account_is_offered(trip, provider, home, email):
    provider.person["email"] = email
    trip.sign_in()
    page = trip.client.get(DOOR)
    assert "Recevoir un code" not in page.text
    assert trip.client.post(f"{DOOR}/code").status_code == 422
    assert mails(home) == []


def test_what_waits_is_forgotten_on_request_and_after_half_an_hour(app, trip, provider, home, clock):
    trip.sign_in()
    assert trip.client.post(f"{DOOR}/abandonner").status_code == 303
    assert trip.client.get(DOOR).status_code == 422
    trip.sign_in()
    clock.advance(minutes=31)
    assert trip.client.get(DOOR).status_code == 422
    from app.jobs import tidy

    tidy(home.units)
    with home.units.reading() as session:
        assert session.query(Passage).count() == 0


def test_what_waits_in_one_browser_is_not_seen_in_another(app, trip):
    trip.sign_in()
    assert app.test_client().get(DOOR).status_code == 422


def link_from_account(client, provider):
    page = client.post(f"/compte/identites/{provider.kind}")
    way = page.text.split("url=")[1].split('"')[0].replace("&amp;", "&")
    return Trip(client, provider).answer(way)


def test_one_links_and_unlinks_from_the_account(as_, world, provider, home):
    person = world.person(password_hash=HASH)
    trip = Trip(as_(person), provider)
    assert ">Relier<" in trip.client.get("/compte").text
    assert trip.follow(link_from_account(trip.client, provider)).headers["Location"] == DOOR
    assert identities(home) == []
    trip.client.post(f"{DOOR}/relier")
    assert ">Voir<" in trip.client.get("/compte").text
    page = trip.client.get("/compte/identites").text
    number = re.search(r"/compte/identites/(\d+)/delier", page)[1]
    trip.client.post(f"/compte/identites/{number}/delier")
    assert identities(home) == []
    assert world.kinds(f"account:{person.id}") == ["identity.linked", "identity.unlinked"]


def test_the_last_way_to_sign_in_cannot_be_unlinked(trip, linked, home, clock):
    trip.sign_in()
    with home.engine.begin() as connection:
        # They have just come by a link as well: what is refused is not refused for want of a fresh proof.
        connection.execute(text("UPDATE devices SET proved_at = :now"), {"now": clock()})
    page = trip.client.get("/compte/identites").text
    assert "seul moyen" in page
    [number] = [i for (i,) in home.units.sessions().execute(text("SELECT id FROM person_identities"))]
    refused = trip.client.post(f"/compte/identites/{number}/delier")
    assert refused.status_code == 422
    assert "seul moyen" in refused.text
    assert len(identities(home)) == 1


def test_another_persons_identity_is_neither_unlinked_nor_told_to_exist(as_, world, linked, home):
    with home.units.reading() as session:
        number = session.query(PersonIdentity.id).scalar()
    stranger = as_(world.person(password_hash=HASH))
    there, nowhere = (stranger.post(f"/compte/identites/{n}/delier") for n in (number, 9999))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert len(identities(home)) == 1


def test_an_identity_of_another_account_is_not_linked_twice(as_, world, linked, provider, home):
    trip = Trip(as_(world.person(password_hash=HASH)), provider)
    refused = trip.follow(link_from_account(trip.client, provider))
    assert refused.status_code == 409
    assert "déjà reliée à un autre compte" in refused.text
    assert identities(home) == [(linked.id, provider.kind, provider.person["sub"])]


def test_linking_what_is_linked_already_says_so(as_, linked, provider):
    trip = Trip(as_(linked), provider)
    assert trip.follow(link_from_account(trip.client, provider)).headers["Location"] == "/compte/identites"
    assert "déjà reliée à votre compte" in trip.client.get("/compte/identites").text


def test_a_link_begun_by_one_person_is_not_finished_by_the_next_in_the_same_browser(as_, world, provider, home):
    first, second = world.person(), world.person(password_hash=HASH)
    trip = Trip(as_(first), provider)
    address = link_from_account(trip.client, provider)
    with_password(trip.client, second)
    with trip.client.session_transaction() as session:
        session.update(session_of(second))
    refused = trip.follow(address)
    assert refused.status_code == 422
    assert "Vous n’êtes plus connecté" in refused.text
    assert identities(home) == []


def test_a_foreign_page_cannot_begin_a_link(app, world, provider):
    """The form carries a token of this site: nobody's account is linked behind their back."""
    app.config["WTF_CSRF_ENABLED"] = True
    person = world.person()
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(session_of(person))
    assert client.post(f"/compte/identites/{provider.kind}").status_code == 400
    assert client.post(f"{DOOR}/relier").status_code == 400
    assert client.get(f"/compte/identites/{provider.kind}").status_code == 405


def test_two_tabs_confirming_at_once_link_once(home, world, provider, trip, owner):
    trip.sign_in()
    with_password(trip.client, owner)
    assert trip.client.post(f"{DOOR}/relier").status_code == 303
    assert trip.client.post(f"{DOOR}/relier").status_code == 422
    assert len(identities(home)) == 1


def test_only_the_system_forgets_passages(home, world):
    from app.foundation.errors import NotAllowed

    with pytest.raises(NotAllowed), home.units.begin(world.actor(world.person(administrator=True))) as work:
        operations.forget_over(work)


def test_the_provider_gives_a_person_never_a_capacity(trip, linked, provider, world):
    provider.person |= {"siret": "21590350100017", "roles": ["president"], "is_admin": True}
    trip.sign_in()
    page = trip.client.get("/compte").text
    assert "Aucun mandat" in page
    assert trip.client.get("/administration/personnes").status_code == 403


def test_what_protects_the_account_changes_only_just_after_one_has_shown_who_one_is(as_, world, home, provider, clock):
    """A device left open does not give its finder a way in of their own, nor takes one from its owner."""
    person = link_to(world, world.person(password_hash=HASH), provider)
    browser = as_(person)
    forget_freshness(home, person, clock)
    again = "/connexion?suite=/compte/identites&confirmer=1"
    [number] = [i for (i,) in home.units.sessions().execute(text("SELECT id FROM person_identities"))]
    for path in (f"/compte/identites/{provider.kind}", f"/compte/identites/{number}/delier"):
        assert browser.post(path).headers["Location"] == again
    assert len(identities(home)) == 1
    # Only a provider that can be told to ask anew is offered as a proof of the moment.
    offered = f"/connexion/{provider.kind}?suite=/compte/identites&amp;confirmer=1" in browser.get(again).text
    assert offered is (provider.kind == "franceconnect")


def test_one_shows_again_who_one_is_by_a_provider_that_asks_anew(as_, world, home, strict, configure, clock):
    configure(provider := strict("franceconnect"))
    person = link_to(world, world.person(), provider)
    trip = Trip(as_(person), provider)
    forget_freshness(home, person, clock)
    assert trip.sign_in(confirmer="1", suite="/compte/identites").headers["Location"] == "/compte/identites"
    assert provider.asked[-1]["prompt"] == "login"
    assert trip.client.post(f"/compte/identites/{provider.kind}").status_code == 200


def test_a_session_of_this_morning_at_proconnect_is_no_fresh_proof(client, as_, world, home, strict, configure, clock):
    """It says nothing of who sits there now: what protects the account asks for a link, a key or a password first."""
    configure(provider := strict("proconnect"))
    person = link_to(world, world.person(), provider)
    trip = Trip(client, provider)
    assert trip.sign_in(suite="/compte").headers["Location"] == "/compte"
    assert "prompt" not in provider.asked[-1]
    again = "/connexion?suite=/compte/adresse&confirmer=1"
    assert client.get("/compte/adresse").headers["Location"] == again
    silent = client.get("/connexion/proconnect?confirmer=1&suite=/compte/adresse")
    assert silent.headers["Location"] == "/compte/adresse"
    page = client.get(again).text
    assert "Recevoir un lien de connexion" in page
    assert 'name="password"' not in page
    assert client.post("/connexion/lien", data={"email": person.email, "suite": "/compte/adresse"}).status_code == 303
    assert person.email in [mail["to"] for mail in mails(home)]


def test_the_person_is_written_to_when_a_way_in_appears_or_goes(as_, world, provider, home):
    person = world.person(password_hash=HASH)
    trip = Trip(as_(person), provider)
    trip.follow(link_from_account(trip.client, provider))
    trip.client.post(f"{DOOR}/relier")
    number = re.search(r"/compte/identites/(\d+)/delier", trip.client.get("/compte/identites").text)[1]
    trip.client.post(f"/compte/identites/{number}/delier")
    assert [m["to"] for m in mails(home)] == [person.email, person.email]
    assert ["ouvre désormais" in mails(home)[0]["text"], "n’ouvre plus" in mails(home)[1]["text"]] == [True, True]


def forget_freshness(home, person, clock):
    with home.engine.begin() as connection:
        connection.execute(
            text("UPDATE devices SET proved_at = :then, seen_at = :now, created_at = :now WHERE person_id = :person"),
            {"then": clock() - timedelta(minutes=31), "now": clock(), "person": person.id},
        )


@pytest.mark.parametrize(("acr", "lands_on"), [("eidas1", "/connexion/second-facteur"), ("eidas1-mfa", "/conferences")])
def test_one_factor_over_there_does_not_do_without_the_second_one_here(
    client, strict, configure, world, home, acr, lands_on
):
    provider = strict("proconnect", acr=acr)
    configure(provider)
    person = link_to(world, world.person(password_hash=HASH), provider)
    secret = pyotp.random_base32()
    world.add(
        CodesApplication(
            person_id=person.id,
            sealed_secret=home.sealer.seal(secret),
            created_at=world.clock(),
            confirmed_at=world.clock(),
        )
    )
    back = Trip(client, provider).sign_in(suite="/conferences")
    assert back.headers["Location"] == lands_on
    assert (client.get("/compte").status_code == 200) is (acr == "eidas1-mfa")


def test_a_passkey_is_another_way_in(as_, world, home, provider):
    person = link_to(world, world.person(), provider)
    world.add(Passkey(person_id=person.id, credential_id=b"k", public_key=b"k", name="Clé", created_at=world.clock()))
    browser = as_(person)
    number = re.search(r"/compte/identites/(\d+)/delier", browser.get("/compte/identites").text)[1]
    assert browser.post(f"/compte/identites/{number}/delier").status_code == 303
    assert identities(home) == []


def test_two_accounts_that_link_one_identity_at_the_same_instant_do_not_both_get_it(
    as_, world, provider, home, monkeypatch
):
    """The second did not see the first yet: the database says no, in the same words."""
    first, second = world.person(password_hash=HASH), world.person(password_hash=HASH)
    trips = [Trip(as_(person), provider) for person in (first, second)]
    for trip in trips:
        trip.follow(link_from_account(trip.client, provider))
    monkeypatch.setattr("app.people.providers.operations.accounts.identity_of", lambda *_: None)
    assert trips[0].client.post(f"{DOOR}/relier").status_code == 303
    refused = trips[1].client.post(f"{DOOR}/relier")
    assert refused.status_code == 409
    assert "déjà reliée à un autre compte" in refused.text
    assert [person for person, *_ in identities(home)] == [first.id]


@pytest.fixture
def invited(home, world):
    person = world.person(given_name="Alix", family_name="Spécimen")
    with home.units.begin(SYSTEM) as work:
        token = invite(work, work.session.get_one(Person, person.id))
    return person, f"/invitation/{token}"


def test_an_invited_person_comes_in_once_and_links_a_provider_instead_of_a_password(client, provider, home, invited):
    person, link = invited
    assert "Entrer, puis relier ce compte" in client.get(link).text
    assert client.post(f"{link}/sans-mot-de-passe").headers["Location"] == "/compte/identites"
    trip = Trip(client, provider)
    trip.follow(link_from_account(client, provider))
    client.post(f"{DOOR}/relier")
    assert identities(home) == [(person.id, provider.kind, provider.person["sub"])]
    client.post("/deconnexion")
    assert client.post(f"{link}/sans-mot-de-passe").status_code == 404
    trip.sign_in()
    assert "Alix Spécimen" in client.get("/compte").text


def test_coming_in_by_an_invitation_without_a_password_needs_a_provider_and_ends_older_sessions(
    app, client, as_, home, invited, strict, configure
):
    person, link = invited
    assert "Entrer, puis relier" not in client.get(link).text
    assert client.post(f"{link}/sans-mot-de-passe").status_code == 404
    configure(strict("proconnect"))
    older = as_(person)
    assert older.get("/compte").status_code == 200
    assert client.post(f"{link}/sans-mot-de-passe").status_code == 303
    assert older.get("/compte").status_code == 303
