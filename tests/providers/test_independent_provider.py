"""The same site before a provider written by others (`oidc-provider-mock`): ours does not judge its own case."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import requests

from app.config import Provider
from tests.processes import free_port
from tests.providers.conftest import SITE


@pytest.fixture(scope="module")
def independent():
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                requests.get(f"{url}/.well-known/openid-configuration", timeout=60).raise_for_status()
                break
            except requests.RequestException:
                assert process.poll() is None, "the provider died while starting"
                assert time.monotonic() < deadline, "the provider did not start"
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.fixture
def known(independent, home, monkeypatch, clock):
    from dataclasses import replace

    # It reads the machine's own clock.
    clock.moment = datetime.now(UTC)
    home.notes.pop("authorities", None)
    provider = Provider(
        issuer=independent,
        client_id="cotap",
        client_secret="un secret",
        algorithm="RS256",
        levels=("eidas1",),
        signed_userinfo=False,
    )
    monkeypatch.setattr(home, "settings", replace(home.settings, franceconnect=provider))
    return independent


def declare(url, sub, **claims):
    requests.put(f"{url}/users/{sub}", json=claims, timeout=60).raise_for_status()


def sign_in(client, sub):
    way = client.get("/connexion/franceconnect").headers["Location"]
    back = requests.post(way, data={"sub": sub}, allow_redirects=False, timeout=60).headers["Location"]
    assert back.startswith(f"{SITE}/connexion/franceconnect/retour?")
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")


def test_an_independent_provider_is_understood(client, known):
    declare(known, "alix", acr="eidas1", given_name="Alix", family_name="Factice", email="alix@exemple.invalid")
    assert sign_in(client, "alix").headers["Location"] == "/connexion/identite"
    page = client.get("/connexion/identite").text
    # It gives the e-mail for the scope of that name, and neither name for ours: the account asks for both.
    assert "alix@exemple.invalid" in page


def test_an_independent_provider_that_says_no_level_is_not_believed(client, known):
    declare(known, "lou", email="lou@exemple.invalid")
    refused = sign_in(client, "lou")
    assert refused.status_code == 403
    assert "pas assez sûr" in refused.text


def test_the_refusal_of_an_independent_provider_is_told(client, known):
    way = client.get("/connexion/franceconnect").headers["Location"]
    back = requests.post(way, data={"action": "deny"}, allow_redirects=False, timeout=60).headers["Location"]
    parts = urlsplit(back)
    refused = client.get(f"{parts.path}?{parts.query}")
    assert refused.status_code == 403
    assert "interrompu" in refused.text
