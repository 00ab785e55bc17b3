"""Two places where everything exists."""

import pytest

from .ground import a_place


@pytest.fixture
def here(world):
    return a_place(world)


@pytest.fixture
def elsewhere(world):
    return a_place(world)
