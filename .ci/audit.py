"""Ask the advisory services about every pinned dependency: `make audit`.

A finding of medium or above fails, unless `.ci/audit-ignored.json` says why it may wait and until when. Advisories
about Python packages carry no severity: each one counts. A service that cannot be reached is said, never taken for
« nothing found »: the build goes on without network, and `AUDIT_REQUIRED=1` refuses to.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).parent
UNREACHABLE = "not audited: advisory service unreachable"
HARMFUL = ("moderate", "high", "critical")
PATIENCE = 60


class NotAudited(Exception):
    """Nothing can be said: the words tell why."""


@dataclass(frozen=True)
class Finding:
    """An advisory about a version that we use."""

    package: str
    version: str
    id: str
    severity: str
    fixed_in: str

    def __str__(self) -> str:
        return f"{self.package} {self.version}: {self.id}, {self.severity}; fixed in {self.fixed_in or 'no version'}"


@dataclass(frozen=True)
class Ignored:
    """An advisory that may wait until a day, and why."""

    id: str
    package: str
    reason: str
    until: str

    def covers(self, finding: Finding, today: date) -> bool:
        """Tell whether this finding may still wait."""
        known = (self.id, self.package) == (finding.id, finding.package)
        return known and bool(self.reason.strip()) and today <= date.fromisoformat(self.until)


def python_findings(said: str) -> list[Finding]:
    """Read what pip-audit says, or raise `NotAudited`: it also succeeds when it knew none of the packages."""
    told = _json(said)
    packages = told.get("dependencies", [])
    known = [package for package in packages if "skip_reason" not in package]
    if not known:
        raise NotAudited(UNREACHABLE)
    found = [
        Finding(package["name"], package["version"], vuln["id"], "severity unknown", ", ".join(vuln["fix_versions"]))
        for package in known
        for vuln in package["vulns"]
    ]
    if not found and len(known) < len(packages):
        unknown = ", ".join(package["name"] for package in packages if "skip_reason" in package)
        raise NotAudited(f"not audited: unknown to the advisory service: {unknown}")
    return found


def node_findings(said: str) -> list[Finding]:
    """Read what `npm audit --json` says, or raise `NotAudited`; low severities are left out."""
    told = _json(said)
    if "vulnerabilities" not in told:
        raise NotAudited(UNREACHABLE)
    return list(dict.fromkeys(_of_node(told["vulnerabilities"])))


def _of_node(vulnerabilities: dict[str, Any]) -> Iterator[Finding]:
    for package, told in vulnerabilities.items():
        # A package named by another's fault only says through which one it comes: that one has its own line.
        for advisory in (via for via in told["via"] if isinstance(via, dict)):
            if advisory["severity"] in HARMFUL:
                fix = "a newer version" if told.get("fixAvailable") else ""
                yield Finding(package, advisory["range"], advisory["url"].rpartition("/")[2], advisory["severity"], fix)


def _json(said: str) -> dict[str, Any]:
    try:
        told = json.loads(said)
    except ValueError as fault:
        raise NotAudited(UNREACHABLE) from fault
    if not isinstance(told, dict):
        raise NotAudited(UNREACHABLE)
    return told


def to_correct(found: list[Finding], ignored: list[Ignored], today: date) -> list[Finding]:
    """Return the findings that may not wait."""
    return [finding for finding in found if not any(entry.covers(finding, today) for entry in ignored)]


def ask_python() -> str:
    """Ask about what Python packages are pinned, with a pip-audit of its own."""
    folder = ROOT / "instance" / "audit"
    python = folder / "bin" / "python"
    if not python.exists():
        _run(sys.executable, "-m", "venv", str(folder))
    _run(str(python), "-m", "pip", "install", "-q", "--retries", "0", "--timeout", "10", "-r", str(HERE / "audit.txt"))
    asked = ["-r", str(HERE / "constraints.txt"), "--no-deps", "--disable-pip", "--format", "json"]
    more = ["--progress-spinner", "off", "--timeout", "10", "--cache-dir", str(folder / "cache")]
    return _run(str(python), "-m", "pip_audit", *asked, *more)


def ask_node() -> str:
    """Ask about what npm packages are locked."""
    return _run("npm", "audit", "--json", "--fetch-retries=0", "--fetch-timeout=15000", cwd=ROOT / "frontend")


def _run(*command: str, cwd: Path = ROOT) -> str:
    try:
        return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=PATIENCE, check=False).stdout
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise NotAudited(UNREACHABLE) from fault


def main() -> int:
    """Print what was found or why nothing could be; 1 when something must be corrected."""
    ignored = [Ignored(**entry) for entry in json.loads((HERE / "audit-ignored.json").read_text())]
    failed = False
    for what, ask, read in (("Python", ask_python, python_findings), ("npm", ask_node, node_findings)):
        try:
            left = to_correct(read(ask()), ignored, datetime.now(UTC).date())
            said = [str(finding) for finding in left] or ["nothing of medium or above"]
            failed = failed or bool(left)
        except NotAudited as reason:
            said = [str(reason)]
            failed = failed or os.environ.get("AUDIT_REQUIRED") == "1"
        for line in said:
            sys.stdout.write(f"audit, {what}: {line}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
