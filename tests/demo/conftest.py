"""The demonstration in databases of its own, loaded once a day of the calendar for the whole run."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from app import create_app
from app.commands.directory import PUBLISHED
from app.config import Settings
from app.demo.loading import load_demo
from app.foundation import embedded
from app.foundation.actors import SYSTEM
from app.foundation.migrations import migrate
from app.institutions.operations import import_directory
from app.institutions.source import read_directory
from tests.processes import let_everybody_in

DAYS = {
    "an ordinary afternoon": datetime(2026, 3, 3, 13, 0, tzinfo=UTC),
    "just after midnight on a new year": datetime(2026, 12, 31, 23, 20, tzinfo=UTC),
    "a leap day": datetime(2028, 2, 29, 9, 0, tzinfo=UTC),
    "a Sunday evening": datetime(2026, 11, 22, 18, 0, tzinfo=UTC),
    "a Thursday before dawn": datetime(2027, 5, 6, 2, 30, tzinfo=UTC),
}


class Loaded:
    """A database of its own with the demonstration in it."""

    def __init__(self, server_url: str, name: str, moment: datetime) -> None:
        embedded.create_database(server_url.replace("/cotap_tests", "/postgres"), name)
        url = server_url.replace("/cotap_tests", f"/{name}")
        settings = Settings(database_url=url, secret_key="d" * 40, testing=True, trial=True)
        self.moment = moment
        self.app = create_app(settings, clock=lambda: moment)
        self.home = self.app.extensions["cotap"]
        migrate(self.home.engine)
        let_everybody_in(self.home.settings.database_url)
        with self.home.units.begin(SYSTEM) as work:
            import_directory(work, read_directory(PUBLISHED))
        with self.app.app_context():
            self.first, self.second = load_demo(self.home), load_demo(self.home)


@pytest.fixture(scope="session")
def demos(database_url: str) -> Iterator[Callable[[datetime], Loaded]]:
    """Give the demonstration of a moment, loading it the first time it is asked for."""
    kept: dict[datetime, Loaded] = {}

    def demo_of(moment: datetime) -> Loaded:
        if moment not in kept:
            kept[moment] = Loaded(database_url, f"demo_{moment:%Y%m%d}", moment)
        return kept[moment]

    yield demo_of
    for loaded in kept.values():
        loaded.home.engine.dispose()


@pytest.fixture(scope="module", params=DAYS.values(), ids=DAYS.keys())
def demo(request: pytest.FixtureRequest, demos: Callable[[datetime], Loaded]) -> Loaded:
    return demos(request.param)


@pytest.fixture
def ordinary(demos: Callable[[datetime], Loaded]) -> Loaded:
    """The demonstration on an ordinary afternoon."""
    return demos(DAYS["an ordinary afternoon"])
