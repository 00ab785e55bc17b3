from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conferences.rules.groups import pilot_on
from app.conferences.rules.presidency import (
    Term,
    add_months,
    chair_on,
    check_order,
    holder_on,
    next_levels,
    plan,
    term_on,
    vacate,
)
from app.conferences.rules.terms import Rotation, check_term, require_term
from app.conferences.words import Profile
from app.foundation.errors import Refused
from app.institutions.words import Level

R, D, E, C = Level.REGION, Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE
ORDER = (R, D, E, C)
DAY = date(2026, 3, 3)
ORDERS = st.lists(st.sampled_from(Level), min_size=1, max_size=6)


def term(
    level: Level = R, year: int = 2026, institution: int | None = None, *, months: int = 12, **more: object
) -> Term:
    start = date(year, 1, 1)
    return Term(
        level=level,
        starts_on=start,
        ends_on=add_months(start, months),
        institution_id=institution,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 1), 12, date(2027, 1, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_are_added_as_on_a_calendar(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("order", "history", "expected"),
    [
        (ORDER, [], [R, D, E, C, R]),
        (ORDER, [R], [D, E, C, R, D]),
        (ORDER, [R, D, E, C], [R, D, E, C, R]),
        (ORDER, [R, E], [C, R, D, E, C]),  # the département was skipped
        ((R, E, D, E), [R, E], [D, E, R, E, D]),  # a level may come twice in a cycle
        ((R, E, D, E), [R, E, D, E], [R, E, D, E, R]),
        ((R, R, D), [R], [R, D, R, R, D]),
        ((D, E), [R], [D, E, D, E, D]),  # a level that left the order
    ],
)
def test_r3_4_levels_follow_one_another_in_the_agreed_order(
    order: tuple[Level, ...], history: list[Level], expected: list[Level]
) -> None:
    assert next_levels(order, history, 5) == expected


@given(ORDERS, st.lists(st.sampled_from(Level), max_size=8), st.integers(0, 9), st.integers(0, 9))
def test_r3_4_a_plan_does_not_change_as_time_passes(
    order: list[Level], history: list[Level], near: int, far: int
) -> None:
    whole = next_levels(order, history, near + far)
    assert whole[near:] == next_levels(order, history + whole[:near], far)


def test_r3_4_the_next_four_terms_are_planned() -> None:
    planned = plan(ORDER, [term(R, institution=1)], today=DAY)
    assert [(t.level, t.starts_on.year, t.institution_id) for t in planned] == [
        (R, 2026, 1),
        (D, 2027, None),
        (E, 2028, None),
        (C, 2029, None),
        (R, 2030, None),
    ]


def test_r3_4_recorded_terms_stay_in_the_plan() -> None:
    planned = plan(ORDER, [term(R, institution=1), term(E, 2027, 7)], today=DAY)
    assert [(t.level, t.institution_id) for t in planned] == [(R, 1), (E, 7), (C, None), (R, None), (D, None)]


def test_r3_4_a_lapsed_presidency_keeps_the_calendar_of_levels() -> None:
    planned = plan(ORDER, [term(R, 2024, 1)], today=DAY)
    assert [(t.level, t.starts_on.year) for t in planned] == [
        (E, 2026),
        (C, 2027),
        (R, 2028),
        (D, 2029),
        (E, 2030),
    ]
    assert holder_on([term(R, 2024, 1)], DAY) is None


def test_r3_4_a_new_conference_starts_its_plan_today() -> None:
    planned = plan(ORDER, [], today=DAY)
    assert planned[0] == Term(level=R, starts_on=DAY, ends_on=date(2027, 3, 3))
    assert len(planned) == 5


@given(ORDERS, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 36), st.integers(0, 6))
def test_r3_4_a_plan_is_contiguous_and_breaks_no_rule(order: list[Level], today: date, months: int, past: int) -> None:
    start = add_months(today, -months * past)
    recorded = []
    for level in next_levels(order, [], past):
        recorded.append(Term(level=level, starts_on=start, ends_on=add_months(start, months)))
        start = recorded[-1].ends_on
    planned = plan(order, recorded, today=today, months=months)
    assert all(a.ends_on == b.starts_on for a, b in pairwise(planned))
    everything = recorded + [t for t in planned if t not in recorded]
    rotation = Rotation(order=order, months=months)
    for t in everything:
        assert not check_term(t, [o for o in everything if o != t], rotation)


def test_r3_4_a_vacancy_is_filled_by_an_interim_of_the_same_level_until_the_end() -> None:
    cut, interim = vacate(term(D, institution=4), date(2026, 6, 1))
    filled = Term(**{**vars(interim), "institution_id": 5})
    assert (interim.level, interim.starts_on, interim.ends_on) == (D, date(2026, 6, 1), date(2027, 1, 1))
    assert holder_on([cut, filled], date(2026, 5, 31)) == 4
    assert holder_on([cut], date(2026, 6, 1)) is None
    assert holder_on([cut, filled], date(2026, 6, 1)) == 5
    assert holder_on([cut, filled], date(2027, 1, 1)) is None
    assert not check_term(filled, [cut], Rotation(order=ORDER))
    assert plan(ORDER, [cut, filled], today=date(2026, 7, 1))[0] == filled


