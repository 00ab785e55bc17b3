"""The lines of the table of actions, grouped by axis, with the sums and what is unknown of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from app.contracts.models import Action, Axis
from app.contracts.rules.amounts import said, summable, total
from app.contracts.rules.health import judge
from app.contracts.rules.health_words import HEALTH, PROGRESS, explained
from app.contracts.rules.partial_dates import in_french, last_day, read_partial
from app.contracts.rules.progress import RolledUp, completion, roll_up
from app.contracts.rules.settings import ContractSettings
from app.contracts.words import Health, Progress
from app.drawings.progress_plan import PlanStep
from app.drawings.share_bar import share_bar

from .standing import known_of

MARKS: Mapping[Health, str] = {
    Health.DONE: "done",
    Health.ON_TIME: "open",
    Health.LATE: "late",
    Health.FAILING: "stopped",
    Health.UNKNOWN: "unknown",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """An action as one line."""

    action: Action
    part: bool
    """Whether it stands under the action it is part of."""
    whole: str
    """The title of that action."""
    owner: str
    places: str
    cost: str
    funded: str
    funding: Markup
    health: Health
    word: str
    mark: str
    why: str
    due: str
    progress: str
    spark: Markup


@dataclass(frozen=True, kw_only=True)
class Part:
    """The lines of one axis; None: those that are on no axis."""

    axis: Axis | None
    lines: Sequence[Line]


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What the lines add up to, parts of another action counted once, and how many say nothing."""

    actions: int
    cost: int | None
    """None when no cost is known: a sum of nothing is not nothing."""
    unknown_costs: int
    funded: int | None
    counts: Mapping[str, int]
    rolled: RolledUp


def lines_of(actions: Sequence[Action], day: date, settings: ContractSettings) -> list[Line]:
    """Return a line for each action, its parts right under it."""
    kept = {action.id for action in actions}
    under: defaultdict[int | None, list[Action]] = defaultdict(list)
    for action in actions:
        inside = action.parent_id in kept and action.parent_id != action.id
        under[action.parent_id if inside else None].append(action)
    ordered: list[tuple[Action, Action | None]] = []
    placed: set[int] = set()

    def place(action: Action, part: Action | None) -> None:
        if action.id not in placed:
            placed.add(action.id)
            ordered.append((action, part))
            for one in under[action.id]:
                place(one, action)

    for action in [*under[None], *actions]:
        place(action, None)
    return [_line(action, part, day, settings) for action, part in ordered]


def by_axis(lines: Sequence[Line], axes: Sequence[Axis]) -> list[Part]:
    """Return the lines of each axis that has some, then those of none; a part stays with what it is part of."""
    grouped: defaultdict[int | None, list[Line]] = defaultdict(list)
    here: int | None = None
    for line in lines:
        here = here if line.part else line.action.axis_id
        grouped[here].append(line)
    parts = [Part(axis=axis, lines=grouped[axis.id]) for axis in axes if grouped.get(axis.id)]
    return [*parts, *([Part(axis=None, lines=grouped[None])] if grouped.get(None) else [])]


def sums_of(actions: Sequence[Action], settings: ContractSettings) -> Sums:
    """Return the sums of these actions."""
    kept = {action.id for action in actions}
    once = [action for action in actions if action.parent_id not in kept]
    counts: defaultdict[str, int] = defaultdict(int)
    for action in actions:
        counts[action.health.value] += 1
    return Sums(
        actions=len(actions),
        cost=_sum(action.cost_cents for action in once),
        unknown_costs=sum(1 for action in once if action.cost_cents is None),
        funded=_sum(line.amount_cents for action in actions for line in action.funding if summable(line)),
        counts=counts,
        rolled=roll_up(actions, settings.progress_weight),
    )


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [cents for cents in amounts if cents is not None]
    return sum(known) if known else None


def plan_steps(actions: Sequence[Action]) -> list[PlanStep]:
    """Return the dated steps of these actions: their milestones and their own end, as planned and as reached."""
    steps = []
    for action in actions:
        steps += [PlanStep(due=one.due_on, done=one.done_on) for one in action.milestones if one.due_on or one.done_on]
        finished = last_day(action.done)
        unsure = finished is None and (
            action.progress is Progress.DONE or (action.progress is Progress.UNKNOWN and action.due_on is not None)
        )
        if action.due_on or finished or unsure:
            steps.append(PlanStep(due=action.due_on, done=finished, unsure=unsure))
    return steps


def elapsed_share(action: Action, day: date) -> Fraction | None:
    """Return how much of the time between start and due date has passed; None when either is unknown."""
    if not action.starts or action.due_on is None:
        return None
    first = read_partial(action.starts).first
    length = (action.due_on - first).days
    return Fraction((day - first).days, length) if length > 0 else None


def progress_said(action: Action) -> str:
    """Return how far an action is, in words."""
    word = PROGRESS[action.progress]
    if action.progress_percent is None or action.progress in (Progress.DONE, Progress.ABANDONED):
        return word
    return f"{word}, {action.progress_percent}\u00a0%"


def _line(action: Action, part: Action | None, day: date, settings: ContractSettings) -> Line:
    verdict = judge(known_of(action), day, settings)
    funded = total(action.funding)
    sized = any(summable(line) for line in action.funding)
    aside = not sized and any(line.amount_cents is not None for line in action.funding)
    share = Fraction(funded, action.cost_cents) if action.cost_cents and funded else None
    return Line(
        action=action,
        part=part is not None,
        whole=part.title if part else "",
        owner=action.owner_name or (action.owner.name if action.owner else ""),
        places=", ".join(place.name for place in action.places),
        cost=said(action.cost_cents, action.cost_qualifier) if action.cost_cents is not None else "",
        funded=said(funded) if sized else "hors somme" if aside else "",
        funding=share_bar(share) if action.cost_cents and not aside else Markup(""),
        health=verdict.health,
        word=HEALTH[verdict.health],
        mark=MARKS[verdict.health],
        why=explained(verdict),
        due=in_french(action.due),
        progress=progress_said(action),
        spark=share_bar(completion(action), tick=elapsed_share(action, day)),
    )
