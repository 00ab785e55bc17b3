from concurrent.futures import ThreadPoolExecutor

import pytest
import structlog
from sqlalchemy import text
from structlog.testing import capture_logs

from app.foundation.errors import TooMany
from app.foundation.throttle import Allowance, Pace, Throttle, patience, slow_down

PACE = Pace(free=3, first=2, most=20, forget=100)


@pytest.fixture
def throttle(home):
    return home.throttle


def test_the_first_tries_are_free_then_the_wait_doubles_up_to_its_most(throttle, clock):
    assert [throttle.attempt("a", PACE) for _ in range(3)] == [0, 0, 0]
    waits = []
    for _ in range(6):
        waits.append(throttle.attempt("a", PACE))
        clock.advance(seconds=waits[-1])
        assert throttle.attempt("a", PACE) == 0
    assert waits == [2, 4, 8, 16, 20, 20]


def test_whoever_is_slowed_down_is_told_to_the_operator_without_a_name(throttle, monkeypatch):
    """16.3.3: attempts at what the house forbids are logged."""
    # A logger used by a test before keeps the way its lines went then.
    monkeypatch.setattr("app.foundation.throttle.log", structlog.get_logger())
    with capture_logs() as lines:
        for _ in range(4):
            throttle.attempt("password:pair:camille@exemple.invalid:10.9.8.7", PACE)
    assert {line["event"] for line in lines} == {"slowed_down"}
    assert lines[-1]["what"] == "password"
    assert "camille" not in str(lines)
    assert "10.9.8.7" not in str(lines)


def test_a_try_refused_is_not_counted_twice(throttle, clock):
    for _ in range(3):
        assert throttle.attempt("a", PACE) == 0
    assert {round(throttle.attempt("a", PACE)) for _ in range(10)} == {2}
    clock.advance(seconds=2)
    assert throttle.attempt("a", PACE) == 0
    assert round(throttle.attempt("a", PACE)) == 4


def test_keys_do_not_slow_one_another_down(throttle):
    for _ in range(4):
        throttle.attempt("a", PACE)
    assert throttle.attempt("b", PACE) == 0


def test_what_was_counted_is_forgotten_in_time_or_on_request(throttle, clock):
    for _ in range(4):
        throttle.attempt("a", PACE)
    throttle.forget("a")
    assert throttle.attempt("a", PACE) == 0
    for _ in range(4):
        throttle.attempt("a", PACE)
    clock.advance(seconds=101)
    assert [throttle.attempt("a", PACE) for _ in range(3)] == [0, 0, 0]


def test_an_allowance_comes_back_evenly(throttle, clock):
    hourly = Allowance(most=4, per=3600)
    assert [throttle.spend("m", hourly) for _ in range(4)] == [0, 0, 0, 0]
    assert round(throttle.spend("m", hourly)) == 900
    clock.advance(seconds=900)
    assert throttle.spend("m", hourly) == 0
    assert throttle.spend("m", hourly) > 0


def test_processes_count_together_and_exactly(home, clock, throttle):
    """Each thread is a process as far as the database knows: nothing is shared but the table."""
    others = [Throttle(home.engine, clock, home.settings.secret_key) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        let_through = list(pool.map(lambda one: one.attempt("storm", PACE) == 0, others * 4))
    assert sum(let_through) == PACE.free


def test_the_table_names_nobody_and_is_emptied(home, throttle, clock):
    throttle.attempt("pair:camille@exemple.invalid:192.0.2.7", PACE)
    with home.engine.connect() as connection:
        assert "camille" not in connection.execute(text("SELECT key FROM throttles")).scalar()
        assert (
            connection.execute(text("SELECT relpersistence FROM pg_class WHERE relname = 'throttles'")).scalar() == "u"
        )
    clock.advance(seconds=101)
    throttle.tidy()
    with home.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM throttles")).scalar() == 0


def test_a_refusal_says_how_long_in_words():
    slow_down(0)
    with pytest.raises(TooMany) as refused:
        slow_down(29.2, "Autrement.")
    assert refused.value.detail == "Trop d’essais. Recommencez dans 30\u00a0secondes. Autrement."
    assert refused.value.members == {"retry_after": 30}
    assert (patience(0.2), patience(600)) == ("1\u00a0seconde", "10\u00a0minutes")
