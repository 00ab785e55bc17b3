"""News of an action, by whom follows it: how far it is, in words, its dates, its milestones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.contracts.actions import policies
from app.contracts.actions.events import ActionUpdated
from app.contracts.actions.history import Changes, apply, conclude, written
from app.contracts.loading import check_version
from app.contracts.models import Action, Milestone
from app.contracts.rules.following import check_done, check_not_ready, check_postponed
from app.contracts.rules.partial_dates import last_day, read_partial
from app.foundation.errors import Invalid, NotFound
from app.foundation.unit_of_work import UnitOfWork

STEP = ("title", "due", "done_on", "note")


@dataclass(frozen=True, kw_only=True)
class News:
    """What is said of an action: the fields that change, words, and the milestones reached with their day."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """Among progress, progress_percent, starts, due, done."""
    text: str = ""
    reached: Mapping[int, date] = field(default_factory=dict)


def update_action(work: UnitOfWork, action: Action, *, expected_version: int, news: News) -> Changes:
    """Put news of an action on record; return what changed."""
    work.allow(policies.may_follow, action, action.contract)
    check_version(expected_version, action.version)
    before = action.due_on
    changes = apply(action, news.values)
    action.due_on = last_day(action.due)
    if "due" in changes:
        check_not_ready(action.contract.state)
    check_postponed(action.contract.state, before, action.due_on, news.text)
    check_done(action.progress, _first_day(action.done), action.progress_percent, work.today())
    steps = _reach(action, news.reached, work.today())
    if steps:
        changes["milestones"] = steps
    if not (changes or news.text.strip()):
        detail = "Rien n’a changé : donnez l’avancement, un jalon atteint ou une nouvelle en une phrase."
        raise Invalid(detail, errors=[{"pointer": "#/text", "detail": detail}])
    action.informed_on = work.today()
    text = news.text.strip()
    conclude(work, action, ActionUpdated, changes=changes, text=text)
    return changes


def set_milestone(
    work: UnitOfWork,
    action: Action,
    milestone: Milestone | None,
    *,
    expected_version: int,
    values: Mapping[str, Any],
    text: str = "",
) -> Milestone:
    """Add a dated step to an action, or change one; a date moved back in a signed contract asks for words."""
    work.allow(policies.may_follow, action, action.contract)
    check_version(expected_version, action.version)
    _check_reached(values.get("done_on"), work.today())
    if milestone is None:
        rank = max((step.rank for step in action.milestones), default=0) + 1
        milestone = Milestone(action_id=action.id, rank=rank, title=values["title"])
        action.milestones.append(milestone)
        before, due_before = None, None
    else:
        before, due_before = snapshot(milestone), milestone.due_on
    for name, value in values.items():
        setattr(milestone, name, value)
    milestone.due_on = last_day(milestone.due)
    check_postponed(action.contract.state, due_before, milestone.due_on, text)
    work.session.flush()
    if before != snapshot(milestone):
        changes: Changes = {"milestones": [[before], [snapshot(milestone)]]}
        conclude(work, action, ActionUpdated, changes=changes, text=text)
    return milestone


def remove_milestone(
    work: UnitOfWork, action: Action, milestone: Milestone, *, expected_version: int, text: str
) -> None:
    """Take a step away, with the reason: the history keeps what it was."""
    work.allow(policies.may_follow, action, action.contract)
    check_version(expected_version, action.version)
    if not text.strip():
        detail = "Dites pourquoi ce jalon est retiré."
        raise Invalid(detail, errors=[{"pointer": "#/text", "detail": detail}])
    changes: Changes = {"milestones": [[snapshot(milestone)], [None]]}
    action.milestones.remove(milestone)
    work.session.delete(milestone)
    conclude(work, action, ActionUpdated, changes=changes, text=text)


def milestone_of(action: Action, id: int) -> Milestone:
    """Return one of the action's milestones, or raise `NotFound`."""
    for step in action.milestones:
        if step.id == id:
            return step
    raise NotFound("Ce jalon n’est pas de cette action, ou a été retiré.")


def _reach(action: Action, reached: Mapping[int, date], today: date) -> list[list[Any]]:
    before: list[Any] = []
    after: list[Any] = []
    for id, day in reached.items():
        step = milestone_of(action, id)
        _check_reached(day, today)
        if step.done_on != day:
            before.append(snapshot(step))
            step.done_on = day
            after.append(snapshot(step))
    return [before, after] if after else []


def _check_reached(day: date | None, today: date) -> None:
    if day is not None and day > today:
        detail = "Un jalon se dit atteint une fois qu’il l’est : cette date est à venir."
        raise Invalid(detail, errors=[{"pointer": "#/reached_on", "detail": detail}])


def snapshot(step: Milestone) -> dict[str, Any]:
    """Return a step as the history keeps it."""
    return {name: written(getattr(step, name)) for name in STEP}


def _first_day(done: str) -> date | None:
    return read_partial(done).first if done else None
