"""A journey that acts says what it waits for before it looks: pages change when the machine gets round to it."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

JOURNEYS = Path(__file__).resolve().parents[1] / "journeys"
ACTS = {"click", "dblclick", "press", "tap"}
LOOKS = {"all_findings", "overflow", "serious_findings"}
READS = {"clear_cookies", "goto", "last_link", "visit", "visit_dated"}
"""What a page still on its way would be cut off by, or would not have written yet."""


def _names(node: ast.AST) -> set[str]:
    calls = [call.func for call in ast.walk(node) if isinstance(call, ast.Call)]
    return {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in calls}


def _statements(tree: ast.AST) -> Iterator[tuple[ast.stmt, ast.stmt]]:
    for node in ast.walk(tree):
        for block in (getattr(node, "body", None), getattr(node, "orelse", None), getattr(node, "finalbody", None)):
            if isinstance(block, list):
                yield from pairwise(block)


def _called_alike(tree: ast.Module, known: set[str], *, last: bool) -> set[str]:
    """Return the helpers of a module that end by an act (`last`), or begin by a look."""
    helpers = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("test_")]
    bodies = {
        node.name: [one for one in node.body if not isinstance(getattr(one, "value", one), ast.Constant)]
        for node in helpers
    }
    return {name for name, body in bodies.items() if body and _names(body[-1 if last else 0]) & known}


def hasty(source: str) -> list[int]:
    """Return the lines that look at a page, leave it or read what it writes right after an act, without waiting."""
    tree = ast.parse(source)
    acts = ACTS | _called_alike(tree, ACTS, last=True)
    looks = LOOKS | READS | _called_alike(tree, LOOKS, last=False)
    found = []
    for before, after in _statements(tree):
        acted = _names(before) & acts and not _names(before) & {"expect", "wait_for_url"}
        waits = isinstance(after, ast.With) or "expect" in _names(after)
        if isinstance(before, ast.Expr) and acted and _names(after) & looks and not waits:
            found.append(after.lineno)
    return sorted(set(found))


def test_no_journey_looks_at_a_page_that_may_still_be_on_its_way():
    found = {path.name: hasty(path.read_text()) for path in sorted(JOURNEYS.glob("*.py"))}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_hasty_look_is_seen():
    assert hasty('page.get_by_role("link").click()\nassert serious_findings(page) == []') == [2]
    helper = "def fine(page):\n    '''Sound.'''\n    assert overflow(page) == 0\n"
    assert hasty(helper + "def test_it():\n    page.keyboard.press('Enter')\n    fine(page)") == [6]
    assert hasty('link.click()\nexpect(page).to_have_url("/")\nassert overflow(page) == 0') == []
