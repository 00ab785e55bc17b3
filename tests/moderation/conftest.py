"""The ground of moderation: an admitted file of a citizen, its secretariat, and somebody who reports."""

import pytest

from app.conferences.models import Conference
from app.contracts.words import Health
from tests.builders.contracts import a_contract, a_state_service, an_action
from tests.interpellations.life import an_admitted_file


@pytest.fixture
def ground(world, clock):
    """Contract, late action, secretary, citizen; on Monday 4 May 2026 in the morning."""
    clock.set(2026, 5, 4, 9)
    conference = world.conference()
    service = a_state_service(world)
    contract = a_contract(world, service, conference_id=conference.id)
    action = an_action(world, contract, owner=service, health=Health.LATE)
    return contract, action, world.secretary(conference), world.person()


@pytest.fixture
def conference(world, ground):
    with world.home.units.reading() as session:
        return session.get_one(Conference, ground[0].conference_id)


@pytest.fixture
def file(world, ground):
    return an_admitted_file(world, ground)


@pytest.fixture
def secretary(ground):
    return ground[2]


@pytest.fixture
def author(ground):
    return ground[3]


@pytest.fixture
def reporter(world):
    return world.person()
