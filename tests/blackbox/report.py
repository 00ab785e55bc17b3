"""What a report of wapiti means for us: findings of medium or above that nobody has explained."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

MEDIUM = 2
LEVELS = ("info", "low", "medium", "high", "critical")
SERVER_FAULT = "Internal Server Error"
EXPLAINED = Path(__file__).with_name("explained.json")


@dataclass(frozen=True)
class Finding:
    """One thing that wapiti says of one address."""

    kind: str
    level: int
    path: str
    parameter: str
    says: str

    def __str__(self) -> str:
        return f"{LEVELS[self.level]}: {self.kind}, {self.path} ({self.parameter or 'no parameter'}): {self.says}"


@dataclass(frozen=True)
class Explanation:
    """Findings that are no holes, and why. `path` may end with a star."""

    kind: str
    path: str
    reason: str
    parameter: str = "*"

    def covers(self, finding: Finding) -> bool:
        """Tell whether this is what was explained."""
        return (
            self.kind == finding.kind
            and fnmatch(finding.path, self.path)
            and fnmatch(finding.parameter, self.parameter)
        )


def explanations(file: Path = EXPLAINED) -> list[Explanation]:
    """Return the findings that were looked at and explained; each must say why."""
    found = [Explanation(**entry) for entry in json.loads(file.read_text())]
    silent = [entry for entry in found if not entry.reason.strip()]
    if silent:
        raise ValueError(f"explained without a reason: {silent}")
    return found


def findings(report: dict[str, Any]) -> Iterator[Finding]:
    """Yield what counts: vulnerabilities of medium or above, and every failure of the server whatever its level."""
    for part in ("vulnerabilities", "anomalies"):
        for kind, found in report.get(part, {}).items():
            for one in found:
                if one["level"] >= MEDIUM or kind == SERVER_FAULT:
                    yield Finding(kind, one["level"], one["path"], one.get("parameter") or "", one.get("info") or "")


def unexplained(report: dict[str, Any], known: list[Explanation]) -> list[Finding]:
    """Return the findings that nothing explains."""
    return [one for one in dict.fromkeys(findings(report)) if not any(entry.covers(one) for entry in known)]
