from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.models import Milestone
from app.contracts.rules.health import Known, Why, judge
from app.contracts.rules.health_words import elapsed, explained, of_date
from app.contracts.rules.partial_dates import last_day
from app.contracts.rules.settings import DEFAULTS, ContractSettings
from app.contracts.words import Health, Progress
from app.foundation.errors import Invalid

TODAY = date(2026, 11, 21)


def a_step(due="", done_on=None, title="Études"):
    return Milestone(action_id=1, title=title, rank=1, due=due, due_on=last_day(due), done_on=done_on)


def known(progress=Progress.UNDER_WAY, due="", news=date(2026, 10, 1), steps=(), **more):
    return Known(progress=progress, due=due, due_on=last_day(due), news_on=news, steps=steps, **more)


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


# (what is known, health, sentence): the table of the rule, read from top to bottom
TABLE = [
    (known(Progress.DONE), Health.DONE, "réalisée, sans date connue"),
    (known(Progress.DONE, due="2019", done="2019-06"), Health.DONE, "réalisée en juin 2019"),
    (
        known(Progress.DONE, due="2019", done="2020-02-01"),
        Health.DONE,
        "réalisée le 1er février 2020 ; après l’échéance de 2019",
    ),
    (known(Progress.ABANDONED), Health.FAILING, "abandonnée, nouvelle du 1er octobre 2026"),
    (
        known(Progress.NOT_STARTED, due="2019-09", news=date(2019, 6, 1)),
        Health.FAILING,
        "échéance de septembre 2019 dépassée de 7 ans ; dernière nouvelle : juin 2019",
    ),
    (
        known(Progress.UNKNOWN, due="2022", news=None),
        Health.FAILING,
        "échéance de 2022 dépassée de 3 ans ; avancement inconnu ; aucune nouvelle connue",
    ),
    (
        known(due="2030", steps=[a_step("2025-01-10")]),
        Health.FAILING,
        "jalon « Études » du 10 janvier 2025 manqué depuis 22 mois ; dernière nouvelle : 1er octobre 2026",
    ),
    (
        known(due="2026-08"),
        Health.LATE,
        "échéance d’août 2026 dépassée de 2 mois ; dernière nouvelle : 1er octobre 2026",
    ),
    (
        known(due="2030", steps=[a_step("2026-T3"), a_step("2026-01", done_on=date(2026, 3, 3))]),
        Health.LATE,
        "jalon « Études » du 3e trimestre 2026 manqué depuis 52 jours ; dernière nouvelle : 1er octobre 2026",
    ),
    (
        known(Progress.NOT_STARTED, due="2030", starts="2026-06"),
        Health.LATE,
        "pas commencée, début de juin 2026 dépassé de 4 mois ; dernière nouvelle : 1er octobre 2026",
    ),
    (known(due="2030", news=date(2024, 5, 2)), Health.UNKNOWN, "dernière nouvelle : mai 2024"),
    (known(due="2030", news=None), Health.UNKNOWN, "aucune nouvelle connue"),
    (known(Progress.UNKNOWN, due="2030"), Health.UNKNOWN, "avancement inconnu"),
    (known(), Health.UNKNOWN, "aucune échéance fixée"),
    (known(due="2026"), Health.ON_TIME, "prochaine date : échéance de 2026"),
    (
        known(due="2030", steps=[a_step("2027-04")]),
        Health.ON_TIME,
        "prochaine date : jalon « Études » d’avril 2027",
    ),
]


@pytest.mark.parametrize(("what", "health", "sentence"), TABLE)
def test_r1_4_the_health_of_an_action_and_its_reasons_follow_the_table(what, health, sentence):
    verdict = judge(what, TODAY)
    assert (verdict.health, plain(explained(verdict))) == (health, sentence)


def test_r1_4_late_begins_the_day_after_the_last_day_that_the_date_allows():
    assert judge(known(due="2026-11-21"), TODAY).health is Health.ON_TIME
    assert judge(known(due="2026-11-20"), TODAY).health is Health.LATE
    assert judge(known(due="2026-11"), TODAY).health is Health.ON_TIME


def test_r1_4_failing_begins_after_the_days_the_contract_says():
    patient = ContractSettings(failing_after_days=700)
    due = known(due=(TODAY - timedelta(days=366)).isoformat())
    assert judge(due, TODAY).health is Health.FAILING
    assert judge(due, TODAY, patient).health is Health.LATE
    exactly = known(due=(TODAY - timedelta(days=365)).isoformat())
    assert judge(exactly, TODAY).health is Health.LATE


