"""Two real web processes on the test database, shared by the tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.processes import WebProcess


@pytest.fixture(scope="module")
def two_processes(database_url: str) -> Iterator[tuple[WebProcess, WebProcess]]:
    with WebProcess(database_url) as first, WebProcess(database_url) as second:
        yield first, second
