"""Going to a provider and coming back, as ProConnect and FranceConnect document it."""

import json

import pytest
import requests

from app.people.providers.models import Passage, PersonIdentity
from tests.providers.conftest import Trip, link_to


def rows(home, entity):
    with home.units.reading() as session:
        return session.query(entity).order_by(entity.id).all()


def test_a_linked_person_signs_in_and_arrives_where_they_were_going(trip, linked, world, provider):
    back = trip.sign_in(suite="/conferences")
    assert back.headers["Location"] == "/conferences"
    assert trip.signed_in
    assert provider.refusals == []
    used, opened = world.entries(f"account:{linked.id}")
    assert (used.kind, used.payload) == ("identity.used", {"provider": provider.kind, "level": "eidas1"})
    assert (opened.kind, opened.payload["proof"]) == ("account.signed_in", "provider")
    assert opened.payload["second_factor"] is False


@pytest.mark.parametrize(("acr", "second"), [("eidas1", False), ("eidas1-mfa", True), ("eidas2", True)])
def test_a_level_with_two_factors_counts_as_a_second_factor_here(client, strict, configure, home, world, acr, second):
    provider = strict("proconnect", acr=acr)
    configure(provider)
    person = link_to(world, world.person(), provider)
    Trip(client, provider).sign_in()
    assert world.entries(f"account:{person.id}")[-1].payload["second_factor"] is second


