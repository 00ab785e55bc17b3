"""Progress against plan, small shares and measured series: the unknown is hatched, the table says the same."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.drawings.measured_series import Measured, measured_series, measured_table
from app.drawings.progress_plan import PlanStep, progress_plan, progress_plan_table, told
from app.drawings.share_bar import share_bar

TODAY = date(2026, 3, 3)
STEPS = [
    PlanStep(due=date(2025, 6, 30), done=date(2025, 7, 1)),
    PlanStep(due=date(2026, 1, 31)),
    PlanStep(due=date(2027, 12, 31)),
    PlanStep(due=None, unsure=True),
]


def test_p2_a_share_that_nobody_knows_is_hatched_and_never_zero():
    assert "share-unknown" in share_bar(None)
    assert "share-done" not in share_bar(None)
    assert "share-unknown" not in share_bar(Fraction(0))
    both = share_bar(Fraction(1, 4), Fraction(1, 2), tick=Fraction(3, 4))
    assert all(name in both for name in ("share-done", "share-unknown", "share-tick"))


def test_r1_4_progress_is_drawn_against_the_plan_with_its_table():
    drawn = progress_plan(STEPS, today=TODAY)
    assert all(name in drawn for name in ("plan-line", "done-line", 'class="unknown"', "aujourd’hui"))
    assert told(STEPS, TODAY).replace("\u00a0", " ") == (
        "2 étapes prévues à ce jour, 1 atteinte à une date connue, 1 dont on ne sait rien de sûr."
    )
    rows = progress_plan_table(STEPS).rows
    assert rows == [
        ("2025", "1", "1"),
        ("2026", "1", "0"),
        ("2027", "1", "0"),
        ("Sans date connue", "1", "1"),
        ("Total", "4", "2"),
    ]


days = st.none() | st.dates(min_value=date(2010, 1, 1), max_value=date(2040, 1, 1))


@given(st.lists(st.builds(PlanStep, due=days, done=days, unsure=st.booleans()), max_size=12), days.filter(bool))
def test_whatever_the_dates_the_drawing_stays_in_its_frame(steps, today):
    drawn = progress_plan(steps, today=today)
    assert "nan" not in drawn
    assert 'viewBox="0 0 640 250"' in drawn


def test_r4_1_the_values_of_an_indicator_are_drawn_with_its_target():
    values = [
        Measured(on=date(2024, 12, 31), value=Decimal(4), words="2024"),
        Measured(on=date(2026, 2, 28), value=Decimal("12.5"), words="février 2026", qualifier="environ"),
    ]
    drawn = measured_series(values, id="s", title="Étals", unit="étals", target=Decimal(30))
    assert "cible\u00a0: 30 étals" in drawn
    assert measured_table(values, caption="Étals", unit="étals").rows[1] == ("février 2026", "environ 12,5")
