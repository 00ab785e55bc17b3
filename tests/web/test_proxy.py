"""Who asks is what the one trusted proxy says, never what a visitor writes: spoofing gains nothing."""

from dataclasses import replace

import pytest
from flask import request

from app import create_app
from app.people.throttling import STRANGER, network

REAL = {"REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture
def asked(home, clock, app):
    """Return who an application believes is asking, for some headers."""

    def of(headers, *, behind):
        other = create_app(replace(home.settings, behind_proxy=behind), clock=clock)
        seen = {}
        other.before_request(lambda: seen.update(network=network(), scheme=request.scheme, host=request.host))
        other.test_client().get("/healthz", headers=headers, environ_base=REAL)
        return seen

    return of


def test_behind_the_proxy_only_what_the_proxy_added_last_counts(asked):
    seen = asked({"X-Forwarded-For": "198.51.100.1, 10.9.8.7, 203.0.113.5"}, behind=True)
    assert seen["network"] == "203.0.113.5"


def test_without_a_proxy_the_header_counts_for_nothing(asked):
    seen = asked({"X-Forwarded-For": "203.0.113.5", "X-Forwarded-Proto": "https"}, behind=False)
    assert (seen["network"], seen["scheme"]) == ("127.0.0.1", "http")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("::ffff:203.0.113.6", "203.0.113.6"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_a_network_is_what_one_person_holds_however_its_address_is_written(asked, address, network):
    """All the older addresses in one network would have everybody wait for whoever guesses passwords."""
    assert asked({"X-Forwarded-For": address}, behind=True)["network"] == network


@pytest.mark.parametrize("behind", [True, False])
def test_no_header_changes_the_name_of_the_site(asked, behind):
    seen = asked({"X-Forwarded-Host": "ailleurs.exemple", "Forwarded": "host=ailleurs.exemple"}, behind=behind)
    assert seen["host"] == "localhost"


def test_a_made_up_origin_at_each_try_does_not_dodge_the_limit(home, clock, app):
    """The header begins with what the visitor wrote and ends with what the proxy saw."""
    behind = create_app(replace(home.settings, behind_proxy=True), clock=clock)
    behind.config["WTF_CSRF_ENABLED"] = False
    client = behind.test_client()
    statuses = [
        client.post(
            "/connexion",
            data={"email": "camille@exemple.invalid", "password": "deviné"},
            headers={"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.5"},
            environ_base=REAL,
        ).status_code
        for n in range(STRANGER.free + 2)
    ]
    assert statuses[-1] == 429
    assert 429 not in statuses[: STRANGER.free - 1]


@pytest.mark.parametrize(
    ("behind", "address", "scheme"), [(True, "203.0.113.5", "https"), (False, "127.0.0.1", "http")]
)
def test_a_socket_comes_from_where_its_page_does(home, clock, app, behind, address, scheme):
    """Commands sent by a socket are counted by network too: all of them would be the proxy's."""
    other = create_app(replace(home.settings, behind_proxy=behind), clock=clock)
    seen = {}

    def answered(environ, start):
        seen.update(environ)
        start("200 OK", [])
        return [b""]

    other.extensions["socketio"].server.handle_request = answered
    told = {"X-Forwarded-For": "198.51.100.1, 203.0.113.5", "X-Forwarded-Proto": "https"}
    other.test_client().get("/socket.io/?EIO=4&transport=polling", headers=told, environ_base=REAL)
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == (address, scheme)
