from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.drawings.cost_shares import ShareOfCost, cost_shares, cost_shares_table
from app.drawings.result_bar import Answer, Threshold, result_bar, result_table
from app.drawings.shapes import LEVELS, VOTES
from app.drawings.speaking_time import LevelTime, speaking_time, speaking_time_table

from .svgs import having, points, view_box, words


def lengths(drawn: str) -> list[float]:
    return [float(bar.get("width") or 0) for bar in having(drawn, "bar")]


def answers(*voices: int) -> list[Answer]:
    return [Answer(choice=choice, voices=n, seats=n) for choice, n in zip(VOTES, voices, strict=False)]


def test_the_bars_of_a_result_start_at_zero_and_keep_proportions() -> None:
    drawn = result_bar(answers(12, 6, 3))
    assert lengths(drawn) == [208, 104, 52]
    assert len({bar.get("x") for bar in having(drawn, "bar")}) == 1


def test_nothing_is_drawn_as_nothing() -> None:
    assert lengths(result_bar(answers(4, 0, 0))) == [208, 0, 0]
    assert lengths(result_bar(answers(0, 0, 0))) == [0, 0, 0]


def test_who_does_not_take_part_is_shown_when_there_is_somebody() -> None:
    assert "Ne prend pas" not in words(result_bar(answers(1, 1, 1, 0)))
    assert "Ne prend pas part au vote 1" in words(result_bar(answers(1, 1, 1, 1)))


def test_the_threshold_is_on_the_scale_of_the_bars() -> None:
    drawn = result_bar(answers(2, 1, 0), threshold=Threshold(value=8, words="il faut 8 voix"), outcome="Rejeté.")
    assert lengths(drawn)[0] == 52
    [line] = having(drawn, "line")
    assert (line.get("d") or "").startswith("M312 ")
    assert "il faut 8 voix" in words(drawn)
    assert "Rejeté. pour 2 voix, contre 1 voix et abstention 0 voix." in words(drawn)


def test_a_number_steps_over_the_threshold_rather_than_under_it() -> None:
    drawn = result_bar(answers(8, 9, 0), threshold=Threshold(value=Fraction(17, 2), words="il faut 9 voix"))
    [line] = having(drawn, "line")
    value = having(drawn, "value")[0]
    assert float(value.get("x") or 0) > float((line.get("d") or "M0").split()[0][1:])


def test_the_result_table_gives_voices_and_seats() -> None:
    table = result_table([Answer(choice="for", voices=Fraction(25, 2), seats=3)])
    assert table.rows == [("Pour", "12,5", "3")]


TIMES = [
    LevelTime(level="region", seconds=754, quota=900),
    LevelTime(level="epci", seconds=1212, quota=900),
    LevelTime(level="other", seconds=95),
]


def test_speaking_time_is_told_against_its_quota() -> None:
    drawn = speaking_time(TIMES)
    assert "12 min 34 s quota : 15 min" in words(drawn)
    assert "quota dépassé : 15 min" in words(drawn)
    assert len(having(drawn, "over")) == 1
    assert lengths(drawn)[1] == 360


def test_the_table_of_speaking_time_gives_shares() -> None:
    rows = speaking_time_table(TIMES).rows
    assert rows[0] == ("Région", "12\u00a0min\u00a034\u00a0s", "37\u00a0%", "15\u00a0min")
    assert rows[2] == ("Autres personnes", "1\u00a0min\u00a035\u00a0s", "5\u00a0%", "sans quota")


def test_nobody_has_spoken_yet() -> None:
    silent = [LevelTime(level=level, seconds=0) for level in LEVELS]
    assert lengths(speaking_time(silent)) == [0, 0, 0, 0]
    assert speaking_time_table(silent).rows[0][2] == "0\u00a0%"


SHARES = [
    ShareOfCost(institution="Région fictive", level="region", population=5_980_697, cents=8_123_456),
    ShareOfCost(institution="Commune fictive", level="commune", population=None, cents=None),
]


def test_an_unknown_amount_is_hatched_never_zero() -> None:
    drawn = cost_shares(SHARES, id="couts")
    [unknown] = having(drawn, "unknown")
    assert unknown.get("fill") == "url(#couts-hatching)"
    assert 'id="couts-hatching"' in drawn
    assert "inconnu" in words(drawn)
    assert len(lengths(drawn)) == 1


def test_the_table_of_costs_ends_with_the_total() -> None:
    rows = cost_shares_table(SHARES).rows
    assert rows[0] == ("Région fictive", "5\u202f980\u202f697", "81\u202f234,56\u00a0€")
    assert rows[1] == ("Commune fictive", None, None)
    assert rows[2] == ("Total", "", "81\u202f234,56\u00a0€")


@given(
    st.lists(st.tuples(st.sampled_from([*LEVELS, "other"]), st.integers(0, 90_000), st.integers(0, 9_000)), max_size=8)
)
def test_bars_keep_proportions_and_stay_in_the_drawing(rows: list[tuple[str, int, int]]) -> None:
    drawn = speaking_time([LevelTime(level=level, seconds=s, quota=q or None) for level, s, q in rows])
    width, height = view_box(drawn)
    assert all(0 <= x <= width and 0 <= y <= height for x, y in points(drawn))
    scale = max([1, *(s for _, s, _ in rows), *(q for _, _, q in rows)])
    assert all(abs(w - 360 * s / scale) < 0.01 for w, (_, s, _) in zip(lengths(drawn), rows, strict=True))


@given(st.tuples(*[st.integers(0, 200)] * 4), st.one_of(st.none(), st.fractions(0, 300)), st.booleans())
def test_a_result_stays_in_its_drawing(voices: tuple[int, ...], value: Fraction | None, large: bool) -> None:
    threshold = None if value is None else Threshold(value=value, words="seuil")
    drawn = result_bar(answers(*voices), threshold=threshold, large=large)
    width, height = view_box(drawn)
    assert all(0 <= x <= width and 0 <= y <= height for x, y in points(drawn))
