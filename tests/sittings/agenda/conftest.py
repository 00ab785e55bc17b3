"""A conference with everybody in it, and a sitting in preparation a week ahead."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from app.conferences.models import Conference, ThematicGroup
from app.conferences.words import SeatKind
from app.people.models import Person
from app.sittings.models import AgendaItem, Sitting
from app.sittings.words import ItemOrigin, ItemState
from app.web.dispatch import perform
from tests.builders.world import World

CAPACITIES = (
    "chair",
    "secretary",
    "delegate",
    "observer",
    "partner",
    "group_member",
    "stranger",
    "administrator",
    "visitor",
)


@dataclass(kw_only=True)
class Assembly:
    """Who is who. `act(person, "agenda.propose", …)` performs a command as that person."""

    world: World
    conference: Conference
    group: ThematicGroup
    sitting: Sitting
    people: dict[str, Person | None]

    def __getattr__(self, name: str) -> Person:
        person = self.people[name]
        assert person is not None
        return person

    def actor(self, capacity: str) -> Any:
        from app.foundation.actors import VISITOR

        person = self.people[capacity]
        return VISITOR if person is None else self.world.actor(person)

    def act(self, capacity: str, command: str, **data: Any) -> dict[str, Any]:
        return perform(self.world.home, self.actor(capacity), command, data)

    def items(self, sitting: Sitting | None = None) -> dict[str, AgendaItem]:
        """Return the items by title."""
        of = (sitting or self.sitting).id
        with self.world.home.units.reading() as session:
            return {i.title: i for i in session.query(AgendaItem).filter_by(sitting_id=of).order_by("id")}

    def now(self, entity: Any) -> Any:
        """Return the entity as it is stored now."""
        with self.world.home.units.reading() as session:
            return session.get_one(type(entity), entity.id)

    def kinds(self) -> list[str]:
        return self.world.kinds(self.sitting.stream)

    def proposed(self, title: str = "Une proposition", **given: Any) -> AgendaItem:
        usual = {
            "state": ItemState.PROPOSED,
            "origin": ItemOrigin.MEMBER,
            "proposed_by_id": self.delegate.id,
            "rank": 0,
        }
        return self.world.item(self.sitting, title=title, **usual | given)

    def later(self, **given: Any) -> Sitting:
        """Another sitting in preparation, a month after."""
        return self.world.sitting(
            self.conference, starts_at=self.sitting.starts_at + timedelta(days=30), title="La suivante", **given
        )


@pytest.fixture
def assembly(world: World) -> Assembly:
    return gather(world)


def gather(world: World) -> Assembly:
    """Make the conference of the tests, with the day of the world's clock."""
    conference = world.conference()
    elsewhere = world.conference()
    group = world.group(conference)
    people: dict[str, Person | None] = {
        "chair": world.chair(conference),
        "secretary": world.secretary(conference),
        "delegate": world.delegate(conference),
        "observer": world.delegate(conference, kind=SeatKind.OBSERVER),
        "partner": world.partner(conference),
        "group_member": world.person(),
        "stranger": world.chair(elsewhere),
        "administrator": world.person(administrator=True),
        "visitor": None,
    }
    world.group_member(group, people["group_member"])
    sitting = world.sitting(conference, starts_at=world.clock() + timedelta(days=7))
    return Assembly(world=world, conference=conference, group=group, sitting=sitting, people=people)


@pytest.fixture
def group_sitting(assembly: Assembly) -> Sitting:
    return assembly.world.sitting(
        assembly.conference,
        group_id=assembly.group.id,
        public=False,
        starts_at=assembly.sitting.starts_at + timedelta(days=1),
        title="Séance du groupe",
    )
