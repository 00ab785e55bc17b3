"""What time and changes make of actions: the health of each, and what the overview shows of their contract.

The rule of `rules/health.py` alone decides; it is applied here to many actions at once, in a few statements whatever
their number.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ARRAY, Integer, Text, bindparam, func, literal, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app.contracts.models import Action, Contract, ContractRollup, Milestone
from app.contracts.rules.health import Known, judge
from app.contracts.rules.settings import ContractSettings
from app.contracts.words import Health
from app.foundation.database import among
from app.foundation.unit_of_work import UnitOfWork

ROLL_UP: Final = text("""
    WITH counted AS (
        SELECT contract_id, count(*) AS actions,
               count(*) FILTER (WHERE health = 'done') AS done,
               count(*) FILTER (WHERE health = 'on_time') AS on_time,
               count(*) FILTER (WHERE health = 'late') AS late,
               count(*) FILTER (WHERE health = 'failing') AS failing,
               count(*) FILTER (WHERE health = 'unknown') AS unknown,
               count(cost_cents) AS known_costs,
               coalesce(sum(cost_cents), 0) AS cost_cents,
               coalesce(sum(cost_cents) FILTER (WHERE parent_id IS NOT NULL), 0) AS part_cost_cents,
               min(due_on) FILTER (WHERE due_on >= :today AND progress NOT IN ('done', 'abandoned')) AS due_on
        FROM actions WHERE contract_id = ANY(:ids) GROUP BY contract_id
    ), steps AS (
        SELECT a.contract_id, min(m.due_on) AS due_on
        FROM milestones m JOIN actions a ON a.id = m.action_id
        WHERE a.contract_id = ANY(:ids) AND a.progress NOT IN ('done', 'abandoned')
          AND m.done_on IS NULL AND m.due_on >= :today
        GROUP BY a.contract_id
    ), by_funder AS (
        SELECT a.contract_id, f.funder_id, coalesce(i.name, f.funder_name) AS name, sum(f.amount_cents) AS cents
        FROM funding_lines f JOIN actions a ON a.id = f.action_id LEFT JOIN institutions i ON i.id = f.funder_id
        WHERE a.contract_id = ANY(:ids)
          AND f.amount_cents IS NOT NULL AND f.period = 'total' AND NOT f.counted_in_parent
        GROUP BY 1, 2, 3
    ), funded AS (
        SELECT contract_id, sum(cents) AS cents,
               jsonb_agg(jsonb_build_object('institution_id', funder_id, 'name', name, 'cents', cents)
                         ORDER BY cents DESC, name) AS funders
        FROM by_funder GROUP BY contract_id
    )
    UPDATE contract_rollups r SET
        actions = coalesce(c.actions, 0), done = coalesce(c.done, 0), on_time = coalesce(c.on_time, 0),
        late = coalesce(c.late, 0), failing = coalesce(c.failing, 0), unknown = coalesce(c.unknown, 0),
        known_costs = coalesce(c.known_costs, 0), cost_cents = coalesce(c.cost_cents, 0),
        part_cost_cents = coalesce(c.part_cost_cents, 0), next_due_on = least(c.due_on, s.due_on),
        funding_cents = coalesce(f.cents, 0), funders = coalesce(f.funders, '[]'::jsonb)
    FROM unnest(CAST(:ids AS integer[])) AS wanted(id)
        LEFT JOIN counted c ON c.contract_id = wanted.id
        LEFT JOIN steps s ON s.contract_id = wanted.id
        LEFT JOIN funded f ON f.contract_id = wanted.id
    WHERE r.contract_id = wanted.id
    """).bindparams(bindparam("ids", type_=ARRAY(Integer)))
SET_HEALTH: Final = text("""
    UPDATE actions SET health = new.health
    FROM (
        SELECT a.id, given.health
        FROM unnest(CAST(:ids AS integer[]), CAST(:healths AS text[])) AS given(id, health)
        JOIN actions a ON a.id = given.id
        ORDER BY a.id FOR NO KEY UPDATE OF a SKIP LOCKED
    ) AS new
    WHERE actions.id = new.id
    """).bindparams(bindparam("ids", type_=ARRAY(Integer)), bindparam("healths", type_=ARRAY(Text)))


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenStep:
    """A milestone that is not reached, as the rule reads it."""

    title: str
    due: str
    due_on: date | None
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """An action whose health is no longer what is stored."""

    id: int
    contract_id: int
    before: Health
    now: Health


def refresh_rollup(work: UnitOfWork, contract_id: int) -> None:
    """Bring the health of a contract's actions and its rollup up to date with what this change has made."""
    refresh_rollups(work, [contract_id])


