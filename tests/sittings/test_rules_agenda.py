from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import IllegalTransition, Refused
from app.sittings.rules.agenda import (
    STATE_WORDS,
    TRANSITIONS,
    check_addition,
    check_answer,
    check_change,
    check_item_transition,
    check_publication,
    move,
    numbered,
)
from app.sittings.words import ItemOrigin, ItemState

NINE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Item:
    id: int
    parent_id: int | None = None
    rank: int = 0
    title: str = "Un point"
    state: ItemState = ItemState.ACCEPTED
    minutes: int | None = 10
    started_at: datetime | None = None
    ended_at: datetime | None = None


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def agenda(*parents: int | None) -> list[Item]:
    return [Item(id=i, rank=i, parent_id=parent) for i, parent in enumerate(parents, 1)]


LIFE = {
    ("proposed", "accepted"),
    ("proposed", "refused"),
    ("proposed", "deferred"),
    ("accepted", "current"),
    ("accepted", "refused"),
    ("accepted", "deferred"),
    ("current", "done"),
    ("current", "deferred"),
    ("done", "current"),
    ("refused", "accepted"),
    ("deferred", "accepted"),
}


@pytest.mark.parametrize(("state", "wanted"), list(product(ItemState, repeat=2)))
def test_s2_an_item_is_proposed_accepted_discussed_and_done(state: ItemState, wanted: ItemState) -> None:
    if (state, wanted) in LIFE:
        check_item_transition(state, wanted)
    else:
        with pytest.raises(IllegalTransition, match="Ce point est") as refusal:
            check_item_transition(state, wanted)
        assert "Il peut devenir «" in refusal.value.detail


def test_every_state_of_an_item_has_its_words_and_its_future() -> None:
    assert set(STATE_WORDS) == set(TRANSITIONS) == set(ItemState)


@pytest.mark.parametrize(
    ("origin", "wanted", "reason", "broken"),
    [
        ("member", "accepted", "", None),
        ("member", "refused", "", "S2"),
        ("member", "refused", "Hors sujet.", None),
        ("member", "deferred", " ", "S2"),
        ("state_referral", "accepted", "", None),
        ("state_referral", "refused", "Hors sujet.", "R3.6"),
        ("state_referral", "deferred", "Plus tard.", "R3.6"),
    ],
)
def test_r3_6_a_question_of_the_state_appears_on_the_next_agenda(
    origin: str, wanted: str, reason: str, broken: str | None
) -> None:
    if broken is None:
        check_answer(ItemOrigin(origin), ItemState(wanted), reason)
        return
    with pytest.raises(Refused) as refusal:
        check_answer(ItemOrigin(origin), ItemState(wanted), reason)
    assert refusal.value.members["rule"] == broken


def test_r3_6_an_agenda_that_forgets_a_referral_is_not_published() -> None:
    check_publication(agenda(None))
    with pytest.raises(Refused, match="Mobilités") as refusal:
        check_publication(agenda(None), pending_referrals=["Mobilités du quotidien"])
    assert refusal.value.members["rule"] == "R3.6"


def test_s2_an_empty_agenda_is_not_published() -> None:
    with pytest.raises(Refused, match="est vide"):
        check_publication([Item(id=1, state=ItemState.PROPOSED)])


def test_s2_publication_freezes_the_agenda() -> None:
    check_change(None)
    with pytest.raises(Refused, match="il ne change plus"):
        check_change(NINE)


def test_s2_an_urgent_addition_after_publication_has_a_reason() -> None:
    check_addition(None)
    check_addition(NINE, "Crue de la nuit.")
    with pytest.raises(Refused, match="motif de l’urgence"):
        check_addition(NINE, "  ")


def test_s2_items_are_numbered_as_a_tree() -> None:
    items = agenda(None, None, 2, 2, 3, None)
    assert [(n.id, n.number, n.depth) for n in numbered(items)] == [
        (1, "1", 0),
        (2, "2", 0),
        (3, "2.1", 1),
        (5, "2.1.1", 2),
        (4, "2.2", 1),
        (6, "3", 0),
    ]


def test_s2_what_is_not_on_the_agenda_has_no_number() -> None:
    items = agenda(None, None, 2, None)
    items[1] = replace(items[1], state=ItemState.DEFERRED)
    assert [(n.id, n.number) for n in numbered(items)] == [(1, "1"), (3, "2"), (4, "3")]


def order_after(items: list[Item], id: int, before: int | None, parent: int | None = None) -> list[int]:
    places = {p.id: p for p in move(items, id, before, parent_id=parent)}
    moved = [
        replace(i, rank=places[i.id].rank, parent_id=places[i.id].parent_id) if i.id in places else i for i in items
    ]
    return [n.id for n in numbered(moved)]


@pytest.mark.parametrize(
    ("id", "before", "parent", "order"),
    [
        (4, 1, None, [4, 1, 2, 3]),
        (1, None, None, [2, 3, 4, 1]),
        (1, 4, None, [2, 3, 1, 4]),
        (1, 3, None, [2, 1, 3, 4]),  # takes the parent of what it is put before
        (3, 1, None, [3, 1, 2, 4]),
        (4, None, 2, [1, 2, 3, 4]),
    ],
)
def test_s2_an_item_moves_before_another(id: int, before: int | None, parent: int | None, order: list[int]) -> None:
    assert order_after(agenda(None, None, 2, None), id, before, parent) == order


@pytest.mark.parametrize(("id", "before", "parent"), [(9, 1, None), (1, 9, None), (1, 1, None), (1, None, 9)])
def test_s2_a_move_on_a_stale_agenda_is_refused(id: int, before: int | None, parent: int | None) -> None:
    with pytest.raises(Refused, match="Rechargez l’ordre du jour"):
        move(agenda(None, None), id, before, parent_id=parent)


def test_s2_an_item_never_goes_under_itself() -> None:
    items = agenda(None, 1, 2)
    for before, parent in ((3, None), (None, 1), (None, 3)):
        with pytest.raises(Refused, match="sous lui-même"):
            move(items, 1, before, parent_id=parent)


TREES = st.integers(1, 10).flatmap(
    lambda n: st.tuples(*(st.one_of(st.none(), st.integers(1, i)) if i else st.none() for i in range(n)))
)


@given(TREES, st.data())
def test_s2_a_move_never_loses_an_item(parents: tuple[int | None, ...], data: st.DataObject) -> None:
    items = agenda(*parents)
    id = data.draw(st.integers(1, len(items)))
    before = data.draw(st.one_of(st.none(), st.integers(1, len(items))))
    try:
        order = order_after(items, id, before)
    except Refused:
        return
    assert sorted(order) == [i.id for i in items]
    if before is not None:
        assert order.index(id) < order.index(before)
