"""The rule applied in bulk is the rule; the rollup is what its actions and lines make."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text

from app.contracts.actions.rollups import refresh_rollup, refresh_rollups
from app.contracts.models import Action, ContractRollup, Milestone
from app.contracts.rules.health import Known, judge
from app.contracts.rules.partial_dates import last_day
from app.contracts.rules.settings import ContractSettings
from app.contracts.words import Health, Period, Progress
from app.foundation.actors import SYSTEM
from tests.builders.contracts import a_contract, a_funding_line, a_milestone, an_action
from tests.contracts.test_rules_health import days, writings

an_action_row = st.fixed_dictionaries(
    {
        "progress": st.sampled_from(Progress),
        "due": writings,
        "starts": writings,
        "done": writings,
        "informed_on": st.none() | days,
        "steps": st.lists(st.tuples(writings, st.none() | days), max_size=3),
    }
)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(an_action_row, min_size=1, max_size=12), as_of=st.none() | days, limit=st.sampled_from([30, 365]))
def test_r1_4_the_health_computed_in_bulk_is_that_of_the_rule(home, world, rows, as_of, limit):
    numbers = {"failing_after_days": limit, "stale_after_days": 200}
    contract = a_contract(world, known_as_of=as_of, settings=numbers)
    with home.units.begin(SYSTEM) as work:
        work.session.execute(delete(Milestone))
        work.session.execute(delete(Action))
        work.session.flush()
        expected = {}
        for rank, row in enumerate(rows):
            given_steps = row["steps"]
            fields = {name: value for name, value in row.items() if name != "steps"}
            action = Action(
                contract_id=contract.id, code=f"a-{contract.id}-{rank}", title="Action", search="action", rank=rank,
                created_at=world.clock(), due_on=last_day(row["due"]), **fields,
            )  # fmt: skip
            work.add(action)
            steps = [
                work.add(
                    Milestone(action_id=action.id, title="J", rank=n, due=due, due_on=last_day(due), done_on=done_on)
                )
                for n, (due, done_on) in enumerate(given_steps)
            ]
            known = Known(
                progress=action.progress, due=action.due, due_on=action.due_on, starts=action.starts,
                done=action.done, news_on=action.informed_on or as_of, steps=steps,
            )  # fmt: skip
            expected[action.id] = judge(known, work.today(), ContractSettings.from_json(numbers)).health
        refresh_rollup(work, contract.id)
    with home.units.reading() as session:
        stored = dict(session.execute(select(Action.id, Action.health)).all())
        rollup = session.get_one(ContractRollup, contract.id)
        assert stored == expected
        counts = {health: getattr(rollup, health.value) for health in Health}
        assert counts == {health: list(expected.values()).count(health) for health in Health}


def test_p2_the_rollup_adds_what_may_be_added_and_keeps_parts_apart(home, world):
    contract, region = a_contract(world), world.institution(name="Région factice")
    whole = an_action(world, contract, cost_cents=1000, progress=Progress.UNDER_WAY, due="2026-12")
    world.update(whole, due_on=date(2026, 12, 31), informed_on=date(2026, 2, 1))
    part = an_action(world, contract, cost_cents=400, parent_id=whole.id, progress=Progress.DONE)
    an_action(world, contract)
    a_milestone(world, whole, due="2026-04-02", due_on=date(2026, 4, 2))
    a_funding_line(world, whole, 500, funder_id=region.id, funder_name="Conseil régional")
    a_funding_line(world, part, 100, funder_id=region.id)
    a_funding_line(world, part, 600, funder_name="Un mécène")
    a_funding_line(world, whole, 7, period=Period.YEARLY)
    a_funding_line(world, whole, 5, counted_in_parent=True)
    a_funding_line(world, whole, None)
    with home.units.begin(SYSTEM) as work:
        refresh_rollup(work, contract.id)
    with home.units.reading() as session:
        rollup = session.get_one(ContractRollup, contract.id)
    assert (rollup.actions, rollup.done, rollup.on_time, rollup.unknown) == (3, 1, 1, 1)
    assert (rollup.known_costs, rollup.cost_cents, rollup.part_cost_cents) == (2, 1400, 400)
    assert (rollup.funding_cents, rollup.next_due_on) == (1200, date(2026, 4, 2))
    assert rollup.funders == [
        {"institution_id": region.id, "name": "Région factice", "cents": 600},
        {"institution_id": None, "name": "Un mécène", "cents": 600},
    ]


def test_a_contract_whose_last_action_went_has_an_empty_rollup(home, world):
    contract = a_contract(world)
    action = an_action(world, contract, cost_cents=1000)
    with home.units.begin(SYSTEM) as work:
        refresh_rollup(work, contract.id)
        work.session.execute(delete(Action).where(Action.id == action.id))
        refresh_rollup(work, contract.id)
        assert work.session.get_one(ContractRollup, contract.id, populate_existing=True).actions == 0


def test_changes_of_one_contract_at_the_same_moment_lose_nothing_and_never_block_one_another(home, world):
    contract = a_contract(world)
    actions = [an_action(world, contract) for _ in range(8)]

    def pay(action):
        with home.units.begin(SYSTEM) as work:
            held = work.session.get_one(Action, action.id, with_for_update=True)
            held.cost_cents, held.progress = 100, Progress.DONE
            refresh_rollup(work, contract.id)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(pay, actions))
    with home.units.reading() as session:
        rollup = session.get_one(ContractRollup, contract.id)
    assert (rollup.cost_cents, rollup.done) == (800, 8)


def test_a_health_that_time_turned_does_not_make_a_version(home, world):
    contract = a_contract(world)
    action = an_action(world, contract, progress=Progress.UNDER_WAY, due="2026-01", due_on=date(2026, 1, 31))
    with home.units.begin(SYSTEM) as work:
        turned = refresh_rollups(work, [contract.id])
    assert [(t.id, t.before, t.now) for t in turned] == [(action.id, Health.UNKNOWN, Health.LATE)]
    with home.units.reading() as session:
        assert session.get_one(Action, action.id).version == 1


def test_r1_4_twenty_thousand_actions_take_few_statements(home, world, queries):
    contracts = [a_contract(world).id for _ in range(20)]
    with home.engine.begin() as connection:
        rows = [
            {
                "contract_id": contract_id, "code": f"b-{contract_id}-{n}", "title": "A", "search": "a", "rank": n,
                "created_at": world.clock(), "progress": Progress.UNDER_WAY, "due": "2025-06",
                "due_on": date(2025, 6, 30), "health": Health.UNKNOWN, "progress_basis": "", "description": "",
                "owner_name": "", "cost_qualifier": "", "starts": "", "done": "", "priority_area": False,
                "also_schemes": [], "note": "", "source": {}, "version": 1,
            }
            for contract_id in contracts
            for n in range(1000)
        ]  # fmt: skip
        connection.execute(insert(Action), rows)
        connection.execute(text("ANALYZE actions"))
    with queries(8), home.units.begin(SYSTEM) as work:
        assert len(refresh_rollups(work, contracts)) == 20_000
