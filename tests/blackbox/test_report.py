"""What makes a scan fail, on reports as wapiti writes them."""

import json
import urllib.request

import pytest

from .listener import listening
from .report import EXPLAINED, Explanation, explanations, findings, unexplained


def a_finding(level: int, **more: str) -> dict[str, object]:
    return {"method": "GET", "path": "/x", "info": "…", "level": level, "parameter": "q", "referer": "", **more}


def a_report(**parts: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    return {"vulnerabilities": {}, "anomalies": {}, "additionals": {}, "infos": {}, **parts}


def test_what_is_medium_or_above_counts_and_what_is_below_does_not():
    kinds = {"Open Redirect": [a_finding(2)], "SQL Injection": [a_finding(4)], "HttpOnly Flag cookie": [a_finding(1)]}
    assert [found.kind for found in findings(a_report(vulnerabilities=kinds))] == ["Open Redirect", "SQL Injection"]


def test_a_failure_of_the_server_counts_whatever_its_level():
    report = a_report(anomalies={"Internal Server Error": [a_finding(0)], "Resource consumption": [a_finding(1)]})
    assert [found.kind for found in findings(report)] == ["Internal Server Error"]


def test_what_was_explained_is_left_out_where_it_was_explained_only():
    known = [Explanation("Open Redirect", "/x*", "it leads to this site", parameter="q")]
    paths = [a_finding(2), a_finding(2, path="/xyz"), a_finding(2, path="/y"), a_finding(2, parameter="r")]
    left = unexplained(a_report(vulnerabilities={"Open Redirect": paths}), known)
    assert [(found.path, found.parameter) for found in left] == [("/y", "q"), ("/x", "r")]


def test_the_same_finding_is_told_once():
    report = a_report(vulnerabilities={"Open Redirect": [a_finding(2), a_finding(2)]})
    assert len(unexplained(report, [])) == 1


def test_each_explanation_on_file_gives_its_reason(tmp_path):
    assert explanations(EXPLAINED) is not None
    silent = tmp_path / "explained.json"
    silent.write_text(json.dumps([{"kind": "Open Redirect", "path": "*", "reason": " "}]))
    with pytest.raises(ValueError, match="without a reason"):
        explanations(silent)


def test_whoever_calls_the_address_of_the_attacker_is_caught():
    """As wapiti asks: the calls of a session, by request and parameter."""
    with listening() as listener:
        with urllib.request.urlopen(f"{listener.url}ssrf/s1/7/71/", timeout=60):
            pass
        with urllib.request.urlopen(f"{listener.url}get_ssrf.php?session_id=s1", timeout=60) as answer:
            told = json.load(answer)
    assert told["7"]["71"][0]["method"] == "GET"
