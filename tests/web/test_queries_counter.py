import pytest
from sqlalchemy import text


def _ask(home, *numbers):
    with home.units.reading() as session:
        for number in numbers:
            session.execute(text(f"SELECT {number}"))


def test_the_counter_lists_what_was_sent(home, queries):
    with queries(2) as sent:
        _ask(home, 1, 2)
    _ask(home, 3)
    assert sent == ["SELECT 1", "SELECT 2"]


def test_the_counter_fails_above_its_limit(home, queries):
    with pytest.raises(AssertionError, match="2 queries instead of at most 1"), queries(1):
        _ask(home, 1, 2)
