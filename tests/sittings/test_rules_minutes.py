from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from app.foundation.errors import IllegalTransition, Refused
from app.sittings.rules.minutes import (
    HEADINGS,
    BallotRecord,
    Record,
    check_adoption,
    check_circulation,
    check_minutes_transition,
    missing_headings,
    publication_due,
)
from app.sittings.words import MinutesState

COMPLETE = Record(
    held_on=date(2026, 3, 3),
    opened_at="14 h 02",
    chair="Région fictive",
    secretary="Camille Exemple",
    present=["Région fictive"],
    represented=[],
    absent=[],
    quorum="12 présents sur 20",
    agenda=["Mobilités"],
    texts=[],
    ballots=[BallotRecord(question="Adopter ?", result="Adopté", votes={"Région fictive": "pour"})],
    discussions={"Mobilités": "Il est rappelé que…"},
)


def test_s10_complete_minutes_miss_nothing() -> None:
    assert missing_headings(COMPLETE) == ()
    check_circulation(COMPLETE)


def test_s10_empty_minutes_miss_every_mandatory_heading() -> None:
    assert [h.key for h in missing_headings(Record())] == [
        "date",
        "chair",
        "secretary",
        "present",
        "represented",
        "absent",
        "quorum",
        "agenda",
        "texts",
        "ballots",
        "discussions",
    ]
    assert len(HEADINGS) == 11


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"held_on": None}, "date"),
        ({"opened_at": ""}, "date"),
        ({"chair": ""}, "chair"),
        ({"secretary": ""}, "secretary"),
        ({"present": []}, "present"),
        ({"represented": None}, "represented"),
        ({"absent": None}, "absent"),
        ({"quorum": ""}, "quorum"),
        ({"agenda": []}, "agenda"),
        ({"texts": None}, "texts"),
        ({"ballots": None}, "ballots"),
        ({"ballots": [BallotRecord(question="Adopter ?", result="Adopté")]}, "ballots"),
        ({"ballots": [BallotRecord(question="Adopter ?", result="", votes={})]}, "ballots"),
        ({"discussions": {"Mobilités": "  "}}, "discussions"),
    ],
)
def test_s10_each_mandatory_heading_is_checked(change: dict[str, Any], key: str) -> None:
    assert [h.key for h in missing_headings(replace(COMPLETE, **change))] == [key]


def test_s8_a_secret_ballot_is_told_without_names() -> None:
    secret = BallotRecord(question="Élire ?", result="Élue", secret=True)
    assert missing_headings(replace(COMPLETE, ballots=[secret])) == ()


def test_s10_incomplete_minutes_are_not_circulated() -> None:
    with pytest.raises(Refused, match="la présidence et le quorum") as refusal:
        check_circulation(replace(COMPLETE, chair="", quorum=""))
    assert refusal.value.members == {"rule": "S10", "missing": ["chair", "quorum"]}


LIFE = {
    ("draft", "circulated"),
    ("circulated", "draft"),
    ("circulated", "adopted"),
    ("adopted", "sealed"),
    ("sealed", "published"),
}


@pytest.mark.parametrize(("state", "wanted"), list(product(MinutesState, repeat=2)))
def test_s10_minutes_go_from_draft_to_publication(state: MinutesState, wanted: MinutesState) -> None:
    if (state, wanted) in LIFE:
        check_minutes_transition(state, wanted)
        return
    with pytest.raises(IllegalTransition) as refusal:
        check_minutes_transition(state, wanted)
    assert ("rectificatif" in refusal.value.detail) is (state in ("sealed", "published"))


def test_s10_minutes_are_adopted_in_a_later_sitting_after_the_corrections() -> None:
    dates = {"sitting_on": date(2026, 3, 3), "circulated_on": date(2026, 3, 10), "corrections_days": 10}
    check_adoption(adopted_on=date(2026, 3, 20), **dates)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="jusqu’au 20\u00a0mars\u00a02026"):
        check_adoption(adopted_on=date(2026, 3, 19), **dates)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="séance ultérieure"):
        check_adoption(adopted_on=date(2026, 3, 3), **dates)  # type: ignore[arg-type]


def test_s10_adopted_minutes_are_published_within_seven_days() -> None:
    assert publication_due(date(2026, 3, 28)) == date(2026, 4, 4)
