from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.institutions.words import Level
from app.sittings.rules.speaking_time import (
    Spoken,
    by_level,
    by_person,
    clock,
    limit_for,
    pause_ended,
    quotas_left,
    seconds_used,
)

START = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


@dataclass(frozen=True, kw_only=True)
class Speech:
    started_at: datetime | None = START
    paused_at: datetime | None = None
    paused_seconds: int = 0
    ended_at: datetime | None = None
    limit_seconds: int | None = 180


@pytest.mark.parametrize(
    ("speech", "now", "used"),
    [
        (Speech(started_at=None), 60, 0),
        (Speech(), 60, 60),
        (Speech(), -5, 0),  # a clock slightly behind never shows negative time
        (Speech(paused_at=at(40)), 60, 40),
        (Speech(paused_seconds=20), 60, 40),
        (Speech(paused_seconds=20, paused_at=at(50)), 60, 30),
        (Speech(ended_at=at(100)), 400, 100),
        (Speech(ended_at=at(100), paused_seconds=30), 400, 70),
        (Speech(ended_at=at(100), paused_at=at(80)), 400, 80),  # ended while paused
    ],
)
def test_s5_time_runs_on_absolute_timestamps_without_the_pauses(speech: Speech, now: int, used: int) -> None:
    assert seconds_used(speech, at(now)) == used


@pytest.mark.parametrize(
    ("now", "phase", "remaining"),
    [
        (0, "running", 180),
        (149, "running", 31),
        (150, "warning", 30),
        (180, "warning", 0),
        (181, "overrun", -1),
    ],
)
def test_s5_a_speaker_is_warned_then_over_time(now: int, phase: str, remaining: int) -> None:
    shown = clock(Speech(), at(now), warning_seconds=30)
    assert (shown.phase, shown.remaining) == (phase, remaining)


def test_s5_a_speech_without_limit_never_warns() -> None:
    shown = clock(Speech(limit_seconds=None), at(9000))
    assert (shown.phase, shown.remaining, shown.used) == ("running", None, 9000)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=6))
def test_s5_pauses_cost_nothing(parts: list[tuple[int, int]]) -> None:
    speech, now, spoken = Speech(), 0, 0
    for talk, pause in parts:
        now, spoken = now + talk, spoken + talk
        speech = replace(speech, paused_at=at(now))
        assert seconds_used(speech, at(now + pause // 2)) == spoken
        now += pause
        speech = replace(speech, paused_seconds=pause_ended(speech, at(now)), paused_at=None)
        assert seconds_used(speech, at(now)) == spoken


SPOKEN = [
    Spoken(person_id=1, level=Level.REGION, seconds=100),
    Spoken(person_id=1, level=Level.REGION, seconds=50),
    Spoken(person_id=2, level=Level.COMMUNE, seconds=30),
    Spoken(person_id=3, level=None, seconds=500),
]


def test_s5_speaking_time_is_counted_by_person_and_by_level() -> None:
    assert by_person(SPOKEN) == {1: 150, 2: 30, 3: 500}
    assert by_level(SPOKEN) == {
        Level.REGION: 150,
        Level.DEPARTEMENT: 0,
        Level.EPCI: 0,
        Level.COMMUNE: 30,
    }


def test_s5_quotas_by_level_are_optional() -> None:
    left = quotas_left({Level.REGION: 120, Level.COMMUNE: 120}, SPOKEN)
    assert left == {Level.REGION: -30, Level.COMMUNE: 90}
    assert quotas_left({}, SPOKEN) == {}


@pytest.mark.parametrize(
    ("level", "limit"),
    [(Level.REGION, 0), (Level.COMMUNE, 90), (Level.EPCI, 180), (Level.DEPARTEMENT, 180), (None, 180)],
)
def test_s5_a_speech_is_limited_to_what_is_left_to_its_level(level: Level | None, limit: int) -> None:
    left = {Level.REGION: -30, Level.COMMUNE: 90, Level.DEPARTEMENT: 900}
    assert limit_for(level, usual_seconds=180, left=left) == limit
