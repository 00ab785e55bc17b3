"""What the audit of dependencies makes of what the advisory services say."""

import importlib.util
import json
import sys
from datetime import date
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2] / ".ci" / "audit.py"
TODAY = date(2026, 3, 3)


@pytest.fixture(scope="module")
def audit():
    described = importlib.util.spec_from_file_location("house_audit", HERE)
    module = importlib.util.module_from_spec(described)
    sys.modules["house_audit"] = module
    described.loader.exec_module(module)
    return module


def python(*packages: dict[str, object]) -> str:
    return json.dumps({"dependencies": list(packages), "fixes": []})


SOUND = {"name": "flask", "version": "3.1.3", "vulns": []}
FAULTY = {
    "name": "jinja2",
    "version": "2.4.1",
    "vulns": [
        {
            "id": "PYSEC-2019-217",
            "fix_versions": ["2.10.1"],
            "aliases": ["CVE-2019-10906", "GHSA-462w-v97r-4m45"],
            "description": "In Pallets Jinja before 2.10.1, str.format_map allows a sandbox escape.",
        }
    ],
}
UNKNOWN = {
    "name": "alembic",
    "skip_reason": "Dependency not found on PyPI and could not be audited: alembic (1.20.1)",
}
NPM_REFUSED = json.dumps(
    {
        "message": "405 Method Not Allowed - POST /-/npm/v1/security/advisories/bulk",
        "method": "POST",
        "statusCode": 405,
        "body": "",
        "error": {"summary": "", "detail": ""},
    }
)


def npm(severity: str) -> str:
    advisory = {
        "source": 1096727,
        "name": "ws",
        "dependency": "ws",
        "title": "ws affected by a DoS when handling a request with many HTTP headers",
        "url": "https://example.invalid/advisories/GHSA-3h5v-q93c-6h6q",
        "severity": severity,
        "range": ">=8.0.0 <8.17.1",
    }
    entry = {"name": "ws", "severity": severity, "isDirect": False, "via": [advisory], "fixAvailable": True}
    through = {"name": "engine.io-client", "severity": severity, "isDirect": False, "via": ["ws"], "fixAvailable": True}
    told = {"ws": entry, "engine.io-client": through}
    return json.dumps({"auditReportVersion": 2, "vulnerabilities": told, "metadata": {}})


def test_a_faulty_python_package_is_found_with_the_version_that_corrects_it(audit):
    (found,) = audit.python_findings(python(SOUND, FAULTY))
    assert str(found) == "jinja2 2.4.1: PYSEC-2019-217, severity unknown; fixed in 2.10.1"


def test_sound_packages_give_nothing(audit):
    assert audit.python_findings(python(SOUND)) == []
    assert audit.node_findings(json.dumps({"auditReportVersion": 2, "vulnerabilities": {}, "metadata": {}})) == []


def test_a_service_that_knew_no_package_has_audited_nothing(audit):
    """pip-audit then says « no known vulnerabilities » and succeeds."""
    with pytest.raises(audit.NotAudited, match="not audited: advisory service unreachable"):
        audit.python_findings(python(UNKNOWN, UNKNOWN))


def test_what_was_not_audited_is_named_and_hides_no_finding(audit):
    with pytest.raises(audit.NotAudited, match="unknown to the advisory service: alembic"):
        audit.python_findings(python(SOUND, UNKNOWN))
    assert len(audit.python_findings(python(FAULTY, UNKNOWN))) == 1


@pytest.mark.parametrize("said", ["", "ERROR: no network", "[]", NPM_REFUSED])
def test_an_unreachable_service_is_said_so(audit, said):
    for read in (audit.python_findings, audit.node_findings):
        with pytest.raises(audit.NotAudited, match="advisory service unreachable"):
            read(said)


@pytest.mark.parametrize(("severity", "found"), [("low", 0), ("moderate", 1), ("high", 1), ("critical", 1)])
def test_medium_and_above_count_once_among_npm_packages(audit, severity, found):
    assert [each.id for each in audit.node_findings(npm(severity))] == ["GHSA-3h5v-q93c-6h6q"] * found


@pytest.mark.parametrize(
    ("entry", "waits"),
    [
        ({}, True),
        ({"until": "2026-03-02"}, False),
        ({"reason": " "}, False),
        ({"package": "flask"}, False),
        ({"id": "PYSEC-2019-218"}, False),
    ],
)
def test_a_finding_waits_for_a_reason_until_a_day(audit, entry, waits):
    usual = {"id": "PYSEC-2019-217", "package": "jinja2", "reason": "no sandbox here", "until": "2026-03-03"}
    left = audit.to_correct(audit.python_findings(python(FAULTY)), [audit.Ignored(**usual | entry)], TODAY)
    assert (left == []) is waits


def test_what_is_ignored_on_file_says_why_and_until_when(audit):
    for entry in json.loads(HERE.with_name("audit-ignored.json").read_text()):
        ignored = audit.Ignored(**entry)
        assert ignored.reason.strip()
        assert date.fromisoformat(ignored.until)


@pytest.mark.parametrize(("required", "status"), [("", 0), ("1", 1)])
def test_without_network_the_build_goes_on_and_says_that_nothing_was_audited(
    audit, monkeypatch, capsys, required, status
):
    monkeypatch.setenv("AUDIT_REQUIRED", required)
    monkeypatch.setattr(audit, "ask_python", lambda: python(UNKNOWN))
    monkeypatch.setattr(audit, "ask_node", lambda: NPM_REFUSED)
    assert audit.main() == status
    said = capsys.readouterr().out
    assert said.count("not audited: advisory service unreachable") == 2
    assert "nothing" not in said


def test_a_finding_fails_the_build(audit, monkeypatch, capsys):
    monkeypatch.setattr(audit, "ask_python", lambda: python(FAULTY))
    monkeypatch.setattr(audit, "ask_node", lambda: NPM_REFUSED)
    assert audit.main() == 1
    assert "PYSEC-2019-217" in capsys.readouterr().out
