"""A real browser on a real web process: whole stories, looked at with axe."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from app.people.models import Person
from tests.processes import WebProcess, cookie_of
from tests.sittings.conftest import do, room

__all__ = ["do", "room"]  # fixtures: a sitting under way, and a way to act on it as anybody

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="module")
def two_processes(database_url: str) -> Iterator[tuple[WebProcess, WebProcess]]:
    with WebProcess(database_url, COTAP_TRIAL="1") as first, WebProcess(database_url, COTAP_TRIAL="1") as second:
        yield first, second


@pytest.fixture
def server(two_processes: tuple[WebProcess, WebProcess]) -> WebProcess:
    return two_processes[0]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, server: WebProcess) -> Iterator[Visit]:
    """Open a page as somebody (or nobody); what the browser logs as an error fails the story."""
    contexts = []
    faults: list[str] = []

    def open_page(
        path: str,
        person: Person | None = None,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        script: bool = True,
        process: WebProcess | None = None,
    ) -> Page:
        at = process or server
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            reduced_motion="reduce",
        )
        contexts.append(context)
        if person:
            name, _, value = cookie_of(person).partition("=")
            context.add_cookies([{"name": name, "value": value, "url": at.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.set_default_timeout(20_000)
        page.goto(at.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == [], "the page's own scripts failed"


def serious_findings(page: Page) -> list[str]:
    """Run axe and return its serious and critical findings, readable."""
    # Through the debugging protocol: the page's own policy rightly refuses foreign scripts.
    page.evaluate(AXE.read_text() + "; undefined")
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['help']} — {[n['target'] for n in v['nodes']][:4]}"
        for v in result["violations"]
        if v["impact"] in ("serious", "critical")
    ]
