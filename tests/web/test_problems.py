"""One mapping of errors: a page for people, RFC 9457 for machines."""

import pytest
import structlog
from flask import g
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from werkzeug.exceptions import RequestEntityTooLarge, ServiceUnavailable

from app.foundation.errors import NotAllowed, NotFound, TooMany
from app.web.problems import as_response


@pytest.fixture(autouse=True)
def loggers_of_today(monkeypatch):
    """A logger used by a test before keeps the way its lines went then."""
    for module in ("app.web.problems", "app.web.security"):
        monkeypatch.setattr(f"{module}.log", structlog.get_logger())


def test_an_unknown_page_is_a_page_with_a_way_out(client):
    answer = client.get("/nulle-part", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert "Introuvable" in answer.get_data(as_text=True)


def test_an_unknown_api_path_is_a_problem_object(client):
    answer = client.get("/api/v1/nulle-part")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["type"] == "/problems/not-found"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("", "application/json", 400),
        ("{", "application/json", 400),
        ("[]", "application/json", 422),
        ('"a"', "application/json", 422),
        ("{}", "text/plain", 415),
        ('{"data": 3}', "application/json", 422),
        ('{"data": {}, "request_id": "no"}', "application/json", 422),
        ('{"data": {"stranger": 1}}', "application/json", 422),
    ],
)
def test_an_unreadable_command_says_what_is_wrong(client, body, content_type, status):
    answer = client.post("/api/v1/commands/sitting.open", data=body, content_type=content_type)
    assert answer.status_code == status
    problem = answer.get_json()
    assert problem["title"]
    assert problem["status"] == status


def test_a_write_from_another_site_is_refused(client):
    answer = client.post(
        "/api/v1/commands/sitting.open", json={"data": {}}, headers={"Origin": "https://autre.invalid"}
    )
    assert answer.status_code == 403


def test_a_form_without_its_token_is_refused_in_words(app):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = app.test_client().post("/actes/sitting.open", data={"sitting_id": "1"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert answer.mimetype == "text/html"


def test_forged_writes_are_told_to_the_operator(app, client):
    """16.3.3: what looks like an attempt is logged by what was asked, never by who or from where."""
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        with capture_logs() as lines:
            app.test_client().post("/actes/sitting.open", data={"sitting_id": "1"})
            client.post("/api/v1/commands/sitting.open", json={"data": {}}, headers={"Origin": "https://autre.invalid"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    told = [(line["event"], line["asked"]) for line in lines]
    assert told == [("form_without_its_mark", "sitting.open"), ("write_from_another_site", "sitting.open")]


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/nulle-part", "/connexion", "/compte", "/api/v1/conferences", "/api/v1/rien", "/fichiers/rien.css"),
        *("/robots.txt", "/healthz", "/decisions.atom", "/socket.io/?EIO=4&transport=polling", "/socket.io/?EIO=1"),
    ],
)
def test_every_answer_whatever_it_is_carries_the_whole_policy(client, path):
    """3.4.3 to 3.4.6: pages, files, JSON, refusals, and the polling of the live link, which Flask never sees."""
    said = client.get(path).headers
    policy = said["Content-Security-Policy"]
    for directive in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert directive in policy, path
    assert "unsafe" not in policy
    assert (said["X-Content-Type-Options"], said["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert len(said.getlist("Content-Security-Policy")) == 1
    assert "socket.io" not in path or said["Cache-Control"] == "no-store"


def test_every_answer_carries_the_policy_that_forbids_foreign_script(client):
    answer = client.get("/nulle-part")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.fixture
def answering(app):
    """Failures are answered as visitors see them, and routes that fail are there."""
    app.config["ANSWER_UNEXPECTED"] = True
    yield app
    app.config["ANSWER_UNEXPECTED"] = False


def asked(app, error, actor=None):
    with app.test_request_context("/quelque-part", headers={"Accept": "text/html"}):
        if actor is not None:
            g.actor = actor
        return as_response(error)


@pytest.mark.parametrize(
    ("error", "status", "why", "remedy"),
    [
        (NotAllowed("Seul le secrétariat convoque."), 403, "Seul le secrétariat convoque.", "Connectez-vous"),
        (NotFound("Ce contrat n’existe pas."), 404, "Ce contrat n’existe pas.", "/recherche"),
        (TooMany("Recommencez dans 40 secondes.", retry_after=40), 429, "dans 40 secondes", "attendez le temps dit"),
        (RequestEntityTooLarge(), 413, "20 Mo au plus", "plus léger"),
        (ServiceUnavailable(), 503, "Rien n’est perdu", "Attendez un instant"),
        (RuntimeError("secret of the house"), 500, "notée sous la référence", "en citant la référence"),
    ],
)
def test_a_page_of_failure_says_why_and_what_to_do_in_french(app, error, status, why, remedy):
    answer = asked(app, error)
    page = answer.get_data(as_text=True).replace("\u00a0", " ")
    assert answer.status_code == status
    assert why in page
    assert remedy in page
    assert "secret of the house" not in page
    for way_out in ('href="/"', 'href="/contact"', 'lang="fr"', "noindex"):
        assert way_out in page


def test_a_refused_page_leads_to_what_one_is_and_to_what_the_refusal_means(as_, world):
    page = as_(world.person()).get("/administration/personnes").text
    assert 'href="/compte"' in page
    assert 'href="/problems/not-allowed"' in page


def test_who_waits_is_told_how_long_by_page_too(app):
    assert asked(app, TooMany("Attendez.", retry_after=40)).headers["Retry-After"] == "40"


def test_a_database_that_is_away_gives_a_page_and_not_a_second_failure(answering, home, as_, world, monkeypatch):
    visitor = as_(world.person())

    def away(*_args, **_given):
        raise OperationalError("SELECT 1", {}, Exception("connection refused"), connection_invalidated=True)

    monkeypatch.setattr(home.units, "reading", away)
    answer = visitor.get("/compte", headers={"Accept": "text/html"})
    assert answer.status_code in (500, 503)
    assert "Que faire" in answer.text
    assert 'lang="fr"' in answer.text
