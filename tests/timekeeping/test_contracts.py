from datetime import date

import pytest
from sqlalchemy import select

from app.contracts.models import Action, ContractRollup
from app.contracts.words import ContractState, Health, Progress
from app.foundation.errors import NotAllowed
from app.jobs import keep_time
from app.timekeeping.contracts import contracts_to_keep, note_late_actions
from tests.builders.contracts import a_contract, a_milestone, an_action


def told(world, contract):
    return [e for e in world.entries(contract.stream) if e.kind == "action.became_late"]


def under_way(world, contract, due, on, **more):
    given = {"progress": Progress.UNDER_WAY, "informed_on": date(2026, 2, 1), "due": due, "due_on": on}
    return an_action(world, contract, **given | more)


def test_r1_4_an_action_whose_date_passes_is_late_publicly_and_told_once(home, world, clock):
    contract = a_contract(world)
    action = under_way(world, contract, "2026-03-05", date(2026, 3, 5), title="Halle")
    keep_time(home.units)
    assert told(world, contract) == []
    clock.set(2026, 3, 5, 12, 0)
    keep_time(home.units)
    assert told(world, contract) == []
    clock.set(2026, 3, 6, 8, 0)
    for _ in range(3):
        keep_time(home.units)
    (entry,) = told(world, contract)
    assert (entry.audience, entry.payload["since"], entry.payload["health"]) == ("public", "2026-03-05", "late")
    assert "dépassée de 1" in entry.payload["sentence"]
    clock.set(2026, 3, 9, 8, 0)
    keep_time(home.units)
    assert len(told(world, contract)) == 1
    with home.units.reading() as session:
        assert session.get_one(Action, action.id).health is Health.LATE
        assert session.get_one(ContractRollup, contract.id).late == 1


def test_r1_4_what_was_late_before_anybody_kept_time_is_history_not_news(home, world, clock):
    contract = a_contract(world)
    action = under_way(world, contract, "2019", date(2019, 12, 31))
    keep_time(home.units)
    clock.set(2026, 3, 8, 8, 0)
    keep_time(home.units)
    assert told(world, contract) == []
    with home.units.reading() as session:
        assert session.get_one(Action, action.id).health is Health.FAILING


def test_r1_4_a_worker_stopped_for_a_week_tells_the_week_when_it_is_back(home, world, clock):
    contract = a_contract(world)
    keep_time(home.units)
    under_way(world, contract, "2026-03-04", date(2026, 3, 4))
    stepped = under_way(world, contract, "2027", date(2027, 12, 31))
    a_milestone(world, stepped, due="2026-03-06", due_on=date(2026, 3, 6))
    done = under_way(world, contract, "2026-03-07", date(2026, 3, 7))
    clock.set(2026, 3, 10, 8, 0)
    world.update(done, progress=Progress.DONE)
    keep_time(home.units)
    assert sorted(e.payload["since"] for e in told(world, contract)) == ["2026-03-04", "2026-03-06"]


def test_r1_4_a_draft_and_a_contract_that_ended_owe_nothing_anew(home, world, clock):
    contracts = [a_contract(world, state=state) for state in (ContractState.DRAFT, ContractState.TERMINATED)]
    for contract in contracts:
        under_way(world, contract, "2026-03-04", date(2026, 3, 4))
    keep_time(home.units)
    clock.set(2026, 3, 10, 8, 0)
    keep_time(home.units)
    assert [told(world, contract) for contract in contracts] == [[], []]


def test_r1_4_a_date_put_off_that_passes_again_is_told_again(home, world, clock):
    contract = a_contract(world)
    action = under_way(world, contract, "2026-03-04", date(2026, 3, 4))
    keep_time(home.units)
    clock.set(2026, 3, 5, 8, 0)
    keep_time(home.units)
    world.update(action, due="2026-03-20", due_on=date(2026, 3, 20))
    clock.set(2026, 3, 21, 8, 0)
    keep_time(home.units)
    assert [e.payload["since"] for e in told(world, contract)] == ["2026-03-04", "2026-03-20"]


def test_time_is_kept_once_a_day_for_each_contract_and_by_the_system_alone(home, world, clock):
    contract = a_contract(world)
    keep_time(home.units)
    with home.units.reading() as session:
        assert contracts_to_keep(session, world.today()) == []
        assert session.scalars(select(ContractRollup.kept_on)).all() == [world.today()]
    with home.units.begin(world.actor(world.person(administrator=True))) as work, pytest.raises(NotAllowed):
        note_late_actions(work, [contract.id])
