"""What every part of interpellations stands on: the table of states, numbers, capacities, and who reads the record."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capacities import every_capacity
from app.foundation.actors import VISITOR, CapacityKind
from app.foundation.errors import IllegalTransition, NotFound
from app.interpellations.rules.numbers import make_number, read_number
from app.interpellations.rules.states import (
    HEARING_TRANSITIONS,
    TRANSITIONS,
    WORDS,
    check_hearing,
    check_transition,
)
from app.interpellations.words import HearingState, InterpellationState
from app.journal.streams import audiences_for
from tests.builders.contracts import a_contract, a_state_service, an_officer
from tests.builders.interpellations import a_body, a_body_officer, a_file, a_watcher


@pytest.mark.parametrize("state", InterpellationState)
@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda t: t.act)
def test_i4_to_i9_every_act_leads_where_the_table_says_and_nowhere_else(transition, state):
    if state in transition.sources:
        assert check_transition(transition.act, state) is transition.target
    else:
        with pytest.raises(IllegalTransition, match=WORDS[state]):
            check_transition(transition.act, state)


def test_i9_every_state_can_be_reached_and_every_open_one_can_be_left():
    reached = {t.target for t in TRANSITIONS} | {InterpellationState.DRAFT}
    left = {source for t in TRANSITIONS for source in t.sources}
    assert reached == set(InterpellationState)
    assert set(InterpellationState) - left == {InterpellationState.CLOSED, InterpellationState.WITHDRAWN}


def test_i9_no_word_of_a_file_says_that_silence_accepts():
    assert not any("accept" in words for words in WORDS.values())


@pytest.mark.parametrize(("state", "target"), list(product(HearingState, HearingState)))
def test_i7_every_move_of_a_hearing_is_the_tables(state, target):
    if target in HEARING_TRANSITIONS[state]:
        check_hearing(state, target)
    else:
        with pytest.raises(IllegalTransition):
            check_hearing(state, target)


@given(year=st.integers(2020, 2099), rank=st.integers(1, 99_999))
def test_i3_a_number_is_read_back_however_it_is_typed(year, rank):
    number = make_number(year, rank)
    assert read_number(number) == number
    assert read_number(number.replace("-", " ")) == number
    assert read_number(number.replace("-", "")) == number


@given(rank=st.integers(1, 9999), place=st.sampled_from([0, 1, 3, 4, 5, 6, 8]), digit=st.integers(0, 9))
def test_i3_one_wrong_digit_is_noticed(rank, place, digit):
    number = make_number(2026, rank)
    wrong = number[:place] + str(digit) + number[place + 1 :]
    assert read_number(wrong) == (number if wrong == number else None)


def test_i1_an_officer_of_a_body_and_a_watcher_hold_their_capacities_by_their_dates(world):
    body, contract = a_body(world), a_contract(world)
    officer = a_body_officer(world, body, starts_on=date(2026, 3, 1), ends_on=date(2026, 4, 1))
    watcher = a_watcher(world, body, contract, starts_on=date(2026, 3, 1))
    ids = [officer.id, watcher.id]
    with world.home.units.reading() as session:
        held = {
            day: every_capacity(session, ids, day) for day in (date(2026, 2, 28), date(2026, 3, 5), date(2026, 4, 1))
        }
    kinds = [{c.kind for capacities in known.values() for c in capacities} for known in held.values()]
    assert kinds == [set(), {CapacityKind.BODY_OFFICER, CapacityKind.WATCHER}, {CapacityKind.WATCHER}]
    (watch,) = held[date(2026, 3, 5)][watcher.id]
    assert (watch.body_id, watch.contract_id) == (body.id, contract.id)


def test_i11_a_file_is_read_by_all_less_what_is_the_requesters_and_the_desks(world):
    service = a_state_service(world)
    contract = a_contract(world, service)
    writer = world.person()
    file = a_file(world, contract, writer, service_id=service.id)
    requester = world.actor(writer)
    officer = world.actor(an_officer(world, service))
    with world.home.units.reading() as session:
        assert audiences_for(session, VISITOR, file.stream) == ("public",)
        assert audiences_for(session, requester, file.stream) == ("public", "members")
        assert audiences_for(session, officer, file.stream) == ("public", "members", "bureau")


def test_i2_a_draft_is_its_writers_alone(world):
    writer = world.person()
    file = a_file(world, a_contract(world), writer, state=InterpellationState.DRAFT)
    with world.home.units.reading() as session:
        assert audiences_for(session, world.actor(writer), file.stream) == ("members",)
        with pytest.raises(NotFound):
            audiences_for(session, VISITOR, file.stream)
