from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.sittings.rules.commitments import (
    check_commitment,
    check_settlement,
    days_late,
    sentence,
    standing,
)
from app.sittings.words import CommitmentState

OPEN, DONE, DROPPED = CommitmentState
DUE = date(2026, 6, 30)
WHOLE = {"title": "Ouvrir l’arrêt", "owner_id": 3, "due_on": DUE, "decided_on": date(2026, 3, 3)}


@pytest.mark.parametrize(
    ("change", "pointers"),
    [
        ({}, []),
        ({"owner_id": None}, ["#/owner_id"]),
        ({"due_on": None}, ["#/due_on"]),
        ({"due_on": date(2026, 3, 2)}, ["#/due_on"]),
        ({"due_on": date(2026, 3, 3)}, []),
        ({"title": " ", "owner_id": None, "due_on": None}, ["#/title", "#/owner_id", "#/due_on"]),
    ],
)
def test_s13_a_commitment_has_an_owner_and_a_date(change: dict[str, Any], pointers: list[str]) -> None:
    if not pointers:
        check_commitment(**{**WHOLE, **change})
        return
    with pytest.raises(Invalid) as refusal:
        check_commitment(**{**WHOLE, **change})
    assert [e["pointer"] for e in refusal.value.members["errors"]] == pointers


@pytest.mark.parametrize(
    ("state", "today", "stands", "late"),
    [
        (OPEN, date(2026, 6, 29), "open", 0),
        (OPEN, date(2026, 6, 30), "open", 0),
        (OPEN, date(2026, 7, 1), "overdue", 1),
        (DONE, date(2026, 7, 9), "done", 0),
        (DROPPED, date(2026, 7, 9), "dropped", 0),
    ],
)
def test_s13_lateness_is_computed_from_the_date(state: CommitmentState, today: date, stands: str, late: int) -> None:
    assert standing(state, DUE, today) == stands
    assert days_late(state, DUE, today) == late


@pytest.mark.parametrize(
    ("state", "today", "words"),
    [
        (OPEN, date(2026, 6, 28), "À tenir pour le 30\u00a0juin\u00a02026, dans 2\u00a0jours."),
        (OPEN, DUE, "À tenir pour le 30\u00a0juin\u00a02026, aujourd’hui."),
        (OPEN, date(2026, 7, 2), "En retard de 2\u00a0jours\u00a0: échéance le 30\u00a0juin\u00a02026."),
        (DONE, date(2026, 7, 2), "Tenu le 1er\u00a0juillet\u00a02026."),
        (DROPPED, date(2026, 7, 2), "Abandonné le 1er\u00a0juillet\u00a02026."),
    ],
)
def test_s13_a_commitment_says_how_it_stands(state: CommitmentState, today: date, words: str) -> None:
    assert sentence(state, DUE, today, settled_on=date(2026, 7, 1)) == words


LIFE = {("open", "done"), ("open", "dropped"), ("done", "open"), ("dropped", "open")}


@pytest.mark.parametrize(("state", "wanted"), list(product(CommitmentState, repeat=2)))
def test_s13_a_commitment_is_kept_dropped_or_taken_up_again(state: CommitmentState, wanted: CommitmentState) -> None:
    if (state, wanted) in LIFE:
        check_settlement(state, wanted, text="Fait le 2.")
        with pytest.raises(Refused, match="Dites ce qui"):
            check_settlement(state, wanted, text=" ")
    else:
        with pytest.raises(IllegalTransition):
            check_settlement(state, wanted, text="Fait le 2.")


@given(st.sampled_from(CommitmentState), st.integers(-400, 400))
def test_s13_only_open_commitments_are_ever_late(state: CommitmentState, offset: int) -> None:
    today = DUE + timedelta(days=offset)
    assert (standing(state, DUE, today) == "overdue") is (days_late(state, DUE, today) > 0)
    assert (days_late(state, DUE, today) > 0) is (state is OPEN and offset > 0)
