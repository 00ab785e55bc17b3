from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.sittings.rules.timetable import timetable
from app.sittings.words import ItemState

from .test_rules_agenda import NINE, TREES, Item, agenda, at

CURRENT, DONE = ItemState.CURRENT, ItemState.DONE


def starts(items: list[Item], **more: datetime) -> list[float]:
    return [(s.start - NINE) / timedelta(minutes=1) for s in timetable(items, starts_at=NINE, **more).slots]


def test_s2_start_times_follow_from_durations() -> None:
    items = [Item(id=1, minutes=15), Item(id=2, rank=1, minutes=30), Item(id=3, rank=2, minutes=5)]
    table = timetable(items, starts_at=NINE)
    assert starts(items) == [0, 15, 45]
    assert table.end == table.planned_end == at(50)
    assert table.sure


def test_s2_the_time_of_an_item_is_shared_by_its_timed_sub_items() -> None:
    items = [
        Item(id=1, minutes=60),
        Item(id=2, parent_id=1, rank=0, minutes=20),
        Item(id=3, parent_id=1, rank=1, minutes=20),
        Item(id=4, rank=1, minutes=10),
    ]
    table = timetable(items, starts_at=NINE)
    assert starts(items) == [0, 0, 20, 40]
    assert table.slots[0].minutes == 40
    assert table.slots[0].end == table.slots[0].planned_end == at(40)
    assert table.end == at(50)


def test_s2_an_untimed_item_makes_what_follows_uncertain() -> None:
    items = [Item(id=1, minutes=None), Item(id=2, rank=1, minutes=10)]
    table = timetable(items, starts_at=NINE)
    assert [s.sure for s in table.slots] == [True, False]
    assert not table.sure
    assert table.slots[0].minutes is None


def test_s2_times_drift_with_what_really_happens() -> None:
    items = [
        Item(id=1, minutes=10, state=DONE, started_at=at(5), ended_at=at(25)),
        Item(id=2, rank=1, minutes=10, state=CURRENT, started_at=at(25)),
        Item(id=3, rank=2, minutes=10),
    ]
    table = timetable(items, starts_at=NINE, opened_at=at(5), now=at(30))
    assert [(s.start, s.end) for s in table.slots] == [
        (at(5), at(25)),
        (at(25), at(35)),
        (at(35), at(45)),
    ]
    assert [s.drift for s in table.slots] == [timedelta(minutes=m) for m in (5, 15, 15)]
    assert (table.planned_end, table.end, table.drift) == (at(30), at(45), timedelta(minutes=15))


def test_s2_an_overrunning_item_pushes_the_next_ones_as_time_passes() -> None:
    items = [Item(id=1, state=CURRENT, started_at=NINE), Item(id=2, rank=1)]
    assert starts(items, opened_at=NINE, now=at(5)) == [0, 10]
    assert starts(items, opened_at=NINE, now=at(17)) == [0, 17]


def test_s2_a_skipped_item_comes_after_the_one_under_discussion() -> None:
    items = [Item(id=1), Item(id=2, rank=1, state=CURRENT, started_at=NINE), Item(id=3, rank=2)]
    assert starts(items, opened_at=NINE, now=at(2)) == [10, 0, 20]


def test_s2_a_late_opening_pushes_everything() -> None:
    assert starts([Item(id=1), Item(id=2, rank=1)], now=at(12)) == [12, 22]
    assert starts([Item(id=1), Item(id=2, rank=1)], now=at(-600)) == [0, 10]


@given(TREES, st.lists(st.one_of(st.none(), st.integers(1, 90)), min_size=10, max_size=10))
def test_s2_an_unopened_sitting_is_expected_exactly_as_planned(
    parents: tuple[int | None, ...], minutes: list[int | None]
) -> None:
    items = [replace(i, minutes=m) for i, m in zip(agenda(*parents), minutes, strict=False)]
    table = timetable(items, starts_at=NINE)
    assert [(s.start, s.end) for s in table.slots] == [(s.planned_start, s.planned_end) for s in table.slots]
    assert table.end == table.planned_end
    for slot in table.slots:
        assert slot.start <= slot.end <= table.end
