"""How one action stands on a day, from what is loaded of it."""

from datetime import date

from app.contracts.models import Action
from app.contracts.rules.health import Known, Verdict, judge
from app.contracts.rules.settings import ContractSettings


def known_of(action: Action) -> Known:
    """Return what the rule of health reads of an action with its contract and milestones."""
    return Known(
        progress=action.progress,
        due=action.due,
        due_on=action.due_on,
        starts=action.starts,
        done=action.done,
        news_on=action.informed_on or action.contract.known_as_of,
        steps=action.milestones,
    )


def verdict_of(action: Action, day: date) -> Verdict:
    """Return the health of an action on that day, by the settings of its contract, and why."""
    return judge(known_of(action), day, ContractSettings.from_json(action.contract.settings))
