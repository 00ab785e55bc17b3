"""The state of a contract on the day of its review, as it is frozen with it. Only reads."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.models import Action, Contract, ContractRollup
from app.contracts.words import Health

COUNTS = ("actions", "done", "on_time", "late", "failing", "unknown", "known_costs")
CENTS = ("cost_cents", "part_cost_cents", "funding_cents")
MOST = 50


def state_of(session: Session, contract: Contract, today: date) -> dict[str, Any]:
    """Return the counts, sums and late actions of a contract as JSON; amounts in cents, None for unknown."""
    rollup = session.get(ContractRollup, contract.id)
    late = session.execute(
        select(Action.code, Action.title, Action.health, Action.due, Action.owner_name)
        .where(Action.contract_id == contract.id, Action.health.in_((Health.FAILING, Health.LATE)))
        .order_by(Action.due_on.asc().nulls_last(), Action.rank)
        .limit(MOST)
    )
    return {
        "on": today.isoformat(),
        "state": contract.state.value,
        "total_cents": contract.total_cents,
        "total_qualifier": contract.total_qualifier,
        **{name: getattr(rollup, name) if rollup else 0 for name in (*COUNTS, *CENTS)},
        "late_actions": [
            {"code": code, "title": title, "health": health.value, "due": due, "owner": owner}
            for code, title, health, due, owner in late
        ],
    }
