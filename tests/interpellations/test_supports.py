"""Supports: one person once, exact under load, thresholds that open and undo, names never public (I6)."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import IllegalTransition, NotAllowed, NotSignedIn
from app.interpellations.models import Hearing, Interpellation, Support, ThresholdCrossing
from app.interpellations.rules.addresses import canonical
from app.interpellations.rules.thresholds import Standing, Threshold, crossed, undone
from app.interpellations.supports import operations
from app.interpellations.supports.desk import support
from app.interpellations.words import HearingState, InterpellationState, ThresholdEffect
from tests.interpellations.life import act, an_admitted_file


@pytest.fixture
def file(world, ground):
    """An admitted file of a conference whose thresholds are 3, 5 and 8."""
    contract = ground[0]
    with world.home.units.sessions() as session:
        conference = session.merge(contract).conference
        conference.reglement = {"support_meeting": 3, "support_agenda": 5, "support_consultation": 8}
        session.commit()
    return an_admitted_file(world, ground)


def supported_by(world, person, file):
    with world.home.units.begin(world.actor(person)) as work:
        return support(work, file.id)


def by_many(world, file, count, **given):
    for _ in range(count):
        supported_by(world, world.person(**given), file)


def read(world, entity, **by):
    with world.home.units.reading() as session:
        return session.query(entity).filter_by(**by).all()


def count_of(world, file):
    return read(world, Interpellation, id=file.id)[0].supports


def test_i6_a_person_counts_once_however_often_they_ask(world, file):
    person = world.person()
    assert [supported_by(world, person, file) for _ in range(3)] == [True, False, False]
    assert (count_of(world, file), len(read(world, Support))) == (1, 1)


def test_i6_two_accounts_of_one_address_are_one_person(world, file):
    first = world.person(email="jean.martin@gmail.com")
    alias = world.person(email="JeanMartin+2@googlemail.com")
    assert [supported_by(world, first, file), supported_by(world, alias, file)] == [True, False]
    assert count_of(world, file) == 1


def test_i6_no_entry_of_the_record_says_who_supported(world, file):
    person = world.person()
    supported_by(world, person, file)
    entry = world.entries(file.stream)[-1]
    assert (entry.kind, entry.payload, entry.actor_id) == ("interpellation.supports_counted", {"supports": 1}, None)


def test_i6_one_neither_supports_without_an_account_nor_ones_own_question(world, ground, file):
    with pytest.raises(NotAllowed):
        supported_by(world, ground[3], file)
    from app.foundation.actors import VISITOR

    with world.home.units.begin(VISITOR) as work, pytest.raises(NotSignedIn):
        support(work, file.id)
    assert count_of(world, file) == 0


def test_i6_a_closed_question_is_not_supported(world, file):
    world.update(file, state=InterpellationState.CLOSED)
    with pytest.raises(IllegalTransition):
        supported_by(world, world.person(), file)


def test_i6_a_hundred_at_once_from_many_threads_count_exactly_and_cross_a_threshold_once(world, file):
    people = [world.person() for _ in range(50)]
    actors = [world.actor(person) for person in people] * 2

    def one(actor):
        with world.home.units.begin(actor) as work:
            new.append(support(work, file.id))

    new: list[bool] = []
    threads = [threading.Thread(target=one, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(new), sum(new), count_of(world, file)) == (100, 50, 50)
    assert [c.threshold for c in read(world, ThresholdCrossing)] == [3, 5, 8]
    kinds = world.kinds(file.stream)
    assert kinds.count("interpellation.threshold_crossed") == 3
    assert kinds.count("interpellation.hearing_requested") == 1


def test_i6_crossing_the_second_threshold_asks_to_be_heard(world, file):
    by_many(world, file, 4)
    assert read(world, Hearing) == []
    by_many(world, file, 1)
    assert [h.cause.value for h in read(world, Hearing)] == ["threshold"]
    assert read(world, Interpellation, id=file.id)[0].state is InterpellationState.ESCALATED


def test_i6_going_back_below_undoes_what_has_not_happened(world, ground, file):
    by_many(world, file, 4)
    leaver = world.person()
    supported_by(world, leaver, file)
    act(world, leaver, operations.withdraw_support, file)
    assert read(world, Hearing)[0].state is HearingState.DROPPED
    assert read(world, Interpellation, id=file.id)[0].state is InterpellationState.ADMISSIBLE
    assert "interpellation.threshold_undone" in world.kinds(file.stream)
    by_many(world, file, 1)
    assert [h.state for h in sorted(read(world, Hearing), key=lambda h: h.id)][-1] is HearingState.REQUESTED


def test_i6_what_has_taken_place_is_not_undone(world, ground, file):
    by_many(world, file, 2)
    leaver = world.person()
    supported_by(world, leaver, file)
    act(world, ground[2], operations.honour_threshold, file, 3, report="La rencontre a eu lieu le 3 juin.")
    act(world, leaver, operations.withdraw_support, file)
    (crossing,) = read(world, ThresholdCrossing)
    assert (crossing.undone_at, crossing.report) == (None, "La rencontre a eu lieu le 3 juin.")


DECLARED = (
    Threshold(at=50, effect=ThresholdEffect.MEETING),
    Threshold(at=900, effect=ThresholdEffect.AGENDA),
    Threshold(at=4500, effect=ThresholdEffect.CONSULTATION),
)


@given(st.lists(st.integers(0, 5000), max_size=30))
def test_i6_whatever_the_count_does_the_standing_thresholds_are_those_it_reaches(counts):
    standing: dict[int, Standing] = {}
    for count in counts:
        for threshold in crossed(DECLARED, standing.values(), count):
            standing[threshold.at] = Standing(at=threshold.at, happened=False)
        for at in undone(standing.values(), count):
            del standing[at]
        assert sorted(standing) == [t.at for t in DECLARED if count >= t.at]


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Jean.Martin+liste@Gmail.com", "jeanmartin@gmail.com"),
        ("jean.martin@googlemail.com", "jeanmartin@gmail.com"),
        ("jean.martin+a@exemple.invalid", "jean.martin@exemple.invalid"),
        ("JEAN@EXEMPLE.INVALID", "jean@exemple.invalid"),
    ],
)
def test_i6_an_address_has_one_canonical_form(written, same):
    assert canonical(written) == canonical(same) == same
