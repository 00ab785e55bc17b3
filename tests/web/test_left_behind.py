"""Nothing of the workshop is left within reach: no source, no listing, no trace of requests, no debugger."""

import re

import pytest

from tests.permissions.ground import a_place

from .test_hostile import every_page

TEXTS = re.compile(r"^text/|[/+]xml(?:;|$)")


@pytest.mark.parametrize(
    "path",
    [
        *("/.git/HEAD", "/.git/config", "/.svn/entries", "/.env", "/wsgi.py", "/pyproject.toml", "/app/config.py"),
        *("/fichiers/", "/fichiers/../manifest.json", "/fichiers/..%2fbuild.mjs", "/fichiers/%2e%2e/package.json"),
        *("/console", "/debug", "/server-status", "/fichiers/.git/HEAD", "/instance/secret_key"),
    ],
)
def test_what_is_not_published_is_not_there(client, path):
    """13.4.1, 13.4.3: files are served from one folder of built files, by their name, without a list."""
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/connexion", "/api/v1/conferences", "/fichiers/main.css", "/healthz"])
def test_nobody_gets_their_own_request_back(client, path):
    """13.4.4: what a script may not read, a TRACE would have shown it."""
    assert client.open(path, method="TRACE", headers={"X-Secret": "abracadabra"}).status_code == 405
    assert "abracadabra" not in client.open(path, method="TRACE", headers={"X-Secret": "abracadabra"}).text


def test_no_debugger_waits_for_an_error(app):
    """13.4.2: whatever the environment says, pages of failure are ours."""
    assert not app.debug
    assert not app.config["PROPAGATE_EXCEPTIONS"]
    assert app.jinja_env.undefined.__name__ != "DebugUndefined"


def test_every_answer_says_what_it_is_and_how_its_signs_are_written(app, as_, world):
    """4.1.1: a text without its encoding may be read as another one."""
    place = a_place(world)
    reader = as_(place.people["everything"])
    silent = []
    for path in every_page(app, place):
        answer = reader.get(path)
        kind = answer.headers.get("Content-Type", "text/").lower()
        if answer.get_data() and TEXTS.search(kind) and "charset=utf-8" not in kind:
            silent.append(f"{path}: {kind}")
        answer.close()
    assert silent == []
