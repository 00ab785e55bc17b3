"""What holds for every template and stylesheet: security policy, French typography, documentation, imports."""

import re

import pytest

from .kitchen import FRONTEND, TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FRONTEND)))
def test_no_template_breaks_the_security_policy(path):
    source = re.sub(r"{#.*?#}|{{.*?}}|{%.*?%}", "", path.read_text(), flags=re.S)
    assert not re.search(r"\sstyle\s*=", source), "a style attribute is refused by the policy"
    assert not re.search(r"<style\b", source), "an inline stylesheet is refused by the policy"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source), "an inline handler is refused by the policy"
    for tag in re.findall(r"<script\b[^>]*>", source):
        assert "src=" in tag or 'type="application/json"' in tag, "an inline script is refused by the policy"
    assert not re.search(r"(src|href)=\"(https?:)?//", source), "a third party would be told who reads the page"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FRONTEND)))
def test_every_template_is_set_as_french_is(path):
    for words in re.findall(r"_\(\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')", path.read_text()):
        phrase = "".join(words)
        assert not re.search(r" [:;!?»]|« ", phrase), f"a breaking space stands before or after a sign in {phrase!r}"
        assert "'" not in phrase, f"a straight apostrophe stands in {phrase!r}"
        assert "..." not in phrase, f"three full stops stand for … in {phrase!r}"


@pytest.mark.parametrize(
    "folder", sorted(p for p in (FRONTEND / "components").iterdir() if p.is_dir()), ids=lambda p: p.name
)
def test_a_component_is_a_documented_template_with_its_stylesheet(folder):
    source = (folder / f"{folder.name}.html").read_text()
    assert (folder / f"{folder.name}.css").exists()
    documentation = source[: source.index("-#}")]
    for name in re.findall(r"{%-? macro ([a-z]\w*)", source):
        assert f"{name}(" in documentation, f"{name} is not documented at the top of its file"


def test_every_stylesheet_is_imported_once():
    imported = [
        (FRONTEND / "styles" / name).resolve()
        for entry in ("main.css", "room.css")
        for name in re.findall(r'@import "(.*?)";', (FRONTEND / "styles" / entry).read_text())
    ]
    own = [p for d in ("styles", "components", "pages", "islands") for p in (FRONTEND / d).rglob("*.css")]
    expected = {p.resolve() for p in own} - {
        FRONTEND / "styles" / "main.css",
        FRONTEND / "styles" / "room.css",
    }
    assert len(imported) == len(set(imported))
    assert set(imported) == expected
