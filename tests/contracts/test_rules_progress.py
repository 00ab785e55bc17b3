from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.contracts.rules.progress import completion, roll_up
from app.contracts.words import Progress


@dataclass(frozen=True)
class Doing:
    id: int
    progress: Progress = Progress.UNKNOWN
    cost_cents: int | None = None
    progress_percent: int | None = None
    parent_id: int | None = None


def test_p2_under_way_without_a_percentage_is_unknown_and_not_zero():
    assert completion(Doing(1, Progress.UNDER_WAY)) is None
    assert completion(Doing(1, Progress.UNDER_WAY, progress_percent=40)) == Fraction(2, 5)
    assert completion(Doing(1, Progress.NOT_STARTED)) == 0
    assert completion(Doing(1, Progress.DONE, progress_percent=40)) == 1


def test_r1_4_progress_weighted_by_cost_says_what_is_done_what_is_unknown_and_what_cannot_be_weighed():
    actions = [
        Doing(1, Progress.DONE, cost_cents=300),
        Doing(2, Progress.UNDER_WAY, cost_cents=500),
        Doing(3, Progress.UNDER_WAY, cost_cents=200, progress_percent=50),
        Doing(4, Progress.DONE),
    ]
    rolled = roll_up(actions)
    assert (rolled.done, rolled.unknown, rolled.whole, rolled.unweighed) == (Fraction(2, 5), Fraction(1, 2), 1000, 1)
    assert rolled.at_most == Fraction(9, 10)


def test_r1_4_progress_weighted_by_count_gives_each_action_the_same_weight():
    rolled = roll_up([Doing(1, Progress.DONE, cost_cents=1), Doing(2, Progress.NOT_STARTED)], "count")
    assert (rolled.done, rolled.unknown, rolled.whole, rolled.unweighed) == (Fraction(1, 2), 0, 2, 0)


def test_r1_4_a_part_of_another_action_is_not_counted_twice():
    whole = Doing(1, Progress.UNDER_WAY, cost_cents=1000)
    part = Doing(2, Progress.DONE, cost_cents=400, parent_id=1)
    rolled = roll_up([whole, part])
    assert (rolled.whole, rolled.done, rolled.unknown) == (1000, Fraction(2, 5), Fraction(3, 5))
    spoken_for = roll_up([replace(whole, progress_percent=10), part])
    assert (spoken_for.whole, spoken_for.done, spoken_for.unknown) == (1000, Fraction(1, 10), 0)


def test_r1_4_a_whole_without_a_cost_weighs_what_its_parts_cost():
    rolled = roll_up([Doing(1), Doing(2, Progress.DONE, 30, None, 1), Doing(3, Progress.NOT_STARTED, 10, None, 1)])
    assert (rolled.whole, rolled.done, rolled.unknown, rolled.unweighed) == (40, Fraction(3, 4), 0, 0)


def test_p2_nothing_that_can_be_weighed_is_neither_done_nor_unknown():
    assert (roll_up([]).whole, roll_up([Doing(1)]).whole, roll_up([Doing(1)]).unweighed) == (0, 0, 1)


@st.composite
def actions(draw):
    """Actions of a contract, some of them part of others, sometimes in a circle that no page would let anybody make."""
    count = draw(st.integers(min_value=0, max_value=8))
    return [
        Doing(
            id,
            draw(st.sampled_from(Progress)),
            draw(st.none() | st.integers(min_value=0, max_value=10**12)),
            draw(st.none() | st.integers(min_value=0, max_value=100)),
            draw(st.none() | st.integers(min_value=1, max_value=count + 2)),
        )
        for id in range(1, count + 1)
    ]


weights = st.sampled_from(["cost", "count"])


@given(actions(), weights)
def test_r1_4_shares_stay_between_nothing_and_the_whole(several, weight):
    rolled = roll_up(several, weight)
    assert 0 <= rolled.done <= rolled.at_most <= 1
    assert rolled.unknown >= 0
    assert 0 <= rolled.unweighed <= len(several)


@given(actions(), weights, st.randoms(use_true_random=False))
def test_r1_4_the_order_of_actions_changes_nothing(several, weight, random):
    mixed = list(several)
    random.shuffle(mixed)
    assert roll_up(mixed, weight) == roll_up(several, weight)


@given(actions(), weights)
def test_p2_learning_what_is_unknown_stays_within_what_was_said(several, weight):
    before = roll_up(several, weight)
    for told in (Progress.DONE, Progress.NOT_STARTED):
        learnt = [replace(a, progress=told) if completion(a) is None else a for a in several]
        after = roll_up(learnt, weight)
        assert after.unknown == 0
        if not any(a.parent_id for a in several):
            assert before.done <= after.done <= before.at_most


@given(actions(), weights)
def test_r1_4_one_more_action_done_never_lowers_progress(several, weight):
    before = roll_up(several, weight)
    for index, action in enumerate(several):
        after = roll_up([*several[:index], replace(action, progress=Progress.DONE), *several[index + 1 :]], weight)
        assert after.done >= before.done


@given(actions())
def test_r1_4_each_action_counts_once_whatever_its_place_in_the_whole(several):
    rolled = roll_up(several, "count")
    ids = {a.id for a in several}
    tops = sum(1 for a in several if a.parent_id not in ids)
    assert rolled.whole >= tops
    assert rolled.whole <= len(several)