def test_r1_4_many_missed_milestones_are_counted_rather_than_listed():
    steps = [a_step(f"2026-0{n}-01", title=f"Étape {n}") for n in range(1, 7)]
    sentence = plain(explained(judge(known(due="2030", steps=steps), TODAY)))
    assert sentence.count("jalon «") == 3
    assert sentence.endswith("; 3 autres jalons manqués")


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (TODAY - timedelta(days=1), "1 jour"),
        (date(2026, 9, 22), "60 jours"),
        (date(2026, 9, 21), "2 mois"),
        (date(2024, 11, 22), "23 mois"),
        (date(2024, 11, 21), "2 ans"),
    ],
)
def test_time_past_is_said_in_whole_days_months_or_years(first, words):
    assert plain(elapsed(first, TODAY)) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2019", "de 2019"),
        ("2019-10", "d’octobre 2019"),
        ("2020-T1", "du 1er trimestre 2020"),
        ("2017-2018", "de 2017-2018"),
        ("2019-09-01", "du 1er septembre 2019"),
    ],
)
def test_a_date_of_any_precision_takes_its_preposition(written, words):
    assert plain(of_date(written)) == words


days = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))
writings = st.one_of(
    st.just(""),
    days.map(lambda d: d.isoformat()),
    days.map(lambda d: f"{d:%Y-%m}"),
    days.map(lambda d: str(d.year)),
    days.map(lambda d: f"{d.year}-T{(d.month - 1) // 3 + 1}"),
)
a_known = st.builds(
    known,
    progress=st.sampled_from(Progress),
    due=writings,
    news=st.none() | days,
    starts=writings,
    done=writings,
    steps=st.lists(st.builds(a_step, due=writings, done_on=st.none() | days), max_size=4),
)


@given(a_known, days)
def test_r1_4_every_health_has_a_reason_and_every_reason_its_words(what, day):
    verdict = judge(what, day)
    assert verdict.reasons
    assert explained(verdict)


@given(a_known, days)
def test_p2_an_action_is_on_time_only_if_its_progress_is_known_its_news_fresh_and_a_date_ahead(what, day):
    if judge(what, day).health is not Health.ON_TIME:
        return
    assert what.progress not in (Progress.UNKNOWN, Progress.DONE, Progress.ABANDONED)
    assert what.news_on is not None
    assert (day - what.news_on).days <= DEFAULTS.stale_after_days
    ahead = [what.due_on, *(s.due_on for s in what.steps if s.done_on is None)]
    assert any(on is not None and on >= day for on in ahead)
    assert all(on is None or on >= day for on in ahead)


RANK = [Health.LATE, Health.FAILING]


@given(a_known, days, st.integers(min_value=0, max_value=2000))
def test_r1_4_time_alone_never_makes_a_late_action_better(what, day, later):
    before, after = judge(what, day).health, judge(what, day + timedelta(days=later)).health
    if before in RANK:
        assert after in RANK[RANK.index(before) :]
    if before in (Health.DONE, Health.ON_TIME):
        assert after is Health.DONE or before is not Health.DONE


@given(a_known, days)
def test_r1_4_silence_never_pays(what, day):
    """What is late with news is late without any: an owner gains nothing by keeping silent."""
    if judge(what, day).health in RANK:
        silent = known(what.progress, due=what.due, news=None, steps=what.steps, starts=what.starts)
        assert judge(silent, day).health is judge(what, day).health


def test_p2_abandoned_without_a_day_is_still_said():
    verdict = judge(known(Progress.ABANDONED, news=None), TODAY)
    assert (verdict.reasons[0].why, explained(verdict)) == (Why.ABANDONED, "abandonnée")


def test_r1_4_the_numbers_of_the_rules_are_settings_with_defaults_and_bounds():
    assert ContractSettings.from_json({}) == DEFAULTS
    written = ContractSettings.from_json({"failing_after_days": 90, "strata": [20, 60, 80], "priority_share": "2/3"})
    assert written.changes() == {"failing_after_days": 90, "strata": [20, 60, 80], "priority_share": "2/3"}
    assert ContractSettings.from_json(written.to_json()) == written
    assert {d["rule"] for d in ContractSettings.describe()} >= {"R11.1", "R12.2", "R15.1", "R16.1", "R24.1", "P2"}


@pytest.mark.parametrize(
    "faulty",
    [{"failing_after_days": 0}, {"strata": [50, 50]}, {"strata": "30"}, {"progress_weight": "mood"}, {"other": 1}],
)
def test_a_setting_out_of_bounds_is_refused_by_name(faulty):
    with pytest.raises(Invalid) as refused:
        ContractSettings.from_json(faulty)
    assert refused.value.members["errors"][0]["pointer"] == f"#/{next(iter(faulty))}"
