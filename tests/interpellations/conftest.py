"""The ground of every test of a file: a contract whose action is late, its owner, a secretariat, a citizen."""

import pytest

from app.contracts.words import Health
from tests.builders.contracts import a_contract, a_state_service, an_action


@pytest.fixture
def ground(world, clock):
    """Contract, late action, secretary, citizen; on Monday 4 May 2026 in the morning."""
    clock.set(2026, 5, 4, 9)
    conference = world.conference()
    service = a_state_service(world)
    contract = a_contract(world, service, conference_id=conference.id)
    action = an_action(world, contract, owner=service, health=Health.LATE)
    return contract, action, world.secretary(conference), world.person()
