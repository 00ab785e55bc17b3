"""An admitted file, and everybody who may stand before its desk."""

import pytest

from app.conferences.models import Conference
from app.institutions.models import Institution
from tests.builders.contracts import a_state_service, an_officer
from tests.builders.interpellations import a_body, a_watcher
from tests.interpellations.life import an_admitted_file


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
