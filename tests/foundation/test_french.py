from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from app.foundation import french


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (1234567, "1\u202f234\u202f567"),
        (Decimal("12.5"), "12,5"),
        (Fraction(1, 3), "0,333"),
        (-2, "\u22122"),
    ],
)
def test_numbers_are_written_as_in_french(value: int, words: str) -> None:
    assert french.number(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0\u00a0siège"), (1, "1\u00a0siège"), (Fraction(3, 2), "1,5\u00a0siège"), (2, "2\u00a0sièges")],
)
def test_the_plural_begins_at_two(value: int, words: str) -> None:
    assert french.count(value, "siège") == words


def test_a_word_may_have_its_own_plural() -> None:
    assert french.count(3, "voix", "voix") == "3\u00a0voix"


def test_the_first_of_the_month_is_written_1er() -> None:
    assert french.day(date(2026, 5, 1)) == "1er\u00a0mai\u00a02026"
    assert french.day(date(2026, 8, 31)) == "31\u00a0août\u00a02026"


def test_money_shows_the_cents() -> None:
    assert french.money(123_456) == "1\u202f234,56\u00a0€"
    assert french.money(5) == "0,05\u00a0€"
    assert french.money(-150) == "\u22121,50\u00a0€"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0\u00a0s"),
        (245, "4\u00a0min\u00a005\u00a0s"),
        (180, "3\u00a0min"),
        (4200, "1\u00a0h\u00a010\u00a0min"),
        (3600, "1\u00a0h"),
    ],
)
def test_durations_are_spoken(seconds: int, words: str) -> None:
    assert french.duration(seconds) == words


def test_a_list_ends_with_its_link() -> None:
    assert french.listing([]) == ""
    assert french.listing(["a"]) == "a"
    assert french.listing(["a", "b", "c"]) == "a, b et c"
    assert french.listing(["a", "b"], link="ou") == "a ou b"


def test_quotes_keep_their_words_together() -> None:
    assert french.quoted("Autonomie") == "«\u00a0Autonomie\u00a0»"


def test_days_and_hours_are_written_as_in_french() -> None:
    assert french.full_day(date(2026, 3, 3)) == "mardi 3\u00a0mars\u00a02026"
    assert french.hour(datetime(2026, 3, 3, 14, 5)) == "14\u00a0h\u00a005"  # noqa: DTZ001 - a wall clock
    assert french.hour(datetime(2026, 3, 3, 9, 0)) == "9\u00a0h"  # noqa: DTZ001
