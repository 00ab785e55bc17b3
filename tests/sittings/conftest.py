"""A sitting under way and a way to ask things of it, as any door does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from app.conferences.models import Conference
from app.conferences.words import SeatKind
from app.people.models import Person
from app.sittings.models import Sitting
from app.web.dispatch import perform
from app.web.house import House
from tests.builders.world import World

Do = Callable[..., dict[str, Any]]


@pytest.fixture
def do(home: House, world: World) -> Do:
    """Perform a command as a person: `do(chair, "sitting.open", sitting_id=1)`."""

    def asked(person: Person, name: str, *, request_id: object = None, **data: Any) -> dict[str, Any]:
        return perform(home, world.actor(person), name, data, request_id=request_id)

    return asked


@dataclass
class Room:
    """A conference with a chair, four more delegates, an observer, a secretary and the State; its sitting is open."""

    world: World
    conference: Conference
    sitting: Sitting
    chair: Person
    delegates: list[Person]
    observer: Person
    secretary: Person
    partner: Person

    def fresh(self, entity: Any = None) -> Any:
        """Read an entity (the sitting by default) again."""
        entity = self.sitting if entity is None else entity
        with self.world.home.units.reading() as session:
            return session.get_one(type(entity), entity.id)

    @property
    def kinds(self) -> list[str]:
        """Return what happened in the sitting's record."""
        return self.world.kinds(self.sitting.stream)

    @property
    def last(self) -> Any:
        """Return the last entry of the sitting's record."""
        return self.world.entries(self.sitting.stream)[-1]


@pytest.fixture
def room(world: World) -> Room:
    conference = world.conference()
    chair = world.chair(conference)
    delegates = [world.delegate(conference) for _ in range(4)]
    observer = world.delegate(conference, kind=SeatKind.OBSERVER)
    secretary, partner = world.secretary(conference), world.partner(conference)
    sitting = world.open_sitting(conference)
    return Room(world, conference, sitting, chair, delegates, observer, secretary, partner)
