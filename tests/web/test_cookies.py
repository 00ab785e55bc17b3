"""Cookies that browsers themselves guard, and sessions signed in the former manner that go on in today's."""

from dataclasses import replace
from hashlib import sha1

import pytest
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature, URLSafeSerializer

from app import create_app
from app.following.links import Links
from app.following.words import Rhythm
from app.foundation.errors import NotFound
from app.foundation.signing import signed_links
from app.people.familiarity import MOST
from app.people.passwords import hash_password
from tests.people.test_pages import PASSWORD, who

SITE = "https://cotap.exemple"


@pytest.fixture
def somebody(world):
    return world.person(email="camille@exemple.invalid", password_hash=hash_password(PASSWORD))


@pytest.fixture
def secure(home, clock, somebody):
    """The application as it is behind https."""
    app = create_app(replace(home.settings, public_url=SITE), clock=clock)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def _enter(client, email="camille@exemple.invalid"):
    return client.post("/connexion", data={"email": email, "password": PASSWORD}, base_url=SITE)


def _there(client):
    return client.get("/compte", base_url=SITE).status_code == 200


def _written(answer):
    return {line.partition("=")[0]: line for line in answer.headers.getlist("Set-Cookie")}


def test_every_cookie_of_a_site_in_https_is_one_that_no_other_host_can_plant(secure):
    """3.3.1, 3.3.3: the prefix makes browsers want Secure, this host alone and no Domain."""
    written = _written(_enter(secure.test_client()))
    assert len(written) == 2
    for name, line in written.items():
        assert name.startswith("__Host-cotap"), line
        assert {"Secure", "HttpOnly", "Path=/"} <= set(line.split("; ")), line
        assert "Domain" not in line
        assert "SameSite=Lax" in line or "SameSite=Strict" in line


def _formerly_signed(app, name, kept):
    former = SecureCookieSessionInterface().get_signing_serializer(app)
    return {"key": name, "value": former.dumps(kept)}


def _kept(app, client):
    with client.session_transaction(base_url=SITE) as cookie:
        return dict(cookie)


def test_whoever_was_signed_in_in_the_former_manner_stays_so_in_todays(secure):
    first = secure.test_client()
    _enter(first)
    client = secure.test_client()
    client.set_cookie(domain="cotap.exemple", **_formerly_signed(secure, "cotap", _kept(secure, first)))
    answer = client.get("/compte", base_url=SITE)
    assert answer.status_code == 200
    written = _written(answer)
    assert "Expires=Thu, 01 Jan 1970" in written["cotap"]
    assert written["__Host-cotap"]
    assert client.get_cookie("cotap", domain="cotap.exemple") is None
    assert _there(client)


def test_a_session_of_today_under_the_bare_name_opens_nothing(secure):
    """What another host of the domain could plant: the bare name is read in the former manner alone."""
    first = secure.test_client()
    _enter(first)
    todays = first.get_cookie("__Host-cotap", domain="cotap.exemple").value
    client = secure.test_client()
    client.set_cookie("cotap", todays, domain="cotap.exemple")
    assert not _there(client)


def test_without_https_a_session_of_the_former_manner_goes_on_too(app, client, somebody):
    client.post("/connexion", data={"email": somebody.email, "password": PASSWORD})
    with client.session_transaction() as cookie:
        kept = dict(cookie)
    other = app.test_client()
    other.set_cookie(**_formerly_signed(app, "cotap", kept))
    assert who(other) == 200
    other.set_cookie("cotap", "x" + other.get_cookie("cotap").value)
    assert who(other) == 303


def test_a_computer_that_many_share_sends_few_cookies(secure, world):
    client = secure.test_client()
    people = [world.person(password_hash=hash_password(PASSWORD)) for _ in range(MOST + 2)]
    for person in people:
        _enter(client, person.email)
    known = [name for name in (cookie.key for cookie in client._cookies.values()) if "appareil" in name]
    assert len(known) == MOST


def test_links_are_signed_by_sha_256_and_those_of_before_are_still_read():
    keys = ["o" * 40, "n" * 40]
    links = Links(keys)
    path = links.confirming(7, Rhythm.WEEKLY)
    assert links.read_confirming(path.rpartition("/")[2]) == (7, Rhythm.WEEKLY)
    former = URLSafeSerializer(keys[:1], salt="following-stop", signer_kwargs={"digest_method": sha1}).dumps(7)
    assert links.read_stopping(former) == 7
    with pytest.raises(NotFound):
        Links(["x" * 40]).read_stopping(former)


def test_a_link_of_one_purpose_is_not_read_for_another():
    made = signed_links(["k" * 40], purpose="one").dumps(7)
    with pytest.raises(BadSignature):
        signed_links(["k" * 40], purpose="other").loads(made)
    assert signed_links(["k" * 40], purpose="one").loads(made) == 7
