"""What browsers report of the content policy is counted, bounded, and told without anything personal."""

import json

import pytest
import structlog
from structlog.testing import capture_logs

from app.web.reports import LARGEST, OF_NETWORK
from app.web.security import REPORTS

REPORT = {
    "csp-report": {
        "document-uri": "https://cotap.exemple/invitation/un-secret?courriel=camille@exemple.invalid",
        "blocked-uri": "https://ailleurs.exemple/voler.js?mot=camille@exemple.invalid",
        "violated-directive": "script-src-elem 'self'",
        "script-sample": "alert('camille@exemple.invalid')",
    }
}


@pytest.fixture(autouse=True)
def loggers_of_today(monkeypatch):
    """A logger used by a test before keeps the way its lines went then."""
    for module in ("app.web.reports", "app.foundation.throttle"):
        monkeypatch.setattr(f"{module}.log", structlog.get_logger())


@pytest.fixture
def send(client):
    def post(said, kind="application/csp-report", **given):
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        return client.post(REPORTS, data=body, content_type=kind, **given)

    return post


def test_every_page_tells_browsers_where_to_report(client):
    headers = client.get("/").headers
    assert f"report-uri {REPORTS}; report-to csp" in headers["Content-Security-Policy"]
    assert headers["Reporting-Endpoints"] == f'csp="{REPORTS}"'


def test_a_report_is_told_by_its_directive_its_host_and_the_pattern_of_the_page(client, send):
    with capture_logs() as told:
        assert send(REPORT).status_code == 204
    (line,) = told
    assert (line["event"], line["directive"]) == ("csp_report", "script-src-elem")
    assert (line["blocked"], line["page"]) == ("https://ailleurs.exemple", "/invitation/<token>")
    assert "camille" not in str(line)
    assert "secret" not in str(line)
    assert 'cotap_csp_reports_total{directive="script-src-elem"}' in client.get("/metrics").text


def test_reports_of_the_newer_kind_are_taken_too(send):
    body = {"effectiveDirective": "img-src", "blockedURL": "data", "documentURL": "https://cotap.exemple/conferences"}
    with capture_logs() as told:
        assert send([{"type": "csp-violation", "body": body}] * 50, "application/reports+json").status_code == 204
    assert {(line["directive"], line["blocked"], line["page"]) for line in told} == {
        ("img-src", "data", "/conferences")
    }
    assert len([line for line in told if line["event"] == "csp_report"]) == 10


@pytest.mark.parametrize(
    ("said", "kind", "status"),
    [
        (REPORT, "text/plain", 415),
        (b"{", "application/csp-report", 422),
        (b" " * (LARGEST + 1), "application/csp-report", 413),
        (b"[1, null, {}]", "application/csp-report", 204),
        (
            {"csp-report": {"violated-directive": "x" * 5000, "blocked-uri": "http://[", "document-uri": 7}},
            "application/csp-report",
            204,
        ),
    ],
)
def test_what_is_no_report_is_refused_or_says_nothing(send, said, kind, status):
    assert send(said, kind).status_code == status


def test_a_browser_that_reports_without_end_is_no_longer_listened_to(client, send):
    with capture_logs() as told:
        for _ in range(OF_NETWORK.most + 20):
            assert send(REPORT).status_code == 204
    assert len([line for line in told if line["event"] == "csp_report"]) == OF_NETWORK.most
    assert 'cotap_csp_reports_total{directive="dropped"}' in client.get("/metrics").text
