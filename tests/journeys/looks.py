"""What every page must be, whoever looks at it: readable by machines that read aloud, and by small screens."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

LEFT_OUT: frozenset[str] = frozenset()
"""Rules that no page is asked to keep. The grid of the declaration may not rest on any of these."""
EXTRA = (
    "css-orientation-lock",
    "focus-order-semantics",
    "label-content-name-mismatch",
    "table-fake-caption",
    "td-has-header",
)
"""Rules that axe runs only when asked: the pages of the declaration keep them too."""


def all_findings(page: Page) -> list[str]:
    """Run axe with every rule it knows to be sure of, and return whatever it finds, however small."""
    page.evaluate(AXE.read_text() + "; undefined")
    rules = {rule: {"enabled": True} for rule in EXTRA} | {rule: {"enabled": False} for rule in LEFT_OUT}
    result = page.evaluate(f"axe.run(document, {{resultTypes: ['violations'], rules: {json.dumps(rules)}}})")
    return [f"{v['id']}: {v['help']} — {[n['target'] for n in v['nodes']][:4]}" for v in result["violations"]]


def axe_version(page: Page) -> str:
    """Return which axe looked."""
    version: str = page.evaluate("axe.version")
    return version


def serious_findings(page: Page) -> list[str]:
    """Run axe and return its serious and critical findings, readable."""
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        with _same_with_timers(page) as twin:
            return serious_findings(twin)
    # Through the debugging protocol: the page's own policy rightly refuses foreign scripts.
    page.evaluate(AXE.read_text() + "; undefined")
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['help']} — {[n['target'] for n in v['nodes']][:4]}"
        for v in result["violations"]
        if v["impact"] in ("serious", "critical")
    ]


@contextmanager
def _same_with_timers(page: Page) -> Iterator[Page]:
    """Show what a visitor without script sees where axe's own timers fire: it would wait for them without end."""
    browser = page.context.browser
    assert browser is not None
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    context = browser.new_context(viewport=page.viewport_size, color_scheme="dark" if dark else "light", locale="fr-FR")
    written = page.content()
    context.route("**/*", lambda route: route.abort() if route.request.resource_type == "script" else route.continue_())
    context.route(page.url, lambda route: route.fulfill(body=written, content_type="text/html; charset=utf-8"))
    try:
        twin = context.new_page()
        twin.goto(page.url)
        yield twin
    finally:
        context.close()


def overflow(page: Page) -> int:
    """Return how many pixels the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return max(0, wider)
