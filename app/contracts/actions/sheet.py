"""What the sheet of one action says: plain words first, then tables, drawings and history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from app.contracts.models import Action, ActionUpdate, ContractIndicator
from app.contracts.rules.amounts import euros, said, summable, total
from app.contracts.rules.health_words import HEALTH, explained
from app.contracts.rules.partial_dates import in_french, last_day
from app.drawings.measured_series import Measured, measured_series, measured_table
from app.drawings.progress_plan import progress_plan, progress_plan_table
from app.drawings.svg import Table
from app.foundation.french import NBSP, listing, number

from .lines import MARKS, plan_steps, progress_said
from .standing import verdict_of
from .wording import changes_in_words


@dataclass(frozen=True, kw_only=True)
class StepRow:
    """A milestone on the spine."""

    id: int
    title: str
    when: str
    detail: str
    state: str
    open: bool


@dataclass(frozen=True, kw_only=True)
class IndicatorView:
    """An indicator with its drawing when there are values to draw."""

    indicator: ContractIndicator
    last: str
    target: str
    drawing: Markup | None
    table: Table | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """A line of history in words."""

    at: datetime
    by: str
    institution: str
    text: str
    changes: Sequence[str]


def standing_of(action: Action, day: date) -> dict[str, Any]:
    """Return where the action stands and why, in words."""
    verdict = verdict_of(action, day)
    why = explained(verdict)
    return {
        "word": HEALTH[verdict.health],
        "mark": MARKS[verdict.health],
        "why": why[:1].upper() + why[1:],
        "progress": progress_said(action),
    }


def in_plain_words(action: Action) -> dict[str, str]:
    """Return who, where, how much, by when, as sentences; what is not known is said."""
    owner = action.owner_name or (action.owner.name if action.owner else "")
    partners = [one.name for one in action.partners]
    who = f"{owner} porte cette action" if owner else "La source ne dit pas qui porte cette action."
    if owner:
        who += f", avec {listing(partners)}." if partners else "."
    elif partners:
        who += f" Partenaires{NBSP}: {listing(partners)}."
    places = [one.name for one in action.places]
    dates = [
        f"Début{NBSP}: {in_french(action.starts)}." if action.starts else "",
        f"Échéance{NBSP}: {in_french(action.due)}." if action.due else "Aucune échéance n’est connue.",
    ]
    return {
        "who": who,
        "where": f"{listing(places)}." if places else "",
        "money": _money(action),
        "when": " ".join(filter(None, dates)),
    }


def _money(action: Action) -> str:
    funded = total(action.funding)
    cost = (
        f"Coût{NBSP}: {said(action.cost_cents, action.cost_qualifier)}."
        if action.cost_cents is not None
        else "Le coût n’est pas connu."
    )
    if not any(summable(line) for line in action.funding):
        return f"{cost} Aucun financement en montant total n’est connu."
    share = ""
    # A share of « plus de » or « environ » would be more exact than what it is a share of.
    if action.cost_cents and not action.cost_qualifier:
        share = f", soit {round(100 * funded / action.cost_cents)}{NBSP}% du coût"
    return f"{cost} Financements connus{NBSP}: {euros(funded)}{share}."


def step_rows(action: Action, day: date) -> list[StepRow]:
    """Return the milestones in the order of their dates, those without one last."""
    return [
        StepRow(
            id=step.id,
            title=step.title,
            when=in_french(step.due) if step.due else "sans date",
            detail=_detail(step.done_on, step.note),
            state=_state(step.due_on, step.done_on, day),
            open=step.done_on is None,
        )
        for step in sorted(action.milestones, key=lambda one: (one.due_on or one.done_on or date.max, one.rank))
    ]


def _detail(done_on: date | None, note: str) -> str:
    reached = f"Atteint le {in_french(done_on.isoformat())}." if done_on else ""
    return f"{reached} {note}".strip()


def _state(due_on: date | None, done_on: date | None, day: date) -> str:
    if done_on is not None:
        return "past"
    if due_on is None:
        return "unknown"
    return "late" if due_on < day else "due"


def indicator_views(action: Action) -> list[IndicatorView]:
    """Return each indicator with its last value, its target and the drawing of its values."""
    return [_indicator(one) for one in action.indicators]


def _indicator(indicator: ContractIndicator) -> IndicatorView:
    unit = indicator.unit
    dated = [value for value in indicator.values if value.dated]
    series = [
        Measured(
            on=last_day(value.dated) or date.min,
            value=value.value,
            words=in_french(value.dated),
            qualifier=value.qualifier,
        )
        for value in sorted(dated, key=lambda one: last_day(one.dated) or date.min)
    ]
    last = indicator.values[-1] if indicator.values else None
    drawn = len(series) > 1
    name = f"serie-{indicator.id}"
    return IndicatorView(
        indicator=indicator,
        last=f"{last.qualifier} {_number(last.value)} {unit}".strip() if last else "",
        target=f"{_number(indicator.target)} {unit}".strip() if indicator.target is not None else "",
        drawing=measured_series(series, id=name, title=indicator.name, unit=unit, target=indicator.target)
        if drawn
        else None,
        table=measured_table(series, caption=indicator.name, unit=unit) if series else None,
    )


def _number(value: Any) -> str:
    return number(value)


def plan_drawing(actions: Sequence[Action], day: date) -> tuple[Markup, Table] | None:
    """Return progress against plan with its table, when at least two dates are known."""
    steps = plan_steps(actions)
    dated = [step for step in steps if step.due is not None or step.done is not None]
    if len(dated) < 2:
        return None
    return progress_plan(steps, today=day), progress_plan_table(steps)


def told(updates: Sequence[ActionUpdate]) -> list[Told]:
    """Return the history in words."""
    return [
        Told(
            at=line.made_at,
            by=line.person_name,
            institution=line.institution_name,
            text=line.text,
            changes=changes_in_words(line.changes),
        )
        for line in updates
    ]