def test_r3_4_a_vacancy_is_noted_during_the_term() -> None:
    with pytest.raises(Refused, match="hors de la présidence en cours") as refusal:
        vacate(term(D, institution=4), date(2027, 1, 1))
    assert refusal.value.members["rule"] == "R3.4"


CUT = term(R, institution=1, vacated_on=date(2026, 6, 1))
INTERIM = {"level": R, "starts_on": date(2026, 6, 1), "ends_on": date(2027, 1, 1), "interim": True}

FAULTY = [
    ("same institution", term(D, 2027, 1), [term(R, 2026, 1)], "deux fois de suite"),
    ("same institution after", term(R, 2026, 9), [term(D, 2027, 9)], "deux fois de suite"),
    ("same level", term(R, 2027, 2), [term(R, 2026, 1)], "Les niveaux se succèdent"),
    ("out of order", term(C, 2027, 2), [term(R, 2026, 1)], "Selon l’ordre convenu"),
    ("gap", term(D, 2028, 2), [term(R, 2026, 1)], "Personne ne présiderait"),
    ("gap after", term(R, 2025, 2), [term(D, 2027, 1)], "Personne ne présiderait"),
    ("overlap", term(D, 2027, 2), [term(R, 2026, 1, months=18)], "chevauche"),
    ("too short", term(R, months=11), [], "dure 12 mois"),
    ("interim without vacancy", Term(**INTERIM, institution_id=2), [term(R, 2026, 1)], "n’est vacante"),  # type: ignore[arg-type]
    ("interim of another level", Term(**{**INTERIM, "level": D}), [CUT], "L’intérim revient au niveau"),  # type: ignore[arg-type]
    ("interim too long", Term(**{**INTERIM, "ends_on": date(2027, 6, 1)}), [CUT], "L’intérim finit avec"),  # type: ignore[arg-type]
    ("interim by who left", Term(**INTERIM, institution_id=1), [CUT], "ne peut pas assurer l’intérim"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("wanted", "others", "words"), [f[1:] for f in FAULTY], ids=[f[0] for f in FAULTY])
def test_r3_4_a_term_that_breaks_the_rotation_is_refused_in_words(wanted: Term, others: list[Term], words: str) -> None:
    with pytest.raises(Refused) as refusal:
        require_term(wanted, others, Rotation(order=ORDER))
    assert words in refusal.value.detail
    assert refusal.value.members["rule"] == "R3.4"


def test_r3_4_the_institution_has_the_level_of_its_term() -> None:
    [problem] = check_term(term(R, institution=3), [], Rotation(order=ORDER), institution_level=C)
    assert "Choisissez une institution du bon niveau" in problem.detail


def test_r3_4_a_level_may_be_skipped_with_a_reason() -> None:
    wanted, others = term(E, 2027, 2), [term(R, 2026, 1)]
    assert check_term(wanted, others, Rotation(order=ORDER))
    assert not check_term(wanted, others, Rotation(order=ORDER), skip_reason="Les départements renoncent.")


def test_r3_4_a_level_chairs_twice_running_only_if_the_order_says_so() -> None:
    wanted, others = term(R, 2027, 2), [term(R, 2026, 1)]
    assert check_term(wanted, others, Rotation(order=ORDER), skip_reason="Une envie.")
    assert not check_term(wanted, others, Rotation(order=(R, R, D)))


def test_r3_4_the_length_of_a_term_is_a_setting() -> None:
    assert not check_term(term(R, months=24), [], Rotation(order=ORDER, months=24))


@pytest.mark.parametrize(("order", "words"), [((), "est vide"), ((R, C), "commune")])
def test_r3_4_an_order_names_levels_that_have_a_voting_seat(order: tuple[Level, ...], words: str) -> None:
    with pytest.raises(Refused, match=words):
        check_order(order, {R, D, E})
    check_order((R, D, E, R), {R, D, E})


def test_r3_11_in_a_statutory_conference_the_region_always_chairs() -> None:
    terms = [term(D, institution=4)]
    assert chair_on(Profile.CTAP, 32, terms, DAY) == 32
    assert chair_on(Profile.CTAP, 32, [], DAY) == 32
    assert chair_on(Profile.COTAP, 32, terms, DAY) == 4
    with pytest.raises(Refused) as refusal:
        require_term(terms[0], [], Rotation(order=ORDER), profile=Profile.CTAP)
    assert refusal.value.members["rule"] == "R3.11"


@given(st.integers(0, 400), st.integers(0, 800))
def test_r5_2_the_pilot_changes_the_same_day_as_the_presidency(cut_after: int, ahead: int) -> None:
    first = term(R, 2026, 1)
    terms: list[Term] = [first, term(D, 2027, 2)]
    if 0 < cut_after < 365:
        cut, interim = vacate(first, first.starts_on + timedelta(days=cut_after))
        terms = [cut, Term(**{**vars(interim), "institution_id": 3}), terms[1]]
    day = date(2025, 12, 1) + timedelta(days=ahead)
    running = term_on(terms, day)
    assert pilot_on(terms, day) == (running.institution_id if running else None)


def test_r5_2_the_groups_have_a_new_pilot_on_the_first_day_of_a_term() -> None:
    terms = [term(R, 2026, 1), term(D, 2027, 2)]
    assert [pilot_on(terms, date(2026, 12, 31)), pilot_on(terms, date(2027, 1, 1))] == [1, 2]
