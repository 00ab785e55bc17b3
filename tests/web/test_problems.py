"""One mapping of errors: a page for people, RFC 9457 for machines."""

import pytest


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


def test_every_answer_carries_the_policy_that_forbids_foreign_script(client):
    answer = client.get("/nulle-part")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
