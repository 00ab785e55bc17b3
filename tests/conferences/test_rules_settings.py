from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conferences.rules.settings import BASES, MAJORITIES, Reglement
from app.foundation.errors import Invalid
from app.institutions.words import Level
from app.sittings.words import Base, Majority

DEFAULTS = {
    "max_seats": 20,
    "max_seats_per_institution": 2,
    "finalites_min": 4,
    "finalites_max": 5,
    "term_months": 12,
    "prefect_sittings_per_year": 1,
    "sitting_rhythm_days": 183,
    "convocation_clear_days": 5,
    "quorum": "1/2",
    "quorum_strict": True,
    "reconvene_after_days": 3,
    "proxies_per_holder": 1,
    "recorded_vote_share": "1/4",
    "secret_vote_share": "1/3",
    "minutes_publication_days": 7,
}


@pytest.mark.parametrize(("name", "value"), DEFAULTS.items())
def test_the_numbers_of_the_rules_are_defaults_of_settings(name: str, value: Any) -> None:
    assert Reglement().to_json()[name] == value


def test_what_is_absent_has_its_default() -> None:
    assert Reglement.from_json({}) == Reglement()
    assert Reglement.from_json({"max_seats": 30}).changes() == {"max_seats": 30}


@given(
    st.builds(
        Reglement,
        max_seats=st.integers(1, 200),
        quorum=st.fractions(min_value=Fraction(1, 10), max_value=1, max_denominator=10),
        speaking_quotas=st.dictionaries(st.sampled_from(Level), st.integers(1, 86_400)),
        casting_vote=st.booleans(),
        ballot_base=st.sampled_from(BASES),
    )
)
def test_what_is_written_reads_back_the_same(reglement: Reglement) -> None:
    assert Reglement.from_json(reglement.to_json()) == reglement
    assert Reglement.from_json(reglement.changes()) == reglement


FAULTS = [
    (
        {"max_seats": 0},
        "#/max_seats",
        "Nombre maximal de sièges\u00a0: écrivez un nombre entier entre 1 et 200.",
    ),
    ({"max_seats": True}, "#/max_seats", "entre 1 et 200"),
    ({"max_seats": "20"}, "#/max_seats", "entre 1 et 200"),
    ({"quorum": "3/2"}, "#/quorum", "par exemple 1/4"),
    ({"quorum": "1/0"}, "#/quorum", "par exemple 1/4"),
    ({"quorum": 0.5}, "#/quorum", "par exemple 1/4"),
    ({"recorded_vote_share": ""}, "#/recorded_vote_share", "par exemple 1/4"),
    ({"casting_vote": 1}, "#/casting_vote", "répondez par oui ou par non"),
    ({"ballot_base": "everybody"}, "#/ballot_base", "choisissez parmi"),
    ({"speaking_quotas": {"moon": 60}}, "#/speaking_quotas", "commune, departement, epci, region"),
    ({"speaking_quotas": {"region": 0}}, "#/speaking_quotas", "un nombre entier de secondes"),
    ({"speaking_quotas": 60}, "#/speaking_quotas", "donnez des secondes"),
    ({"colour": "red"}, "#/colour", "Ce réglage n’existe pas"),
    ({"finalites_min": 6}, "#/finalites_min", "dépasse le nombre maximal"),
    ({"urgent_clear_days": 6}, "#/urgent_clear_days", "dépasse le délai ordinaire"),
    ({"speaking_seconds": 20}, "#/speaking_warning_seconds", "avant le début"),
    ([], "#", "objet"),
]


@pytest.mark.parametrize(("data", "pointer", "words"), FAULTS)
def test_a_faulty_setting_is_named_in_french(data: Any, pointer: str, words: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Reglement.from_json(data)
    [error] = refusal.value.members["errors"]
    assert error["pointer"] == pointer
    assert words in error["detail"]


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(Invalid) as refusal:
        Reglement.from_json({"max_seats": 0, "colour": "red", "casting_vote": None})
    assert len(refusal.value.members["errors"]) == 3


def test_a_form_can_show_every_setting_with_its_rule() -> None:
    described = {setting["name"]: setting for setting in Reglement.describe()}
    assert described.keys() == Reglement().to_json().keys()
    assert described["max_seats"] == {
        "name": "max_seats",
        "default": 20,
        "rule": "R3.1",
        "label": "Nombre maximal de sièges",
        "kind": "whole",
        "at_least": 1,
        "at_most": 200,
    }


def test_s7_the_words_of_ballots_are_those_of_sittings() -> None:
    assert set(BASES) == {base.value for base in Base}
    assert set(MAJORITIES) == {majority.value for majority in Majority}


def test_a_reglement_is_a_value() -> None:
    assert hash(Reglement()) == hash(replace(Reglement(), max_seats=20))
