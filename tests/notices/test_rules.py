"""What a server's answer makes of a message, as a table."""

from datetime import UTC, datetime, timedelta

import pytest

from app.notices.rules import GIVE_UP_AFTER, Answer, queue_id, state_after, wait_after, without_address
from app.notices.words import MessageState, Stage

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
S, M = Stage, MessageState


@pytest.mark.parametrize(
    ("stage", "code", "state"),
    [
        (S.CONTENT, 250, M.HANDED_OVER),
        (S.CONTENT, 252, M.HANDED_OVER),
        (S.CONTENT, 451, M.WAITING),
        (S.CONTENT, 554, M.REFUSED),
        (S.RECIPIENT, 450, M.WAITING),
        (S.RECIPIENT, 550, M.REFUSED),
        (S.SENDER, 552, M.REFUSED),
        (S.SENDER, 550, M.WAITING),
        (S.SENDER, 451, M.WAITING),
        (S.CONNECTION, 421, M.WAITING),
        (S.CONNECTION, 535, M.WAITING),
        (S.CONNECTION, 554, M.WAITING),
        (S.CONNECTION, None, M.WAITING),
        (S.SILENCE, None, M.WAITING),
        (S.COMPOSITION, None, M.REFUSED),
    ],
)
def test_only_the_refusal_of_this_address_or_this_content_is_final(stage, code, state):
    answer = Answer(stage=stage, code=code, words="")
    assert state_after(answer, trying_since=NOW, now=NOW) is state
    late = state_after(answer, trying_since=NOW - GIVE_UP_AFTER, now=NOW)
    assert late is (M.GIVEN_UP if state is M.WAITING else state)


def test_waits_grow_and_then_stay():
    waits = [wait_after(n) for n in range(1, 40)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)
    assert waits[-1] == waits[-2] == timedelta(hours=4)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("2.0.0 Ok: queued as 4XYZ12", "4XYZ12"),
        ("OK id=1sABCD-000123-4f", "1sABCD-000123-4f"),
        ("2.0.0 7a3fc1 Message accepted for delivery", "7a3fc1"),
        ("2.0.0 Ok", None),
    ],
)
def test_the_servers_own_number_is_kept_when_it_gives_one(words, id):
    assert queue_id(words) == id


def test_an_answer_is_kept_without_the_address():
    assert without_address("5.1.1 <Maire@Exemple.invalid>:\r\n unknown\x00", "maire@exemple.invalid") == (
        "5.1.1 <…>: unknown"
    )
    assert len(without_address("x" * 9000, "")) == 500
