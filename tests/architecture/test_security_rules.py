"""What the code never does: commands of the system, weak digests, draws that can be guessed, objects from bytes."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
STARTS_PROCESSES = {"app/commands/children.py"}
"""The command line of `make run`: no request reaches it."""
FORBIDDEN = {
    "subprocess": "operating system commands (1.2.5)",
    "pty": "operating system commands (1.2.5)",
    "xml": "XML, with its external entities (1.5.1)",
    "lxml": "XML, with its external entities (1.5.1)",
    "pickle": "objects from bytes (1.5.2)",
    "marshal": "objects from bytes (1.5.2)",
    "shelve": "objects from bytes (1.5.2)",
    "yaml": "objects from text (1.5.2)",
    "random": "draws that can be guessed (11.5.1)",
}
CALLS = {
    "eval": "code from text",
    "exec": "code from text",
    "system": "operating system commands",
    "popen": "operating system commands",
    "md5": "broken digests (11.4.1)",
    "render_template_string": "templates from people",
}
DRAWS_FOR_NOBODY = {"app/demo"}


def trees():
    for path in sorted(APP.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


def test_no_module_reads_objects_or_xml_runs_commands_or_draws_what_can_be_guessed():
    wrong = [
        f"{path}: {name}, {FORBIDDEN[name]}"
        for path, tree in trees()
        for name in imported(tree)
        if name in FORBIDDEN and path not in STARTS_PROCESSES and not path.startswith(tuple(DRAWS_FOR_NOBODY))
    ]
    assert wrong == []


def test_no_call_runs_text_or_uses_a_broken_digest():
    wrong = []
    for path, tree in trees():
        for node in ast.walk(tree):
            called = getattr(node, "func", None)
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            of_a_session = isinstance(called, ast.Attribute) and name == "exec"
            if isinstance(node, ast.Call) and name in CALLS and not of_a_session:
                wrong.append(f"{path}:{node.lineno}: {name}, {CALLS[name]}")
    assert wrong == []


@pytest.mark.parametrize("kept", [".ci/constraints.txt", "frontend/package-lock.json"])
def test_every_component_is_pinned(kept):
    """15.1.1: the list of what the product is made of, to be compared with what is known to be broken."""
    text = (ROOT / kept).read_text(encoding="utf-8")
    if kept.endswith(".json"):
        assert text.count('"integrity": "sha512-') > 50
    else:
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        assert len(lines) > 50
        assert [line for line in lines if "==" not in line or "://" in line] == []


def test_every_address_that_leads_elsewhere_says_nothing_of_where_one_comes_from():
    """3.7.x: a page of another site opened from here gets neither the page nor a handle on it."""
    wrong = []
    for path in (ROOT / "frontend").rglob("*.html"):
        if "node_modules" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        start = text.find('target="_blank"')
        while start >= 0:
            tag = text[text.rfind("<", 0, start) : text.find(">", start)]
            if "noopener" not in tag:
                wrong.append(f"{path.name}: {tag[:120]}")
            start = text.find('target="_blank"', start + 1)
    assert wrong == []
