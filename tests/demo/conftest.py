"""The demonstration in databases of its own, loaded once a day of the calendar for the whole run."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from app import create_app
from app.config import Settings
from app.demo.loading import load_demo
from tests.conftest import copy_of

DAYS = {
    "an ordinary afternoon": datetime(2026, 3, 3, 13, 0, tzinfo=UTC),
    "just after midnight on a new year": datetime(2026, 12, 31, 23, 20, tzinfo=UTC),
    "a leap day": datetime(2028, 2, 29, 9, 0, tzinfo=UTC),
    "a Sunday evening": datetime(2026, 11, 22, 18, 0, tzinfo=UTC),
    "a Thursday before dawn": datetime(2027, 5, 6, 2, 30, tzinfo=UTC),
}


class Loaded:
    """A database of its own with the demonstration in it."""

    def __init__(self, database_url: str, moment: datetime) -> None:
        settings = Settings(database_url=database_url, secret_key="d" * 40, testing=True, trial=True)
        self.moment = moment
        self.app = create_app(settings, clock=lambda: moment)
        self.home = self.app.extensions["cotap"]
        with self.app.app_context():
            self.first, self.second = load_demo(self.home), load_demo(self.home)


@pytest.fixture(scope="session")
def demos(database_url: str, directory: str) -> Iterator[Callable[[datetime], Loaded]]:
    """Give the demonstration of a moment, loading it the first time it is asked for."""
    kept: dict[datetime, Loaded] = {}

    def demo_of(moment: datetime) -> Loaded:
        if moment not in kept:
            kept[moment] = Loaded(copy_of(database_url, directory, f"demo_{moment:%Y%m%d}"), moment)
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
