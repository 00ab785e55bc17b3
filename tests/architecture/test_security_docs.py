"""docs/security.md claims nothing that does not exist, and forgets no requirement of levels 1 and 2."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .test_security_rules import trees

ROOT = Path(__file__).resolve().parents[2]
TOLD = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
DECIDED = (ROOT / "docs" / "security-decisions.md").read_text(encoding="utf-8")

# ASVS 5.0.0: how many requirements each section has, and which of them are of level 3.
SECTIONS: dict[str, tuple[int, tuple[int, ...]]] = {
    "1.1": (2, ()),
    "1.2": (10, (10,)),
    "1.3": (12, (12,)),
    "1.4": (3, ()),
    "1.5": (3, (3,)),
    "2.1": (3, ()),
    "2.2": (3, ()),
    "2.3": (5, (5,)),
    "2.4": (2, (2,)),
    "3.1": (1, (1,)),
    "3.2": (3, (3,)),
    "3.3": (5, (5,)),
    "3.4": (8, (7, 8)),
    "3.5": (8, (6, 7, 8)),
    "3.6": (1, (1,)),
    "3.7": (5, (3, 4, 5)),
    "4.1": (5, (4, 5)),
    "4.2": (5, (2, 3, 4, 5)),
    "4.3": (2, ()),
    "4.4": (4, ()),
    "5.1": (1, ()),
    "5.2": (6, (4, 5, 6)),
    "5.3": (3, (3,)),
    "5.4": (3, ()),
    "6.1": (3, ()),
    "6.2": (12, ()),
    "6.3": (8, (5, 6, 7, 8)),
    "6.4": (6, (5, 6)),
    "6.5": (8, (6, 7, 8)),
    "6.6": (4, (4,)),
    "6.7": (2, (1, 2)),
    "6.8": (4, ()),
    "7.1": (3, ()),
    "7.2": (4, ()),
    "7.3": (2, ()),
    "7.4": (5, ()),
    "7.5": (3, (3,)),
    "7.6": (2, ()),
    "8.1": (4, (3, 4)),
    "8.2": (4, (4,)),
    "8.3": (3, (2, 3)),
    "8.4": (2, (2,)),
    "9.1": (3, ()),
    "9.2": (4, ()),
    "10.1": (2, ()),
    "10.2": (3, (3,)),
    "10.3": (5, (5,)),
    "10.4": (16, (12, 13, 14, 15, 16)),
    "10.5": (5, ()),
    "10.6": (2, ()),
    "10.7": (3, ()),
    "11.1": (4, (3, 4)),
    "11.2": (5, (4, 5)),
    "11.3": (5, (4, 5)),
    "11.4": (4, ()),
    "11.5": (2, (2,)),
    "11.6": (2, (2,)),
    "11.7": (2, (1, 2)),
    "12.1": (5, (4, 5)),
    "12.2": (2, ()),
    "12.3": (5, (5,)),
    "13.1": (4, (2, 3, 4)),
    "13.2": (6, (6,)),
    "13.3": (4, (3, 4)),
    "13.4": (7, (6, 7)),
    "14.1": (2, ()),
    "14.2": (8, (5, 6, 7, 8)),
    "14.3": (3, ()),
    "15.1": (5, (4, 5)),
    "15.2": (5, (4, 5)),
    "15.3": (7, ()),
    "15.4": (4, (1, 2, 3, 4)),
    "16.1": (1, ()),
    "16.2": (5, ()),
    "16.3": (4, ()),
    "16.4": (3, ()),
    "16.5": (4, (4,)),
    "17.1": (2, (2,)),
    "17.2": (8, (5, 6, 7, 8)),
    "17.3": (2, ()),
}
REQUIRED = [
    f"{section}.{number}"
    for section, (many, beyond) in SECTIONS.items()
    for number in range(1, many + 1)
    if number not in beyond
]
NUMBER = r"\d+\.\d+\.\d+"
LEADING = re.compile(rf"\| ({NUMBER}(?:(?:–|, ){NUMBER})*) ")


def rows() -> Iterator[tuple[list[str], str]]:
    """Yield each line of the tables that begins with requirements, and their numbers, ranges spelt out."""
    for line in TOLD.splitlines():
        if found := LEADING.match(line):
            yield [one for part in found[1].split(", ") for one in _spelt_out(part)], line


def _spelt_out(part: str) -> list[str]:
    first, _, last = part.partition("–")
    section, _, low = first.rpartition(".")
    high = last.rpartition(".")[2] or low
    assert not last or last.startswith(f"{section}."), f"{part} goes from one section to another"
    return [f"{section}.{number}" for number in range(int(low), int(high) + 1)]


def test_every_requirement_of_levels_1_and_2_stands_once_and_no_other():
    told = Counter(number for numbers, _ in rows() for number in numbers)
    assert len(REQUIRED) == 253
    assert [number for number in REQUIRED if number not in told] == []
    assert [number for number in told if number not in REQUIRED] == []
    assert [number for number, times in told.items() if times > 1] == []


def test_the_count_at_the_end_is_that_of_the_tables():
    apart = TOLD.index("## Not applicable")
    gaps = sum(len(numbers) for numbers, line in rows() if "**Gap**" in line)
    elsewhere = sum(len(numbers) for numbers, line in rows() if TOLD.index(line) > apart)
    met = len(REQUIRED) - gaps - elsewhere
    assert f"{len(REQUIRED)} requirements of levels 1 and 2: {met} met, {gaps} with a gap, {elsewhere} that do" in TOLD


def test_every_requirement_that_is_met_says_where_and_names_a_test_or_says_that_there_is_none():
    apart = TOLD.index("## Not applicable")
    for numbers, line in rows():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if TOLD.index(line) > apart:
            assert len(cells) == 2, numbers
            continue
        assert len(cells) == 3, numbers
        assert cells[1], numbers
        assert cells[2] == "–" or "`test" in cells[2], numbers


def test_every_test_and_module_that_the_checklist_names_exists():
    tests = re.findall(r"`(tests/[\w/]+(?:\.py)?)", TOLD)
    modules = [path for path in re.findall(r"`((?:\w+/)+\w+\.py)", TOLD) if not path.startswith("tests/")]
    missing = [path for path in tests if not (ROOT / path).exists()]
    missing += [path for path in modules if not ((ROOT / path).exists() or (ROOT / "app" / path).exists())]
    assert missing == []


def test_every_named_function_is_in_the_module_that_the_checklist_says():
    missing = []
    for path, name in re.findall(r"`((?:\w+/)*\w+\.py)::(\w+)`", TOLD):
        file = next(at for at in (ROOT / path, ROOT / "app" / path) if at.exists())
        if not re.search(rf"^\s*(?:def|class) {name}\b|^{name}\b", file.read_text(encoding="utf-8"), re.M):
            missing.append(f"{path}::{name}")
    assert missing == []


def test_every_named_test_is_written():
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = re.findall(r"(?<!/)\b(test_[a-z_0-9]{20,})\b(?!\.py)", TOLD)
    assert [name for name in named if f"def {name}(" not in written] == []


def _section(name: str) -> str:
    return DECIDED.split(f"\n## {name}\n")[1].split("\n## ")[0]


def test_every_use_of_cryptography_is_where_the_inventory_says():
    """11.1.2: a module that signs, seals, digests or draws stands in the inventory, and nothing else does."""
    kinds = {"hashlib", "hmac", "cryptography", "argon2", "joserfc", "itsdangerous", "webauthn", "pyotp", "ssl"}
    using = {
        path.removeprefix("app/")
        for path, tree in trees()
        for node in ast.walk(tree)
        for name in _imported(node)
        if name in kinds and not path.startswith("app/demo")
    }
    listed = set(re.findall(r"`([\w/]+\.py)`", _section("Keys")))
    assert (sorted(using - listed), sorted(listed - using)) == ([], [])


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name.partition(".")[0] for name in node.names]
    return [(node.module or "").partition(".")[0]] if isinstance(node, ast.ImportFrom) and not node.level else []


def test_every_line_of_the_log_is_in_the_inventory():
    """16.1.1: what a process may write, by its name."""
    listed = set(re.findall(r"`([a-z_]+)`", _section("Logs")))
    written = {
        node.args[0].value
        for _path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "log"
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(written) > 10
    assert sorted(written - listed) == []
