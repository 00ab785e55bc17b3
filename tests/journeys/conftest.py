"""A real browser on a real web process: whole stories, looked at with axe."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright

from app.people.models import Person
from app.web.house import House
from tests.builders.world import World
from tests.clock import TestClock
from tests.conftest import app_on, copy_of, new_database
from tests.dated import DatedProcess
from tests.journeys.dated import Story
from tests.journeys.demo import Demo
from tests.journeys.looks import serious_findings
from tests.processes import WebProcess, cookie_of
from tests.sittings.conftest import do, room

__all__ = ["do", "room", "serious_findings"]
"""`room`: a sitting under way; `do`: a way to act on it as anybody."""

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / "frontend" / "dist" / "manifest.json"
PICTURES = ROOT / "build" / "journeys"
PATIENCE = 30_000
"""Milliseconds that bound a failure on a busy machine; nothing waits that long when all is well."""
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def front_end() -> None:
    """The built front end, without which no page can be looked at."""
    if not MANIFEST.exists():
        pytest.fail("frontend/dist is missing: build it first (`make ready`, or `cd frontend && node build.mjs`).")


@pytest.fixture(scope="session")
def database_url(database_url: str) -> str:
    """A database of its own: processes that outlive a test may then serve every story of this folder."""
    return new_database(database_url, "cotap_journeys")


@pytest.fixture(scope="session")
def app_once(database_url: str, clock: TestClock) -> Flask:
    return app_on(database_url, clock)


@pytest.fixture(scope="session")
def two_processes(front_end: None, database_url: str) -> Iterator[tuple[WebProcess, WebProcess]]:
    with WebProcess(database_url, COTAP_TRIAL="1") as first, WebProcess(database_url, COTAP_TRIAL="1") as second:
        yield first, second


@pytest.fixture(scope="session")
def demo(front_end: None, database_url: str, directory: str) -> Iterator[Demo]:
    """The demonstration, as it is at this minute, behind a web process of its own."""
    with Demo(copy_of(database_url, directory, "cotap_journeys_demo")) as told:
        yield told


@pytest.fixture(scope="session")
def dated_process(front_end: None, database_url: str) -> Iterator[DatedProcess]:
    """A web process that lives on the day a story tells."""
    with DatedProcess(database_url, datetime(2027, 1, 11, 8, tzinfo=UTC), COTAP_TRIAL="1") as process:
        yield process


@pytest.fixture
def story(
    two_processes: tuple[WebProcess, WebProcess],
    home: House,
    world: World,
    clock: TestClock,
    dated_process: DatedProcess,
) -> Story:
    """A late action and everybody around it, on a Monday of January 2027."""
    clock.hold()
    return Story(home, world, dated_process)


@pytest.fixture
def server(two_processes: tuple[WebProcess, WebProcess]) -> WebProcess:
    return two_processes[0]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, server: WebProcess, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open a page as somebody (or nobody); what the browser logs as an error fails the story."""
    pages: list[Page] = []
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
        before: Callable[[Page], None] | None = None,
    ) -> Page:
        at = process or server
        context = browser.new_context(
            base_url=at.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            reduced_motion="reduce",
        )
        if person:
            name, _, value = cookie_of(person).partition("=")
            context.add_cookies([{"name": name, "value": value, "url": at.url}])
        page = context.new_page()
        pages.append(page)
        listen_for_faults(page, faults)
        page.set_default_timeout(PATIENCE)
        if before:
            before(page)
        page.goto(path)
        return page

    yield open_page
    for n, page in enumerate(pages):
        if request.node.stash.get(FAILED, False):
            page.screenshot(path=PICTURES / f"{request.node.name}-{n}.png", full_page=True)
        page.context.close()
    assert faults == [], "the page's own scripts failed"


def listen_for_faults(page: Page, faults: list[str]) -> None:
    """Note what the page's scripts throw, and what its security policy had to stop."""
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: "Content Security Policy" in said.text and faults.append(said.text))
