"""What the figures are measured on, in a fresh database: a sitting under way, and questions with a crowd to support."""

from dataclasses import dataclass
from datetime import timedelta

from app.conferences.models import Conference
from app.foundation.clock import system_clock
from app.institutions.models import Level
from app.interpellations.models import Interpellation
from app.interpellations.words import InterpellationState
from app.people.models import Person
from app.sittings.models import AgendaItem, Sitting
from app.web.house import House
from tests.builders.contracts import a_contract, a_state_service, an_action
from tests.builders.interpellations import a_file
from tests.builders.world import World
from tests.clock import TestClock


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The sitting, who chairs it and who votes in it."""

    conference: Conference
    sitting: Sitting
    item: AgendaItem
    chair: Person
    voters: list[Person]

    @property
    def stream(self) -> str:
        return self.sitting.stream


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Questions open to supports, and who will support each of them."""

    files: list[Interpellation]
    supporters: list[Person]


def new_world(home: House) -> World:
    """Return the builders; one for the whole database, since they number what they build."""
    return World(home, TestClock(system_clock() - timedelta(minutes=30)))


def set_stage(world: World, *, seats: int) -> Stage:
    """Build a conference whose delegates are all present in a public sitting under way."""
    conference = world.conference()
    chair = world.chair(conference)
    voters = [world.delegate(conference, list(Level)[n % 4]) for n in range(seats)]
    sitting = world.open_sitting(conference)
    world.present(sitting, chair, *voters)
    with world.home.units.reading() as session:
        item = session.get_one(AgendaItem, sitting.current_item_id)
    return Stage(conference=conference, sitting=sitting, item=item, chair=chair, voters=voters)


def gather_crowd(world: World, *, files: int, supporters: int) -> Crowd:
    """Build admissible questions of one conference with the default thresholds, and a crowd."""
    service = a_state_service(world)
    contract = a_contract(world, service, conference_id=world.conference().id)
    action, citizen = an_action(world, contract, owner=service), world.person()
    return Crowd(
        files=[a_file(world, contract, citizen, action, state=InterpellationState.ADMISSIBLE) for _ in range(files)],
        supporters=[world.person() for _ in range(supporters)],
    )
