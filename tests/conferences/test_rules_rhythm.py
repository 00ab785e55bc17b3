from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conferences.rules.presidency import Term
from app.conferences.rules.rhythm import (
    Course,
    SittingFact,
    alerts,
    blocked_without_president,
    blocked_without_quorum,
    prefect_not_met,
    rhythm_broken,
)
from app.conferences.rules.settings import Reglement
from app.conferences.words import Profile
from app.institutions.words import Level

CREATED = date(2024, 1, 10)
TODAY = date(2026, 9, 15)
HELD, PLANNED, FAILED, CANCELLED = Course.HELD, Course.PLANNED, Course.WITHOUT_QUORUM, Course.CANCELLED
CHAIRED = Term(level=Level.REGION, starts_on=CREATED, ends_on=date(2027, 1, 1), institution_id=1)


def sitting(day: str, course: Course = HELD, *, prefect: bool = False) -> SittingFact:
    return SittingFact(day=date.fromisoformat(day), course=course, prefect=prefect)


@pytest.mark.parametrize(
    ("sittings", "warns"),
    [
        ([], True),
        ([sitting("2026-03-01", prefect=True)], False),
        ([sitting("2025-12-01", prefect=True)], True),
        ([sitting("2026-03-01")], True),
        ([sitting("2026-11-01", PLANNED, prefect=True)], False),
        ([sitting("2026-11-01", CANCELLED, prefect=True)], True),
        ([sitting("2026-06-01", PLANNED, prefect=True)], True),  # planned and never held
        ([sitting("2027-01-05", PLANNED, prefect=True)], True),
        ([sitting("2026-03-01", FAILED, prefect=True)], True),
    ],
)
def test_r3_7_the_system_warns_when_no_sitting_with_the_prefect_is_planned(
    sittings: list[SittingFact], warns: bool
) -> None:
    alert = prefect_not_met(sittings, Reglement(), created_on=CREATED, today=TODAY)
    assert (alert is not None) is warns
    if alert:
        assert (alert.rule, alert.since) == ("R3.7", date(2026, 1, 1))
        assert "Pour 2026, aucune n’est tenue ni prévue." in alert.sentence


def test_r3_7_the_number_of_sittings_with_the_prefect_is_a_setting() -> None:
    once = [sitting("2026-03-01", prefect=True)]
    alert = prefect_not_met(once, Reglement(prefect_sittings_per_year=2), created_on=CREATED, today=TODAY)
    assert alert is not None
    assert "il n’y en a que 1" in alert.sentence
    never = Reglement(prefect_sittings_per_year=0)
    assert prefect_not_met([], never, created_on=CREATED, today=TODAY) is None


@pytest.mark.parametrize(
    ("last", "since"),
    [
        ("2026-09-01", None),
        ("2026-03-16", None),  # 183 days before: the last day that keeps the rhythm
        ("2026-03-15", date(2026, 9, 15)),
        ("2025-12-01", date(2026, 6, 3)),
    ],
)
def test_r3_8_the_system_warns_when_the_half_year_rhythm_is_broken(last: str, since: date | None) -> None:
    alert = rhythm_broken([sitting(last)], Reglement(), created_on=CREATED, today=TODAY)
    assert (alert.since if alert else None) == since


def test_r3_8_a_sitting_without_quorum_or_cancelled_does_not_keep_the_rhythm() -> None:
    facts = [sitting("2026-01-01"), sitting("2026-08-01", FAILED), sitting("2026-08-20", CANCELLED)]
    alert = rhythm_broken(facts, Reglement(), created_on=CREATED, today=TODAY)
    assert alert is not None
    assert "La dernière séance s’est tenue le 1er\u00a0janvier\u00a02026" in alert.sentence
    assert "convoquez la conférence" in alert.sentence


def test_r3_8_the_alert_names_the_next_sitting_when_there_is_one() -> None:
    facts = [sitting("2026-10-01", PLANNED)]
    alert = rhythm_broken(facts, Reglement(), created_on=CREATED, today=TODAY)
    assert alert is not None
    assert "Aucune séance ne s’est encore tenue" in alert.sentence
    assert "prévue le 1er\u00a0octobre\u00a02026" in alert.sentence


