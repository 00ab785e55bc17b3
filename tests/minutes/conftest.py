"""A whole sitting, driven through the commands that any door offers, with a clock that moves."""

import pytest

from tests.builders.world import World

from .story import Story


@pytest.fixture
def story(world: World) -> Story:
    """A conference whose agenda is about to be published; nothing has happened yet."""
    return Story(world)


@pytest.fixture
def sat(story: Story) -> Story:
    """The same conference after a sitting with everything in it."""
    return story.sit()
