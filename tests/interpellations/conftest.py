"""The ground of every test of a file: a contract whose action is late, its owner, a secretariat, a citizen."""

import pytest

from app.conferences.models import Conference
from app.contracts.words import Health
from app.institutions.models import Institution
from tests.builders.contracts import a_contract, a_state_service, an_action, an_officer
from tests.builders.interpellations import a_body, a_watcher
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
def file(world, ground):
    return an_admitted_file(world, ground)


@pytest.fixture
def officer(world, ground):
    with world.home.units.reading() as session:
        return an_officer(world, session.get_one(Institution, ground[1].owner_id))


@pytest.fixture
def everybody(world, ground, officer):
    """A person for each capacity, by its name; strangers hold theirs elsewhere."""
    contract, _action, secretary, citizen = ground
    with world.home.units.reading() as session:
        conference = session.get_one(Conference, contract.conference_id)
    elsewhere = world.conference()
    return {
        "secretary": secretary,
        "chair": world.chair(conference),
        "officer": officer,
        "requester": citizen,
        "citizen": world.person(),
        "delegate": world.delegate(conference),
        "watcher": a_watcher(world, a_body(world), contract),
        "other officer": an_officer(world, a_state_service(world)),
        "other secretary": world.secretary(elsewhere),
        "other chair": world.chair(elsewhere),
    }