def refresh_rollups(work: UnitOfWork, contract_ids: Sequence[int]) -> list[Turned]:
    """Do so for many contracts in a few statements; return the actions whose health has changed.

    Two changes of one contract follow one another from here to their commit. An action that somebody else is changing
    is left to them: their own change ends here too.
    """
    session, today, ids = work.session, work.today(), sorted(set(contract_ids))
    session.flush()
    _hold(session, ids)
    turned = turned_actions(session, ids, today)
    if turned:
        values = {"ids": [t.id for t in turned], "healths": [t.now.value for t in turned]}
        session.execute(SET_HEALTH, values)
        _tell_loaded(session, {t.id: t.now for t in turned})
    session.execute(ROLL_UP, {"ids": ids, "today": today})
    return turned


def _hold(session: Session, ids: Sequence[int]) -> None:
    """Lock the rollups, made if need be, always in the same order."""
    wanted = [{"contract_id": id} for id in ids]
    if not wanted:
        return
    empty = insert(ContractRollup).from_select(
        ["contract_id", *COUNTS, "funders"],
        select(func.unnest(literal(list(ids), ARRAY(Integer))), *(literal(0) for _ in COUNTS), text("'[]'::jsonb")),
    )
    session.execute(empty.on_conflict_do_nothing())
    held = select(ContractRollup.contract_id).where(among(ContractRollup.contract_id, ids))
    session.execute(held.order_by(ContractRollup.contract_id).with_for_update()).all()


COUNTS: Final = (
    *("actions", "done", "on_time", "late", "failing", "unknown"),
    *("known_costs", "cost_cents", "part_cost_cents", "funding_cents"),
)


def turned_actions(session: Session, contract_ids: Sequence[int], day: date) -> list[Turned]:
    """Return the actions of these contracts whose stored health is not what the rule says on that day."""
    contracts = select(Contract.id, Contract.settings, Contract.known_as_of)
    rules = {
        id: (ContractSettings.from_json(settings), known_as_of)
        for id, settings, known_as_of in session.execute(contracts.where(among(Contract.id, contract_ids)))
    }
    steps = _open_steps(session, contract_ids)
    rows = session.execute(
        select(
            *(Action.id, Action.contract_id, Action.health, Action.progress, Action.due),
            *(Action.due_on, Action.starts, Action.done, Action.informed_on),
        ).where(among(Action.contract_id, contract_ids))
    )
    found = []
    for id, contract_id, health, progress, due, due_on, starts, done, informed_on in rows:
        settings, known_as_of = rules[contract_id]
        known = Known(
            progress=progress,
            due=due,
            due_on=due_on,
            starts=starts,
            done=done,
            news_on=informed_on or known_as_of,
            steps=steps.get(id, ()),
        )
        now = judge(known, day, settings).health
        if now is not health:
            found.append(Turned(id=id, contract_id=contract_id, before=health, now=now))
    return found


def _open_steps(session: Session, contract_ids: Sequence[int]) -> Mapping[int, Sequence[OpenStep]]:
    found: defaultdict[int, list[OpenStep]] = defaultdict(list)
    rows = session.execute(
        select(Milestone.action_id, Milestone.title, Milestone.due, Milestone.due_on)
        .join(Action, Action.id == Milestone.action_id)
        .where(among(Action.contract_id, contract_ids), Milestone.done_on.is_(None), Milestone.due_on.is_not(None))
    )
    for action_id, title, due, due_on in rows:
        found[action_id].append(OpenStep(title=title, due=due, due_on=due_on))
    return found


def _tell_loaded(session: Session, healths: Mapping[int, Health]) -> None:
    """Give entities at hand their new health, without a change of theirs to write."""
    for entity in session.identity_map.values():
        if isinstance(entity, Action) and entity.id in healths:
            set_committed_value(entity, "health", healths[entity.id])
