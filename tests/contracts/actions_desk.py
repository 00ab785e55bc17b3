"""Who is who around one action: its owner's officer, the desk, a funder, the others."""

from collections.abc import Callable
from typing import Any

import pytest

from app.foundation.commands import COMMANDS
from app.foundation.shapes import load
from app.web.house import House
from tests.builders.contracts import a_contract, a_party, a_state_service, an_action, an_officer
from tests.builders.world import World


class Desk:
    """A signed contract of a conference between a town and a State service; the town owns the action."""

    def __init__(self, world: World, home: House) -> None:
        self.world, self.home = world, home
        self.conference = world.conference()
        self.town = world.institution(name="Ville factice")
        self.service = a_state_service(world, name="Préfecture factice")
        self.funder = world.institution(name="Département factice")
        self.contract = a_contract(world, self.service, self.town, conference_id=self.conference.id)
        self.action = an_action(
            world, self.contract, owner=self.town, title="Rénover la halle", informed_on=world.today()
        )
        self.officer = an_officer(world, self.town)

    def people(self) -> dict[str, Any]:
        """One person for each capacity that could matter."""
        world, conference = self.world, self.conference
        return {
            "visitor": None,
            "citizen": world.person(),
            "administrator": world.person(administrator=True),
            "owner's officer": self.officer,
            "party's officer": an_officer(world, self.service),
            "funder's officer": an_officer(world, self.funder),
            "other officer": an_officer(world, world.institution()),
            "former officer": an_officer(world, self.town, ends_on=world.today()),
            "secretary": world.secretary(conference),
            "state": world.partner(conference),
            "delegate": world.delegate(conference),
        }

    def run(self, person: Any, name: str, /, **data: Any) -> dict[str, Any]:
        """Do a command as a person, as the doors do."""
        from app.foundation.actors import VISITOR

        command = COMMANDS[name]
        actor = self.world.actor(person) if person else VISITOR
        with self.home.units.begin(actor) as work:
            return command.run(work, **load(command.shape, data)) or {}

    def say(self, person: Any = None, **data: Any) -> dict[str, Any]:
        """Give news of the action."""
        given = {"action_id": self.action.id, "expected_version": self.version()} | data
        return self.run(person or self.officer, "action.update", **given)

    def read(self, entity: Any = None) -> Any:
        entity = entity or self.action
        with self.home.units.reading() as session:
            return session.get_one(type(entity), entity.id)

    def version(self) -> int:
        version: int = self.read().version
        return version


DeskOf = Callable[[], Desk]


@pytest.fixture
def desk(world: World, home: House) -> Desk:
    return Desk(world, home)


__all__ = ["Desk", "a_party", "desk"]