def test_r3_8_weekly_sittings_in_a_negotiation_never_warn() -> None:
    weekly = [sitting(f"2026-09-{d:02d}") for d in (1, 8, 15)]
    assert rhythm_broken(weekly, Reglement(), created_on=CREATED, today=TODAY) is None


@pytest.mark.parametrize(
    ("courses", "blocked"),
    [
        ([], False),
        ([FAILED], False),
        ([FAILED, FAILED], True),
        ([FAILED, HELD, FAILED], False),
        ([FAILED, CANCELLED, FAILED], True),
        ([FAILED, FAILED, HELD], False),
        ([HELD, FAILED, FAILED, FAILED], True),
        ([FAILED, FAILED, PLANNED], True),
    ],
)
def test_r3_10_two_consecutive_sittings_without_quorum_alert_the_prefect(courses: list[Course], blocked: bool) -> None:
    facts = [sitting(f"2026-{month:02d}-01", course) for month, course in enumerate(courses, 1)]
    alert = blocked_without_quorum(facts, Reglement())
    assert (alert is not None) is blocked
    if alert:
        assert alert.rule == "R3.10"
        assert "peut convoquer la conférence" in alert.sentence


def test_r3_10_the_block_dates_from_the_second_failed_sitting() -> None:
    facts = [sitting("2026-01-01", FAILED), sitting("2026-02-01", FAILED), sitting("2026-03-01", FAILED)]
    alert = blocked_without_quorum(facts, Reglement())
    assert alert is not None
    assert alert.since == date(2026, 2, 1)


def test_r3_10_a_conference_without_president_alerts_the_prefect() -> None:
    ended = Term(level=Level.REGION, starts_on=CREATED, ends_on=date(2026, 1, 10), institution_id=1)
    unnamed = Term(level=Level.DEPARTEMENT, starts_on=date(2026, 1, 10), ends_on=date(2027, 1, 10))
    for terms in ([ended], [ended, unnamed]):
        alert = blocked_without_president(terms, created_on=CREATED, today=TODAY)
        assert alert is not None
        assert alert.since == date(2026, 1, 10)
    assert blocked_without_president([CHAIRED], created_on=CREATED, today=TODAY) is None
    never = blocked_without_president([], created_on=CREATED, today=TODAY)
    assert never is not None
    assert never.since == CREATED


def test_r3_10_a_vacancy_without_interim_leaves_no_president() -> None:
    cut = Term(**{**vars(CHAIRED), "vacated_on": date(2026, 5, 1)})
    alert = blocked_without_president([cut], created_on=CREATED, today=TODAY)
    assert alert is not None
    assert alert.since == date(2026, 5, 1)


def test_r3_11_a_statutory_conference_is_never_without_president() -> None:
    facts = [sitting("2026-09-01", prefect=True)]
    both = {"reglement": Reglement(), "created_on": CREATED, "today": TODAY}
    assert alerts(facts, [], profile=Profile.CTAP, **both) == ()  # type: ignore[arg-type]
    assert [a.rule for a in alerts(facts, [], **both)] == ["R3.10"]  # type: ignore[arg-type]


def test_all_alerts_are_told_the_gravest_first() -> None:
    facts = [sitting("2025-02-01", FAILED), sitting("2025-01-01", FAILED)]
    found = alerts(facts, [], reglement=Reglement(), created_on=CREATED, today=TODAY)
    assert [a.rule for a in found] == ["R3.10", "R3.10", "R3.8", "R3.7"]


DAYS = st.dates(date(2024, 1, 11), date(2026, 12, 31))
FACTS = st.lists(st.builds(SittingFact, day=DAYS, course=st.sampled_from(Course), prefect=st.booleans()))


@given(FACTS, DAYS)
def test_an_alert_never_dates_from_the_future(facts: list[SittingFact], today: date) -> None:
    past = [f for f in facts if f.day <= today or f.course is PLANNED]
    for alert in alerts(past, [CHAIRED], reglement=Reglement(), created_on=CREATED, today=today):
        assert alert.since <= today
        assert alert.sentence.endswith(".")
