"""How far a set of actions is: what is done for certain, and what nobody knows. Exact, pure.

An action counts for its cost (`cost`) or for one (`count`). How far it is, is known when it is done (all of it), when
it has not begun or was abandoned (nothing of it), or when its owner gives a percentage; « under way » alone says
nothing of how far. What is not known is never taken for zero (P2): the answer is a share done and a share unknown, so
that the truth lies between `done` and `done + unknown`.

An action that is part of another is never counted twice. When the whole says how far it is, it speaks for its parts;
when it does not, its parts speak for their own share of it and the rest of it stays unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Protocol

from app.contracts.words import Progress

NOTHING: Final = frozenset({Progress.NOT_STARTED, Progress.ABANDONED})


class Counted(Protocol):
    """What the rules read of an action."""

    @property
    def id(self) -> int: ...  # noqa: D102 - the names are the documentation
    @property
    def parent_id(self) -> int | None: ...  # noqa: D102
    @property
    def cost_cents(self) -> int | None: ...  # noqa: D102
    @property
    def progress(self) -> Progress: ...  # noqa: D102
    @property
    def progress_percent(self) -> int | None: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True)
class RolledUp:
    """Shares of the whole, from 0 to 1. `whole` is in cents or in actions; zero when nothing can be weighed."""

    weight: str
    whole: Fraction
    done: Fraction
    unknown: Fraction
    unweighed: int
    """Actions left out because nobody says what they cost."""

    @property
    def at_most(self) -> Fraction:
        """Return the share that is done if all that is unknown is done."""
        return self.done + self.unknown


def completion(action: Counted) -> Fraction | None:
    """Return how much of an action is done, from 0 to 1; None when nobody says."""
    if action.progress is Progress.DONE:
        return Fraction(1)
    if action.progress in NOTHING:
        return Fraction(0)
    return None if action.progress_percent is None else Fraction(action.progress_percent, 100)


def roll_up(actions: Iterable[Counted], weight: str = "cost") -> RolledUp:
    """Return how far these actions are together, weighted by `cost` or by `count`."""
    wholes, parts = _family(list(actions))
    total = done = unknown = Fraction(0)
    unweighed = 0
    for action in wholes:
        heavy = _weight(action, parts, weight)
        if heavy is None:
            unweighed += 1
            continue
        one_done, one_unknown = _shares(action, parts, weight)
        total += heavy
        done += heavy * one_done
        unknown += heavy * one_unknown
    scale = total or Fraction(1)
    return RolledUp(weight=weight, whole=total, done=done / scale, unknown=unknown / scale, unweighed=unweighed)


def _family(actions: Sequence[Counted]) -> tuple[list[Counted], Mapping[int, list[Counted]]]:
    """Return the actions that are part of none of the others, and the parts of each."""
    known = {action.id: action for action in actions}
    parts: defaultdict[int, list[Counted]] = defaultdict(list)
    wholes = []
    for action in actions:
        parent = known.get(action.parent_id) if action.parent_id is not None else None
        if parent is None or _within(parent, action, known):
            wholes.append(action)
        else:
            parts[parent.id].append(action)
    return wholes, parts


def _within(action: Counted, other: Counted, known: Mapping[int, Counted]) -> bool:
    """Tell whether an action is the other, or part of it at any depth: parts of one another are all wholes."""
    seen: set[int] = set()
    here: Counted | None = action
    while here is not None and here.id not in seen:
        if here.id == other.id:
            return True
        seen.add(here.id)
        here = known.get(here.parent_id) if here.parent_id is not None else None
    return False


def _weight(action: Counted, parts: Mapping[int, list[Counted]], weight: str) -> Fraction | None:
    if weight == "count":
        return Fraction(1)
    of_parts = [w for part in parts.get(action.id, ()) if (w := _weight(part, parts, weight)) is not None]
    if action.cost_cents is not None:
        return Fraction(action.cost_cents)
    return sum(of_parts, Fraction(0)) if of_parts else None


def _shares(action: Counted, parts: Mapping[int, list[Counted]], weight: str) -> tuple[Fraction, Fraction]:
    """Return what is done of one action and what is unknown of it."""
    own = completion(action)
    if own is not None:
        return own, Fraction(0)
    mine = [(part, w) for part in parts.get(action.id, ()) if (w := _weight(part, parts, weight))]
    in_parts = sum((w for _, w in mine), Fraction(0))
    if not mine:
        return Fraction(0), Fraction(1)
    # Parts that together cost more than the whole share it in proportion; what they do not reach is unknown.
    whole = in_parts if weight == "count" else max(in_parts, _weight(action, parts, weight) or in_parts)
    done = unknown = Fraction(0)
    for part, heavy in mine:
        one_done, one_unknown = _shares(part, parts, weight)
        done += one_done * heavy / whole
        unknown += one_unknown * heavy / whole
    return done, unknown + 1 - in_parts / whole
