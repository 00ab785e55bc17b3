"""From an event to its last day, every step kept so that anybody can check it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from .days import DAY, OPEN_UNITS, SATURDAY, SUNDAY, Unit, after, between, is_counted, next_open_day, why_closed
from .rules import Reminder, Rule
from .territories import Territory, holiday_on, zone_of


class StepKind(StrEnum):
    """What one step of the computation did."""

    STARTED = "started"
    COUNTED = "counted"
    HOLIDAY_SKIPPED = "holiday_skipped"
    SUSPENDED = "suspended"
    SUSPENSION_CAPPED = "suspension_capped"
    CLEAR_DAY_ADDED = "clear_day_added"
    EXTENDED = "extended"
    DUE = "due"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: the day it leads to or is about, and what explains it."""

    kind: StepKind
    on: date
    since: date | None = None
    days: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """The clock stands still from a day to the day it goes on (not included); None while it still stands."""

    starts_on: date
    resumes_on: date | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Due:
    """A reminder and its day."""

    reminder: Reminder
    on: date


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The last day to act, how it was found, and when to remind of it."""

    rule: Rule
    territory: Territory
    starts_on: date
    due_on: date
    suspended: bool
    """Whether the clock stands still today: the last day will move on."""
    suspended_days: int
    steps: tuple[Step, ...]

    @property
    def due_at(self) -> datetime:
        """Return the instant at which the last day is over where the territory is."""
        return datetime.combine(self.due_on + DAY, time(), zone_of(self.territory))

    def is_past(self, now: datetime) -> bool:
        """Tell whether the last day is over."""
        return now >= self.due_at

    @property
    def reminders(self) -> tuple[Due, ...]:
        """Return the reminders with their days, in order; those that would come before the first day are left out."""
        days = [Due(reminder=r, on=self._day_of(r)) for r in self.rule.reminders]
        return tuple(sorted((d for d in days if d.on > self.starts_on), key=lambda d: d.on))

    def _day_of(self, reminder: Reminder) -> date:
        if reminder.offset is None:
            return self.starts_on + timedelta(days=(self.due_on - self.starts_on).days // 2)
        return self.due_on + reminder.offset * DAY


def compute(
    rule: Rule,
    start: date | datetime,
    territory: Territory,
    *,
    suspensions: Sequence[Suspension] = (),
    today: date | None = None,
) -> Deadline:
    """Return the deadline of a rule from an event, a day or an instant, counted in the time of the territory.

    `today` is needed to know how long a suspension that still runs has lasted; without it, it is taken to its cap.
    """
    starts_on = start.astimezone(zone_of(territory)).date() if isinstance(start, datetime) else start
    counted = after(starts_on, rule.length, rule.unit, territory)
    held = _held(counted, _apart(suspensions, starts_on), rule=rule, territory=territory, today=today)
    last = held.end + DAY if rule.clear else held.end
    due_on = next_open_day(territory, last) if rule.extended else last
    steps = [Step(kind=StepKind.STARTED, on=starts_on), Step(kind=StepKind.COUNTED, on=counted, days=rule.length)]
    steps += _holidays_skipped(rule, territory, starts_on, held.end)
    steps += held.steps
    if rule.clear:
        steps.append(Step(kind=StepKind.CLEAR_DAY_ADDED, on=last, since=held.end))
    if due_on != last:
        why = why_closed(territory, last) or ""
        steps.append(Step(kind=StepKind.EXTENDED, on=due_on, since=last, reason=why))
    steps.append(Step(kind=StepKind.DUE, on=due_on))
    return Deadline(
        rule=rule,
        territory=territory,
        starts_on=starts_on,
        due_on=due_on,
        suspended=held.running,
        suspended_days=held.days,
        steps=tuple(steps),
    )


@dataclass(frozen=True, kw_only=True)
class _Held:
    """What suspensions did: the last day they lead to, how much they added, whether one still runs."""

    end: date
    days: int = 0
    running: bool = False
    steps: tuple[Step, ...] = ()


def _held(
    counted: date, suspensions: Iterable[Suspension], *, rule: Rule, territory: Territory, today: date | None
) -> _Held:
    held = _Held(end=counted)
    for one in suspensions:
        if one.starts_on > held.end or (today is not None and one.starts_on > today):
            continue  # what is over is not suspended, nor what comes later suspended yet
        room = rule.suspension_cap - held.days
        last = _last_day(one, today, room)
        stands = [day for day in between(one.starts_on, last) if is_counted(rule.unit, territory, day)]
        taken, capped = stands[:room], len(stands) > room or (one.resumes_on is None and len(stands) == room)
        end = _moved(held.end, len(taken), rule, territory)
        steps = []
        if taken:
            told = Step(kind=StepKind.SUSPENDED, since=taken[0], on=taken[-1], days=len(taken), reason=one.reason)
            steps.append(told)
        if capped:
            steps.append(Step(kind=StepKind.SUSPENSION_CAPPED, on=end, days=rule.suspension_cap))
        goes_on = one.resumes_on is None or (today is not None and today < one.resumes_on)
        held = _Held(
            end=end,
            days=held.days + len(taken),
            running=held.running or (goes_on and not capped),
            steps=(*held.steps, *steps),
        )
    return held


def _moved(end: date, days: int, rule: Rule, territory: Territory) -> date:
    if rule.unit in OPEN_UNITS:
        return after(end, days, rule.unit, territory)
    return end + days * DAY


def _last_day(one: Suspension, today: date | None, room: int) -> date:
    if one.resumes_on is not None:
        last = one.resumes_on - DAY
        return last if today is None else min(last, today)
    # Three calendar days for each working one is more than any week of holidays needs.
    return today if today is not None else one.starts_on + (3 * room + 30) * DAY


def _apart(given: Iterable[Suspension], starts_on: date) -> list[Suspension]:
    """Return the suspensions in order, without the days that two of them share nor those before the first counted."""
    apart: list[Suspension] = []
    free = starts_on + DAY
    for one in sorted(given, key=lambda s: s.starts_on):
        first = max(one.starts_on, free)
        if one.resumes_on is not None and one.resumes_on <= first:
            continue
        apart.append(Suspension(starts_on=first, resumes_on=one.resumes_on, reason=one.reason))
        if one.resumes_on is None:
            break
        free = one.resumes_on
    return apart


def _holidays_skipped(rule: Rule, territory: Territory, starts_on: date, ended: date) -> list[Step]:
    if rule.unit not in OPEN_UNITS:
        return []
    named = ((day, holiday_on(territory, day)) for day in between(starts_on + DAY, ended))
    rest = SATURDAY if rule.unit is Unit.WORKING_DAYS else SUNDAY
    return [
        Step(kind=StepKind.HOLIDAY_SKIPPED, on=day, reason=name) for day, name in named if name and day.weekday() < rest
    ]