def test_the_request_holds_what_is_documented_and_nothing_else(trip, linked, provider):
    trip.sign_in()
    asked = provider.asked[0]
    assert min(len(asked["state"]), len(asked["nonce"])) >= 32
    assert asked["state"] != asked["nonce"]
    common = {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce"}
    if provider.kind == "franceconnect":
        assert set(asked) == common | {"acr_values"}
        assert asked["acr_values"] == "eidas1"
    else:
        assert set(asked) == common | {"claims"}
        assert json.loads(asked["claims"])["id_token"]["acr"] == {
            "essential": True,
            "values": ["eidas1", "eidas1-mfa", "eidas2", "eidas3"],
        }


def test_no_more_is_asked_than_a_name_and_an_address(trip, linked, provider):
    trip.sign_in()
    scopes = set(provider.asked[0]["scope"].split())
    assert not scopes & {"birthdate", "birthplace", "birthcountry", "gender", "phone", "address", "profile", "uid"}


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
@pytest.mark.parametrize("signed", [True, False], ids=["signed userinfo", "plain userinfo"])
def test_each_agreed_manner_of_signing_works(client, strict, configure, algorithm, signed):
    provider = strict("proconnect", algorithm=algorithm, signed_userinfo=signed)
    configure(provider)
    back = Trip(client, provider).sign_in()
    assert back.headers["Location"] == "/connexion/identite"
    assert "Camille Factice" in client.get("/connexion/identite").text


def test_two_people_of_one_provider_are_two_people(trip, linked, provider, world):
    provider.person["sub"] = "somebody-else"
    assert trip.sign_in().headers["Location"] == "/connexion/identite"
    assert not trip.signed_in


def test_the_names_and_the_address_of_the_account_stay_as_they_are(trip, linked, provider, home):
    provider.person |= {"given_name": "Autre", "email": "autre@exemple.invalid"}
    trip.sign_in()
    page = trip.client.get("/compte").text
    assert "Camille Factice" in page
    assert "compte@exemple.invalid" in page


def test_the_identity_keeps_neither_name_nor_address_nor_birth(trip, linked, provider, home):
    trip.sign_in()
    identity = rows(home, PersonIdentity)[0]
    kept = {c.name: getattr(identity, c.name) for c in PersonIdentity.__table__.columns}
    assert not {"Camille", "Factice", "camille@exemple.invalid", "1990-01-01"} & {str(v) for v in kept.values()}
    assert identity.siret == ("21590350100017" if provider.kind == "proconnect" else "")
    passage = rows(home, Passage)[0]
    assert passage.attested is None


def test_who_is_signed_in_already_is_not_sent_away(trip, linked):
    trip.sign_in()
    again = trip.client.get(f"/connexion/{trip.kind}?suite=/conferences")
    assert again.headers["Location"] == "/conferences"


def test_what_the_provider_publishes_is_asked_once(trip, linked, provider):
    for _ in range(3):
        trip.sign_in()
        trip.client.post("/deconnexion")
    assert provider.calls.count(".well-known/openid-configuration") == 1
    assert provider.calls.count("jwks") == 1


def test_a_provider_that_changes_its_keys_is_asked_again(trip, linked, provider, clock):
    trip.sign_in()
    trip.client.post("/deconnexion")
    provider.change_key()
    clock.advance(minutes=2)
    trip.sign_in()
    assert trip.signed_in
    assert provider.calls.count("jwks") == 2


def test_what_is_known_serves_while_the_provider_is_silent_about_itself(trip, linked, provider, clock):
    trip.sign_in()
    trip.client.post("/deconnexion")
    provider.faults["discovery_answer"] = "down"
    clock.advance(hours=2)
    trip.sign_in()
    assert trip.signed_in
    clock.advance(days=2)
    trip.client.post("/deconnexion")
    assert trip.client.get(f"/connexion/{trip.kind}").status_code == 503


def test_signing_out_ends_the_session_at_the_provider_too(trip, linked, provider):
    trip.sign_in()
    page = trip.client.post("/deconnexion")
    assert page.status_code == 200
    way = page.text.split("url=")[1].split('"')[0].replace("&amp;", "&")
    assert way.startswith(f"{provider.issuer}/session/end?")
    assert not trip.signed_in
    back = trip.follow(trip.answer(way))
    assert back.headers["Location"] == "/"
    assert provider.refusals == []
    assert "chez " in trip.client.get("/").text


def test_a_return_from_signing_out_that_was_not_asked_for_is_told(trip, linked):
    trip.sign_in()
    trip.client.post("/deconnexion")
    assert trip.client.get(f"/connexion/{trip.kind}/deconnexion?state={'x' * 64}").status_code == 303
    assert "ne répond à aucune demande" in trip.client.get("/").text


def test_one_signs_out_here_even_if_the_provider_is_down(trip, linked, provider, home):
    trip.sign_in()
    home.notes.pop("authorities")
    provider.faults["discovery_answer"] = "down"
    assert trip.client.post("/deconnexion").status_code == 303
    assert not trip.signed_in


def test_who_signed_in_with_a_password_is_not_sent_to_a_provider_to_sign_out(client, as_, world, provider):
    assert as_(world.person()).post("/deconnexion").status_code == 303


def test_the_strict_provider_refuses_what_the_real_ones_refuse(trip, provider):
    way = trip.client.get(f"/connexion/{trip.kind}").headers["Location"]
    for wrong in ("&code_challenge=abc", "&max_age=1", "&display=page"):
        assert requests.get(way + wrong, allow_redirects=False, timeout=60).status_code == 400
    short = way.replace("state=", "state=&etat=")
    assert requests.get(short, allow_redirects=False, timeout=60).status_code == 400


def test_nothing_is_offered_that_is_not_configured(client):
    page = client.get("/connexion").text
    assert "ProConnect" not in page
    assert client.get("/connexion/proconnect").status_code == 404
    assert client.get("/connexion/franceconnect/retour?state=x&code=y").status_code == 404


def test_the_sign_in_page_says_who_each_provider_is_for(client, provider):
    page = client.get("/connexion?suite=/conferences").text
    assert f'href="/connexion/{provider.kind}?suite=/conferences"' in page
    whom = "Élus et agents publics" if provider.kind == "proconnect" else "Citoyens"
    assert page.index(whom) < page.index(f'href="/connexion/{provider.kind}')
    assert "S’identifier avec" in page
    assert "Qu’est-ce que" in page
