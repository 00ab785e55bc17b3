"""What holds for every rule, territory and date."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.deadlines.computing import StepKind, Suspension, compute
from app.deadlines.days import OPEN_UNITS, Unit, between, is_counted, why_closed
from app.deadlines.rules import RULES
from app.deadlines.territories import Territory, holiday_on
from app.deadlines.words import sentence

rules = st.sampled_from(list(RULES.values()))
territories = st.sampled_from(Territory)
dates = st.dates(date(2000, 1, 1), date(2060, 12, 31))
units = st.sampled_from(Unit)


@st.composite
def periods(draw, start):
    first = start + timedelta(days=draw(st.integers(-20, 90)))
    return Suspension(
        starts_on=first, resumes_on=first + timedelta(days=draw(st.integers(0, 80))), reason="un motif donné"
    )


@given(rules, territories, dates, st.integers(0, 60))
def test_a_later_event_never_has_an_earlier_deadline(rule, territory, start, days):
    assert compute(rule, start, territory).due_on <= compute(rule, start + timedelta(days=days), territory).due_on


@given(rules, territories, dates)
def test_what_is_extended_never_ends_on_a_closed_day(rule, territory, start):
    deadline = compute(rule, start, territory)
    assert deadline.due_on > start
    if rule.extended or rule.unit is Unit.WORKING_DAYS:
        assert why_closed(territory, deadline.due_on) is None


@given(territories, dates, st.integers(1, 30), units)
def test_a_length_holds_exactly_its_days(territory, start, length, unit):
    rule = RULES["minutes.publication"].lasting(length)
    rule = type(rule)(**{**vars(rule), "unit": unit})
    end = compute(rule, start, territory).due_on
    if unit is not Unit.MONTHS:
        days = between(start + timedelta(days=1), end)
        assert sum(is_counted(unit, territory, day) for day in days) == length
        assert is_counted(unit, territory, end)


@given(territories, dates, units, st.integers(0, 60), st.data())
def test_a_suspension_adds_exactly_its_days_up_to_the_cap(territory, start, unit, cap, data):
    rule = RULES["interpellation.answer"]
    rule = type(rule)(**{**vars(rule), "unit": unit, "suspension_cap": cap})
    one = data.draw(periods(start))
    free = compute(rule, start, territory).due_on
    held = compute(rule, start, territory, suspensions=[one])
    first = max(one.starts_on, start + timedelta(days=1))
    stands = [d for d in between(first, one.resumes_on - timedelta(days=1)) if is_counted(unit, territory, d)]
    expected = 0 if first > free else min(len(stands), cap)
    assert held.suspended_days == expected
    moved = between(free + timedelta(days=1), held.due_on)
    assert sum(is_counted(unit, territory, day) for day in moved) == expected


@given(territories, dates, st.data())
def test_suspensions_together_never_exceed_the_cap_nor_count_a_day_twice(territory, start, data):
    rule = RULES["interpellation.answer"]
    several = [data.draw(periods(start)) for _ in range(data.draw(st.integers(0, 4)))]
    held = compute(rule, start, territory, suspensions=several)
    distinct = {d for s in several for d in between(s.starts_on, s.resumes_on - timedelta(days=1)) if d > start}
    assert held.suspended_days <= min(rule.suspension_cap, len(distinct))
    assert compute(rule, start, territory).due_on <= held.due_on


@given(rules, territories, dates)
def test_the_steps_explain_the_whole_computation(rule, territory, start):
    deadline = compute(rule, start, territory)
    assert (deadline.steps[0].kind, deadline.steps[-1].kind) == (StepKind.STARTED, StepKind.DUE)
    assert deadline.steps[-1].on == deadline.due_on
    told = {s.on for s in deadline.steps if s.kind is StepKind.HOLIDAY_SKIPPED}
    if rule.unit in OPEN_UNITS:
        passed = between(start + timedelta(days=1), deadline.due_on)
        assert told == {d for d in passed if holiday_on(territory, d) and d.weekday() < 5}
    said = sentence(deadline)
    assert said.endswith(".")
    assert "None" not in said


@given(rules, territories, dates)
def test_reminders_come_in_order_after_the_event(rule, territory, start):
    days = [d.on for d in compute(rule, start, territory).reminders]
    assert days == sorted(days)
    assert all(day > start for day in days)
