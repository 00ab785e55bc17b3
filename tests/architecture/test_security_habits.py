"""Habits that whole families of faults need, and that the code does not have."""

import ast
import json
import re
from pathlib import Path

from .test_security_rules import ROOT, trees

SCRIPTS = [
    path
    for path in (ROOT / "frontend").rglob("*.ts")
    if "node_modules" not in path.parts and "testing" not in path.parts and not path.name.endswith(".test.ts")
]
OF_OUR_OWN_WRITING = {"format", "sentence", "line", "words"}
"""Names under which our own sentences are completed: they come from constants of the same module."""
ESCAPED_SIGN_BY_SIGN = {"app/interpellations/rules/redaction.py"}
"""Builds its pattern from a passage, each sign of it escaped."""
HTML_OF_OUR_OWN_PAGES = {"similar.ts"}
"""Puts a fragment that the server has rendered and escaped."""


def _ours(node: ast.expr) -> bool:
    """Tell whether a text comes from the source: a constant, or a name in capitals."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr):
        parts = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        return all(_ours(part) for part in parts)
    if isinstance(node, ast.Subscript):
        return _ours(node.value)
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        return name == "re.escape" or (name.endswith((".get", "Markup", "SQL", "_")) and _called_on_ours(node))
    return isinstance(node, ast.Name) and (node.id.isupper() or node.id in OF_OUR_OWN_WRITING)


def _called_on_ours(node: ast.Call) -> bool:
    if isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        return _ours(node.func.value)
    return all(_ours(given) for given in node.args)


def _methods(tree: ast.Module, name: str) -> list[ast.Call]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [one for one in found if isinstance(one.func, ast.Attribute) and one.func.attr == name]


def test_what_people_type_is_never_a_format():
    """1.3.10: a text completed by `format` was written here; what people type only fills it."""
    wrong = [
        f"{path}:{call.lineno}: {ast.unparse(call)[:80]}"
        for path, tree in trees()
        for call in [*_methods(tree, "format"), *_methods(tree, "format_map")]
        if not _ours(call.func.value)
    ]
    assert wrong == []


def test_what_people_type_is_never_a_pattern():
    """1.2.9: a regular expression is a constant, or holds what was escaped."""
    wrong = []
    for path, tree in trees():
        for name in ("compile", "sub", "match", "fullmatch", "search", "split", "findall", "finditer"):
            for call in _methods(tree, name):
                of_the_library = isinstance(call.func.value, ast.Name) and call.func.value.id == "re"
                if of_the_library and not _ours(call.args[0]) and path not in ESCAPED_SIGN_BY_SIGN:
                    wrong.append(f"{path}:{call.lineno}: {ast.unparse(call)[:80]}")
    assert wrong == []


def test_where_a_value_came_from_is_always_said():
    """15.3.7: the address, the form and the cookies are never read as one."""
    read = re.compile(r"\brequest\.values\b|\bCombinedMultiDict\b")
    assert [path for path, tree in trees() if read.search(ast.unparse(tree))] == []


def _scripts_with(pattern: str) -> set[str]:
    found = re.compile(pattern)
    return {path.name for path in SCRIPTS if found.search(path.read_text(encoding="utf-8"))}


def test_scripts_put_texts_as_texts():
    """3.2.2: what people typed reaches the page by `textContent`, or already escaped by the server."""
    assert len(SCRIPTS) > 30
    assert _scripts_with(r"\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write") == HTML_OF_OUR_OWN_PAGES
    assert _scripts_with(r"\beval\(|new Function\b") == set()


def test_scripts_hear_no_other_window_and_merge_no_object_they_were_given():
    """3.5.5, 15.3.6: no message between windows; what comes as JSON is read field by field."""
    assert _scripts_with(r"postMessage|addEventListener\(\s*[\"']message[\"']") == set()
    assert (
        _scripts_with(
            r"__proto__|\.prototype\b|Object\.assign\((?!document\.createElement)|for \((?:const|let) \w+ in "
        )
        == set()
    )


def test_every_package_comes_from_the_registry_of_its_kind():
    """15.1.2: no address of a package stands in what is installed, and each npm package has its digest."""
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: said for name, said in lock["packages"].items() if name}
    assert len(packages) > 100
    assert [name for name, said in packages.items() if "integrity" not in said or said.get("link")] == []
    assert [name for name, said in packages.items() if "://" in said.get("resolved", "")] == []
    written = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "git+" not in written
    assert "extra-index" not in written + Path(ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8")


def test_what_a_template_calls_safe_was_written_in_it():
    """1.2.1: a value put between « <a href= » and « safe » is an identifier, or escaped on the spot."""
    wrong = []
    for path in (ROOT / "frontend").rglob("*.html"):
        if "node_modules" in path.parts:
            continue
        for written in re.findall(r"\(((?:[^()]|\([^()]*\))*)\)\|safe", path.read_text(encoding="utf-8")):
            values = re.findall(r"~\s*([^~]+?)\s*~", written)
            wrong += [f"{path.name}: {one}" for one in values if not re.search(r"_id$|\|(?:urlencode|e)$", one)]
    assert wrong == []


def test_a_session_is_opened_in_one_place():
    """6.3.4: whatever the way in, the same function opens the device and writes the cookie."""
    opening = {path for path, tree in trees() for _call in _methods(tree, "open_device")}
    writing = {path for path, tree in trees() if re.search(r"\bidentity\.sign_in\(|\blogin_user\(", ast.unparse(tree))}
    assert opening == {"app/people/entering.py"}
    assert writing == {"app/people/entering.py", "app/web/identity.py"}


def test_password_fields_are_masked_and_known_to_managers():
    """6.2.6, 6.2.7: every field of a password says so to browsers, and nothing hinders pasting."""
    fields = [
        field
        for path in (ROOT / "frontend" / "pages").rglob("*.html")
        for field in re.findall(r"text_field\(f, \"(?:password|current)\"[^}]*", path.read_text(encoding="utf-8"))
    ]
    assert len(fields) >= 5
    kept = re.compile(r'type="password", autocomplete="(?:new|current)-password"')
    assert [field for field in fields if not kept.search(field)] == []
    assert _scripts_with(r"[\"']paste[\"']") == set()
