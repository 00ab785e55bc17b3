"""How an action stands against its own dates, and why. Pure.

Read from top to bottom; the first line that applies gives the health, and every line that applies gives a reason.

| what is known                                                                | health   |
|------------------------------------------------------------------------------|----------|
| done                                                                         | done     |
| abandoned                                                                    | failing  |
| due date passed by more than `failing_after_days`                            | failing  |
| a milestone missed by more than `milestone_failing_after_days`               | failing  |
| due date passed                                                              | late     |
| a milestone missed                                                           | late     |
| not started, though its start date has passed                                | late     |
| no news, or none for `stale_after_days`                                      | unknown  |
| progress unknown                                                             | unknown  |
| no due date and no milestone ahead                                           | unknown  |
| otherwise                                                                    | on time  |

A date known as « 2019 » passes with 31 December 2019: doubt serves the owner. A date that has passed counts whatever
the news, for otherwise silence would pay; but the reasons then say when somebody last spoke, so that nobody reads a
silence as a failure admitted. Where no date has passed, silence is no proof either way: unknown, not on time (P2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from app.contracts.words import Health, Progress

from .partial_dates import last_day
from .settings import DEFAULTS, ContractSettings

SETTLED: Final = frozenset({Progress.DONE, Progress.ABANDONED})


class Step(Protocol):
    """What the rules read of a milestone."""

    @property
    def title(self) -> str: ...  # noqa: D102 - the names are the documentation
    @property
    def due(self) -> str: ...  # noqa: D102
    @property
    def due_on(self) -> date | None: ...  # noqa: D102
    @property
    def done_on(self) -> date | None: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What is known of an action. `news_on`: the day somebody last said something of it."""

    progress: Progress
    due: str = ""
    due_on: date | None = None
    starts: str = ""
    done: str = ""
    news_on: date | None = None
    steps: Sequence[Step] = ()


class Why(StrEnum):
    """The kinds of reasons; `rules/health_words.py` says them in French."""

    DONE = "done"
    DONE_LATE = "done_late"
    ABANDONED = "abandoned"
    OVERDUE = "overdue"
    MILESTONE_MISSED = "milestone_missed"
    NOT_BEGUN = "not_begun"
    SILENT = "silent"
    NEVER_TOLD = "never_told"
    PROGRESS_UNKNOWN = "progress_unknown"
    UNDATED = "undated"
    AHEAD = "ahead"


MISSED: Final = frozenset({Why.OVERDUE, Why.MILESTONE_MISSED, Why.NOT_BEGUN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """One reason: the date it is about, as written, its last day, and the milestone when it is one."""

    why: Why
    written: str = ""
    on: date | None = None
    title: str = ""

    @property
    def missed(self) -> bool:
        """Tell whether this is a date that has passed without what it promised."""
        return self.why in MISSED


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """The health of an action on a day, and every reason of it."""

    health: Health
    reasons: tuple[Reason, ...]
    day: date


def judge(known: Known, day: date, settings: ContractSettings = DEFAULTS) -> Verdict:
    """Return the health of an action on that day."""
    if known.progress in SETTLED:
        return _settled(known, day)
    missed = _missed(known, day)
    health = _against_dates(missed, day, settings)
    if health is not None:
        blind = (Reason(why=Why.PROGRESS_UNKNOWN),) if known.progress is Progress.UNKNOWN else ()
        return Verdict(health=health, reasons=(*missed, *blind, _news(known)), day=day)
    doubts = _doubts(known, day, settings)
    if doubts:
        return Verdict(health=Health.UNKNOWN, reasons=doubts, day=day)
    return Verdict(health=Health.ON_TIME, reasons=(_next_date(known, day),), day=day)


def _settled(known: Known, day: date) -> Verdict:
    if known.progress is Progress.ABANDONED:
        return Verdict(health=Health.FAILING, reasons=(Reason(why=Why.ABANDONED, on=known.news_on),), day=day)
    finished = last_day(known.done)
    late = finished is not None and known.due_on is not None and finished > known.due_on
    reasons = [Reason(why=Why.DONE, written=known.done, on=finished)]
    if late:
        reasons.append(Reason(why=Why.DONE_LATE, written=known.due, on=known.due_on))
    return Verdict(health=Health.DONE, reasons=tuple(reasons), day=day)


def _missed(known: Known, day: date) -> tuple[Reason, ...]:
    """Return the dates that have passed: the due date, the milestones from the oldest on, the start."""
    found = []
    if known.due_on is not None and known.due_on < day:
        found.append(Reason(why=Why.OVERDUE, written=known.due, on=known.due_on))
    steps = [s for s in known.steps if s.done_on is None and s.due_on is not None and s.due_on < day]
    steps.sort(key=lambda s: (s.due_on or day, s.title))
    found += [Reason(why=Why.MILESTONE_MISSED, written=s.due, on=s.due_on, title=s.title) for s in steps]
    if known.progress is Progress.NOT_STARTED and not found:
        began = last_day(known.starts)
        if began is not None and began < day:
            found.append(Reason(why=Why.NOT_BEGUN, written=known.starts, on=began))
    return tuple(found)


def _against_dates(missed: Sequence[Reason], day: date, settings: ContractSettings) -> Health | None:
    limits = {
        Why.OVERDUE: settings.failing_after_days,
        Why.MILESTONE_MISSED: settings.milestone_failing_after_days,
    }
    for reason in missed:
        limit = limits.get(reason.why)
        if limit is not None and reason.on is not None and (day - reason.on).days > limit:
            return Health.FAILING
    return Health.LATE if missed else None


def _doubts(known: Known, day: date, settings: ContractSettings) -> tuple[Reason, ...]:
    found = []
    if known.news_on is None or (day - known.news_on).days > settings.stale_after_days:
        found.append(_news(known))
    if known.progress is Progress.UNKNOWN:
        found.append(Reason(why=Why.PROGRESS_UNKNOWN))
    if known.due_on is None and not any(s.due_on for s in known.steps if s.done_on is None):
        found.append(Reason(why=Why.UNDATED))
    return tuple(found)


def _news(known: Known) -> Reason:
    return Reason(why=Why.SILENT if known.news_on else Why.NEVER_TOLD, on=known.news_on)


def _next_date(known: Known, day: date) -> Reason:
    """Return the first date ahead."""
    dates = [(s.due_on, s.due, s.title) for s in known.steps if s.done_on is None and s.due_on and s.due_on >= day]
    if known.due_on is not None:
        dates.append((known.due_on, known.due, ""))
    on, written, title = min(dates)
    return Reason(why=Why.AHEAD, written=written, on=on, title=title)
