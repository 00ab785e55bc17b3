"""Deadlines found by hand, around the days that are easily got wrong."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.deadlines.computing import StepKind, Suspension, compute
from app.deadlines.days import Unit, after
from app.deadlines.rules import RULES
from app.deadlines.territories import Territory
from app.deadlines.words import length, sentence

T = Territory
ANSWER, OPINION, RECEIPT = (RULES[f"interpellation.{n}"] for n in ("answer", "opinion", "receipt"))
NEXT = RULES["interpellation.registration"]


@pytest.mark.parametrize(
    ("rule", "territory", "start", "due"),
    [
        # 1 and 8 May, Ascension (14 May 2026)
        (RECEIPT, T.METROPOLE, date(2026, 4, 30), date(2026, 5, 19)),
        (RECEIPT, T.METROPOLE, date(2026, 5, 4), date(2026, 5, 20)),
        (RECEIPT, T.METROPOLE, date(2026, 6, 1), date(2026, 6, 15)),
        (OPINION, T.METROPOLE, date(2026, 3, 1), date(2026, 5, 4)),
        (OPINION, T.METROPOLE, date(2026, 3, 8), date(2026, 5, 11)),
        (OPINION, T.METROPOLE, date(2026, 3, 14), date(2026, 5, 15)),
        # Easter Monday (6 April 2026), Good Friday where it is one
        (NEXT, T.METROPOLE, date(2026, 4, 3), date(2026, 4, 7)),
        (NEXT, T.METROPOLE, date(2026, 4, 2), date(2026, 4, 3)),
        (NEXT, T.ALSACE_MOSELLE, date(2026, 4, 2), date(2026, 4, 7)),
        (OPINION, T.METROPOLE, date(2026, 2, 6), date(2026, 4, 7)),
        (OPINION, T.METROPOLE, date(2026, 2, 3), date(2026, 4, 3)),
        (OPINION, T.ALSACE_MOSELLE, date(2026, 2, 3), date(2026, 4, 7)),
        # 26 December 2025 is a Friday; 20 December 2027 is a Monday
        (NEXT, T.METROPOLE, date(2025, 12, 24), date(2025, 12, 26)),
        (NEXT, T.ALSACE_MOSELLE, date(2025, 12, 24), date(2025, 12, 29)),
        (OPINION, T.ALSACE_MOSELLE, date(2025, 10, 26), date(2025, 12, 29)),
        (NEXT, T.REUNION, date(2027, 12, 17), date(2027, 12, 21)),
        (NEXT, T.METROPOLE, date(2027, 12, 17), date(2027, 12, 20)),
        (OPINION, T.REUNION, date(2027, 10, 20), date(2027, 12, 21)),
        # months: the same day, or the last one
        (ANSWER, T.METROPOLE, date(2026, 5, 4), date(2026, 7, 4)),
        (ANSWER, T.METROPOLE, date(2026, 12, 31), date(2027, 2, 28)),
        (ANSWER, T.METROPOLE, date(2027, 12, 31), date(2028, 2, 29)),
        (ANSWER.lasting(12), T.METROPOLE, date(2028, 2, 29), date(2029, 2, 28)),
        (ANSWER.lasting(48), T.METROPOLE, date(2028, 2, 29), date(2032, 2, 29)),
        (ANSWER.lasting(1), T.METROPOLE, date(2026, 1, 31), date(2026, 2, 28)),
        (ANSWER.lasting(1), T.METROPOLE, date(2026, 2, 28), date(2026, 3, 28)),
        # clear days: neither end counts
        (RULES["convocation.commune"], T.METROPOLE, date(2026, 3, 2), date(2026, 3, 8)),
        (RULES["convocation.small_commune"], T.METROPOLE, date(2026, 3, 2), date(2026, 3, 6)),
        (RULES["appeal.court"], T.METROPOLE, date(2026, 5, 4), date(2026, 7, 6)),
    ],
)  # fmt: skip
def test_i3_a_deadline_ends_the_day_the_law_says(rule, territory, start, due):
    assert compute(rule, start, territory).due_on == due


def test_a_saturday_is_a_business_day_and_not_a_working_day():
    friday = date(2026, 6, 5)
    assert after(friday, 1, Unit.BUSINESS_DAYS, T.METROPOLE) == date(2026, 6, 6)
    assert after(friday, 1, Unit.WORKING_DAYS, T.METROPOLE) == date(2026, 6, 8)


@pytest.mark.parametrize(
    ("at", "territory", "day"),
    [
        (datetime(2026, 5, 4, 21, 59, tzinfo=UTC), T.METROPOLE, date(2026, 5, 4)),
        (datetime(2026, 5, 4, 22, 0, tzinfo=UTC), T.METROPOLE, date(2026, 5, 5)),
        (datetime(2026, 5, 4, 21, 0, tzinfo=UTC), T.REUNION, date(2026, 5, 5)),
        (datetime(2026, 5, 5, 2, 0, tzinfo=UTC), T.MARTINIQUE, date(2026, 5, 4)),
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), T.METROPOLE, date(2026, 3, 29)),
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), T.METROPOLE, date(2026, 10, 25)),
    ],
)
def test_the_day_of_an_event_is_the_day_where_the_territory_is(at, territory, day):
    assert compute(NEXT, at, territory).starts_on == day


@pytest.mark.parametrize(
    ("start", "territory", "over_at"),
    [
        (date(2026, 3, 26), T.METROPOLE, datetime(2026, 3, 27, 23, 0, tzinfo=UTC)),
        (date(2026, 3, 27), T.METROPOLE, datetime(2026, 3, 30, 22, 0, tzinfo=UTC)),
        (date(2026, 10, 23), T.METROPOLE, datetime(2026, 10, 26, 23, 0, tzinfo=UTC)),
        (date(2026, 3, 26), T.REUNION, datetime(2026, 3, 27, 20, 0, tzinfo=UTC)),
    ],
)
def test_the_last_day_is_over_at_midnight_there_whatever_the_clocks_did(start, territory, over_at):
    deadline = compute(NEXT, start, territory)
    assert deadline.due_at == over_at
    assert not deadline.is_past(over_at - timedelta(seconds=1))
    assert deadline.is_past(over_at)


def test_i5_a_suspension_adds_its_days_and_no_more_than_its_cap():
    suspensions = [
        Suspension(starts_on=date(2026, 6, 1), resumes_on=date(2026, 6, 11), reason="pièces attendues"),
        Suspension(starts_on=date(2026, 7, 1), resumes_on=date(2026, 12, 1), reason="enquête en cours"),
    ]
    held = compute(ANSWER, date(2026, 5, 4), T.METROPOLE, suspensions=suspensions)
    assert (held.suspended_days, held.due_on) == (60, date(2026, 7, 4) + timedelta(days=60))
    assert [s.kind for s in held.steps].count(StepKind.SUSPENSION_CAPPED) == 1


def test_i5_a_suspension_that_runs_is_counted_up_to_today():
    running = [Suspension(starts_on=date(2026, 6, 1), resumes_on=None, reason="pièces attendues")]
    held = compute(ANSWER, date(2026, 5, 4), T.METROPOLE, suspensions=running, today=date(2026, 6, 5))
    assert (held.suspended, held.suspended_days, held.due_on) == (True, 5, date(2026, 7, 9))
    capped = compute(ANSWER, date(2026, 5, 4), T.METROPOLE, suspensions=running, today=date(2026, 12, 5))
    assert (capped.suspended, capped.suspended_days) == (False, 60)
    before = compute(ANSWER, date(2026, 5, 4), T.METROPOLE, suspensions=running, today=date(2026, 5, 20))
    assert (before.suspended, before.suspended_days) == (False, 0)


def test_i5_what_is_over_or_cannot_be_suspended_is_not():
    late = [Suspension(starts_on=date(2026, 7, 5), resumes_on=date(2026, 8, 1), reason="trop tard")]
    assert compute(ANSWER, date(2026, 5, 4), T.METROPOLE, suspensions=late).due_on == date(2026, 7, 4)
    receipt = [Suspension(starts_on=date(2026, 5, 5), resumes_on=date(2026, 5, 9), reason="aucune")]
    refused = compute(RECEIPT, date(2026, 5, 4), T.METROPOLE, suspensions=receipt)
    assert refused.due_on == date(2026, 5, 20)
    assert "ne peut pas être suspendu" in sentence(refused)


def test_i5_reminders_come_at_half_time_fifteen_and_three_days_before_and_the_day_after():
    deadline = compute(ANSWER, date(2026, 5, 4), T.METROPOLE)
    assert [(d.reminder.name, d.on) for d in deadline.reminders] == [
        ("half_time", date(2026, 6, 3)),
        ("fifteen_days_before", date(2026, 6, 19)),
        ("three_days_before", date(2026, 7, 1)),
        ("one_day_after", date(2026, 7, 5)),
    ]


def test_the_computation_is_told_in_french():
    assert sentence(compute(RECEIPT, date(2026, 5, 4), T.METROPOLE)).replace("\u00a0", " ").replace("\u202f", " ") == (
        "Reçue le 4 mai 2026, jour qui ne compte pas ; 10 jours ouvrés, samedis, dimanches et jours fériés non "
        "comptés, jusqu’au mercredi 20 mai 2026 ; vendredi 8 mai 2026 férié (fête de la Victoire) ; jeudi 14 mai 2026 "
        "férié (Ascension) ; échéance le 20 mai 2026."
    )
    said = sentence(compute(OPINION, date(2026, 3, 8), T.METROPOLE)).replace("\u00a0", " ")
    assert "le 8 mai 2026 est férié (fête de la Victoire), reporté au lundi 11 mai 2026" in said
    appeal = sentence(compute(RULES["appeal.court"], date(2026, 5, 4), T.METROPOLE)).replace("\u00a0", " ")
    assert "délai franc : le dernier jour ne compte pas, on passe au dimanche 5 juillet 2026" in appeal
    assert "le 5 juillet 2026 est un dimanche, reporté au lundi 6 juillet 2026" in appeal
    held = compute(
        ANSWER,
        date(2026, 5, 4),
        T.METROPOLE,
        suspensions=[Suspension(starts_on=date(2026, 6, 1), resumes_on=date(2026, 6, 11), reason="pièces attendues")],
    )
    said = sentence(held).replace("\u00a0", " ")
    assert "suspendu du 1er juin 2026 au 10 juin 2026 (pièces attendues), soit 10 jours de plus" in said


@pytest.mark.parametrize(
    ("name", "words"),
    [("interpellation.receipt", "10 jours ouvrés"), ("interpellation.answer", "2 mois"),
     ("convocation.commune", "5 jours francs"), ("appeal.court", "2 mois francs"),
     ("interpellation.registration", "1 jour ouvré")],
)  # fmt: skip
def test_a_length_is_said_with_its_unit(name, words):
    assert length(RULES[name]).replace("\u00a0", " ") == words
