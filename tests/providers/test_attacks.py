"""Each way of getting in as somebody else, or of making somebody in as oneself, and the door it finds shut."""

import pytest

from app.people.providers.faults import Fault
from tests.providers.conftest import Trip, link_to


def refused(trip, answer, words="digne de confiance"):
    assert answer.status_code in (403, 422, 503)
    assert words in answer.text
    assert not trip.signed_in


LIES = {
    "another key": {"signature": "another key"},
    "no signature": {"signature": "none"},
    "the client's secret as key": {"signature": "client secret"},
    "altered claims": {"signature": "altered"},
    "another nonce": {"id_token": {"nonce": "n" * 64}},
    "no nonce": {"id_token": {"nonce": None}},
    "another issuer": {"id_token": {"iss": "https://ailleurs.invalid/api/v2"}},
    "another audience": {"id_token": {"aud": "another-site"}},
    "several audiences without the authorised one": {"id_token": {"aud": ["cotap-essai", "another-site"]}},
    "another authorised party": {"id_token": {"azp": "another-site"}},
    "out of date": {"id_token": {"exp": 1_700_000_000}},
    "without an end": {"id_token": {"exp": None}},
    "an end that is no number": {"id_token": {"exp": "tomorrow"}},
    "issued tomorrow": {"id_token": {"iat": 4_000_000_000}},
    "the access token of another": {"id_token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}},
    "no subject": {"id_token": {"sub": None}},
    "an empty subject": {"id_token": {"sub": ""}},
    "a subject that is no text": {"id_token": {"sub": 12}},
    "userinfo of another person": {"userinfo": {"sub": "somebody-else"}},
    "userinfo of nobody": {"userinfo": {"sub": None}},
    "userinfo signed by another": {"userinfo_signature": "another key"},
    "userinfo not signed": {"userinfo_signature": "none"},
    "userinfo in plain though signing was agreed": {"signed_userinfo": False},
    "userinfo from another issuer": {"userinfo_around": {"iss": "https://ailleurs.invalid/api/v2"}},
    "userinfo for another site": {"userinfo_around": {"aud": "another-site"}},
    "of tomorrow": {"id_token": {"nbf": 4_000_000_000}},
    "userinfo of tomorrow": {"userinfo_around": {"nbf": 4_000_000_000}},
    "userinfo out of date": {"userinfo_around": {"exp": 1_700_000_000}},
    "a return that names another issuer": {"return_iss": "https://ailleurs.invalid/api/v2"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_in_the_providers_name_opens_nothing(trip, linked, provider, lie):
    provider.faults |= LIES[lie]
    refused(trip, trip.sign_in())


@pytest.mark.parametrize("acr", ["eidas0", "", None, "https://eidas.invalid/low", ["eidas1"]])
def test_a_level_that_was_not_asked_for_opens_nothing(trip, linked, provider, acr):
    provider.faults["id_token"] = {"acr": acr}
    refused(trip, trip.sign_in(), "pas assez sûr")


WORDS = list(Fault)
ERRORS = WORDS[: WORDS.index(Fault.UNKNOWN_RETURN)]


@pytest.mark.parametrize("error", [*ERRORS, "an_error_nobody_documented"])
def test_each_error_of_a_provider_is_told_in_plain_french_with_what_to_do(trip, linked, provider, error):
    provider.faults["error"] = str(error)
    answer = trip.sign_in()
    refused(trip, answer, "Que faire")
    assert "Y999" not in answer.text
    assert str(error) not in answer.text
    assert "{label}" not in answer.text


@pytest.mark.parametrize("error", ["invalid_grant", "invalid_client", "server_error", "whatever"])
def test_each_refusal_of_a_code_is_told(trip, linked, provider, error):
    provider.faults["token_error"] = error
    refused(trip, trip.sign_in(), "Que faire")


def test_a_return_serves_once(trip, linked):
    address = trip.go()
    trip.follow(address)
    trip.client.post("/deconnexion")
    refused(trip, trip.follow(address), "a déjà servi")


def test_a_code_serves_once_even_under_a_new_state(trip, linked, provider):
    first = trip.go()
    trip.follow(first)
    trip.client.post("/deconnexion")
    code = first.split("code=")[1].split("&")[0]
    again = trip.go()
    swapped = again.replace(again.split("code=")[1].split("&")[0], code)
    refused(trip, trip.follow(swapped), "déjà servi")


def test_a_code_stolen_from_another_browser_does_not_pass_the_nonce(app, trip, linked, provider):
    """The thief has the victim's code and gives it under a state of their own."""
    stolen = trip.go().split("code=")[1].split("&")[0]
    thief = Trip(app.test_client(), provider)
    own = thief.go()
    refused(thief, thief.follow(own.replace(own.split("code=")[1].split("&")[0], stolen)))


def test_login_csrf_a_return_made_in_another_browser_signs_nobody_in(app, trip, linked, provider):
    address = Trip(app.test_client(), provider).go()
    refused(trip, trip.follow(address), "n’a pas été commencée dans ce navigateur")
    trip.client.get(f"/connexion/{trip.kind}")
    refused(trip, trip.follow(address), "n’a pas été commencée dans ce navigateur")


def test_a_return_without_state_or_with_an_invented_one_is_refused(trip, linked):
    trip.go()
    for query in ("", "?code=abc", f"?code=abc&state={'x' * 64}", "?error=access_denied&state=x", "?state=%00&code=a"):
        answer = trip.client.get(f"/connexion/{trip.kind}/retour{query}")
        refused(trip, answer, "n’a pas été commencée dans ce navigateur")


def test_a_return_after_ten_minutes_is_too_late(trip, linked, clock):
    address = trip.go()
    clock.advance(minutes=10, seconds=1)
    refused(trip, trip.follow(address), "trop de temps")


@pytest.mark.parametrize("elsewhere", ["https://ailleurs.example", "//ailleurs.example", "/\\ailleurs.example", "x"])
def test_signing_in_never_leads_to_another_site(trip, linked, elsewhere):
    assert trip.sign_in(suite=elsewhere).headers["Location"] == "/"


def test_a_closed_account_does_not_open(trip, linked, world):
    world.update(linked, disabled_at=world.clock())
    refused(trip, trip.sign_in(), "fermé")


def test_an_account_of_the_demonstration_opens_in_a_trial_only(trip, linked, world, home, monkeypatch):
    from dataclasses import replace

    world.update(linked, demo=True)
    monkeypatch.setattr(home, "settings", replace(home.settings, trial=False))
    refused(trip, trip.sign_in(), "fermé")


def test_mixed_up_providers_one_answer_does_not_pass_at_the_others_door(client, strict, configure, world):
    pro, fc = strict("proconnect"), strict("franceconnect")
    configure(pro, fc)
    link_to(world, world.person(), pro)
    trip = Trip(client, pro)
    address = trip.go().replace("/connexion/proconnect/", "/connexion/franceconnect/")
    refused(trip, trip.follow(address), "n’a pas été commencée")


def test_the_same_identifier_at_another_provider_is_another_person(client, strict, configure, world):
    """Whoever is somebody at ProConnect is not recognised by the same identifier elsewhere."""
    pro, fc = strict("proconnect"), strict("franceconnect")
    fc.person["sub"] = pro.person["sub"]
    configure(pro, fc)
    link_to(world, world.person(), pro)
    trip = Trip(client, fc)
    assert trip.sign_in().headers["Location"] == "/connexion/identite"
    assert not trip.signed_in


def test_signing_in_leaves_nothing_of_the_session_before(trip, linked):
    with trip.client.session_transaction() as session:
        session["planted"] = "by somebody else"
    trip.sign_in()
    with trip.client.session_transaction() as session:
        assert "planted" not in session


@pytest.mark.parametrize("answer", ["elsewhere", "huge", "broken", "down"])
def test_a_provider_that_publishes_nonsense_is_told_to_be_out_of_reach(client, provider, answer):
    provider.faults["discovery_answer"] = answer
    page = client.get(f"/connexion/{provider.kind}")
    assert page.status_code in (422, 503)
    assert "Que faire" in page.text


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://ailleurs.invalid"},
        {"token_endpoint": "http://127.0.0.1:1/token"},
        {"jwks_uri": "http://169.254.169.254/latest/meta-data"},
        {"userinfo_endpoint": "https://ailleurs.invalid/userinfo"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": None},
    ],
)
def test_a_document_that_sends_elsewhere_is_not_followed(client, provider, lie):
    provider.faults["discovery"] = lie
    assert client.get(f"/connexion/{provider.kind}").status_code == 422
    assert not {"token", "jwks"} & set(provider.calls) or "jwks_uri" not in lie


def test_bad_signatures_do_not_make_us_call_the_provider_without_end(trip, linked, provider):
    provider.faults["signature"] = "another key"
    for _ in range(4):
        trip.sign_in()
    assert provider.calls.count("jwks") == 1


def test_nobody_waits_in_line_for_a_provider_that_is_down(client, provider):
    provider.faults["discovery_answer"] = "down"
    for _ in range(4):
        assert client.get(f"/connexion/{provider.kind}").status_code == 503
    assert len(provider.calls) == 1
