"""docs/security.md claims nothing that does not exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOLD = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_test_and_module_that_the_checklist_names_exists():
    tests = re.findall(r"`(tests/[\w/]+(?:\.py)?)", TOLD)
    modules = [path for path in re.findall(r"`((?:\w+/)+\w+\.py)", TOLD) if not path.startswith("tests/")]
    missing = [path for path in tests if not (ROOT / path).exists()]
    missing += [path for path in modules if not ((ROOT / path).exists() or (ROOT / "app" / path).exists())]
    assert missing == []


def test_every_named_test_is_written():
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = re.findall(r"(?<!/)\b(test_[a-z_0-9]{20,})\b(?!\.py)", TOLD)
    assert [name for name in named if f"def {name}(" not in written] == []


def test_every_gap_is_written_as_one():
    assert TOLD.count("**Gap**") >= 5
