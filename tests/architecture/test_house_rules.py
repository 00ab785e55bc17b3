"""Rules about the code itself: they survive because a machine keeps them."""

import ast
import re
from pathlib import Path

import pytest

from app.foundation.commands import COMMANDS
from app.foundation.facts import CATALOGUE
from app.web.guards import is_public

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "app").rglob("*.py"))


def _operations() -> list[tuple[Path, ast.FunctionDef]]:
    found = []
    for path in MODULES:
        if path.name == "operations.py" or "operations" in path.parent.name:
            tree = ast.parse(path.read_text())
            found += [(path, node) for node in tree.body if isinstance(node, ast.FunctionDef)]
    return found


OPERATIONS = [(p, f) for p, f in _operations() if f.args.args and f.args.args[0].arg == "work" and f.name[0] != "_"]


@pytest.mark.parametrize(("path", "operation"), OPERATIONS, ids=[f"{p.parent.name}:{f.name}" for p, f in OPERATIONS])
def test_every_operation_has_a_sentence_and_asks_a_policy(path, operation):
    assert ast.get_docstring(operation), f"{path}: {operation.name} says nothing of its effect"
    asks = any(
        isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr == "allow")
            # An operation may ask through another operation, or a private step, that is given the same work.
            or (node.args and isinstance(node.args[0], ast.Name) and node.args[0].id == "work")
        )
        for node in ast.walk(operation)
    )
    assert asks, f"{path}: {operation.name} asks no policy"


def test_only_the_unit_of_work_commits():
    committing = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if re.search(r"session\.(commit|begin)\(", path.read_text()) and path.name != "unit_of_work.py"
    ]
    assert committing == []


def test_the_signed_in_account_is_read_in_one_place():
    readers = [str(p.relative_to(ROOT)) for p in MODULES if re.search(r"\bcurrent_user\b", p.read_text())]
    assert readers == ["app/web/identity.py"]


@pytest.mark.parametrize("path", MODULES, ids=[str(p.relative_to(ROOT)) for p in MODULES])
def test_modules_and_functions_keep_their_size(path):
    text = path.read_text()
    lines = text.count("\n")
    assert lines <= 250, f"{path.relative_to(ROOT)} has {lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            first = node.body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            body = node.end_lineno - (first.end_lineno if documented else node.lineno - 1)
            assert body <= 30, f"{path.relative_to(ROOT)}: {node.name} has {body} lines"


def test_every_function_of_the_house_is_named_for_what_it_does():
    junk = [
        p for p in MODULES if p.stem in {"utils", "util", "helpers", "service", "services", "common", "misc", "core"}
    ]
    assert junk == []


def test_every_fact_has_a_kind_in_the_past_and_a_sentence():
    wrong = [kind for kind in CATALOGUE if not re.fullmatch(r"[a-z_]+\.[a-z_]+", kind)]
    assert wrong == []
    assert [f.__name__ for f in CATALOGUE.values() if not (f.__doc__ or "").strip()] == []


def test_every_command_has_a_name_a_summary_and_a_described_door(app, client):
    described = client.get("/api/v1/openapi.json").get_json()["paths"]
    assert {f"/api/v1/commands/{name}" for name in COMMANDS} <= set(described)
    assert [c.name for c in COMMANDS.values() if not re.fullmatch(r"[a-z_]+\.[a-z_]+", c.name)] == []


def test_every_route_is_for_signed_in_people_unless_marked_public(app, client):
    """Without an account a route that is not public answers 401 or sends to the sign-in page."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if is_public(view) or "GET" not in (rule.methods or ()) or rule.arguments:
            continue
        answer = client.get(rule.rule)
        assert answer.status_code in (303, 401), rule.rule


def test_no_template_carries_inline_script_or_style():
    offenders = []
    for path in (ROOT / "frontend").rglob("*.html"):
        if "node_modules" in path.parts:
            continue
        html = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(), flags=re.S)
        if re.search(r"<script(?![^>]*\bsrc=)|<style|<[a-z][^>]*\s(style|on[a-z]+)=", html):
            offenders.append(str(path.relative_to(ROOT)))
    assert offenders == []
