"""R1.3 and R23.2: perimeters as they are pasted, and who has a right to assistance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.rules.eligibility import Eligible, Territory, eligibility
from app.contracts.rules.perimeter import Candidate, read_lines, recognise
from app.foundation.errors import Invalid
from app.institutions.naming import search_form
from app.institutions.words import InstitutionKind


def a_candidate(id, name, code, *, near=False):
    return Candidate(id=id, name=name, code=code, siren="", search_name=search_form(name), near=near)


KNOWN = [
    a_candidate(1, "Lille", "59350", near=True),
    a_candidate(2, "Lens", "62498", near=True),
    a_candidate(3, "Saint-Martin", "32389"),
    a_candidate(4, "Saint-Martin", "54480"),
    a_candidate(5, "Sains", "35315"),
    a_candidate(6, "Sains", "59999", near=True),
]


@pytest.mark.parametrize(
    "typed",
    ["59350", "Lille", "  lille ", "Lille (59350)", "59350 Lille", "59350;Lille", "59350,Lille", "59350\tLille"],
)
def test_r1_3_a_line_names_a_commune_by_code_or_by_name(typed):
    assert recognise(read_lines(typed), KNOWN) == [1]


def test_r1_3_a_name_borne_elsewhere_means_the_one_of_the_region():
    assert recognise(read_lines("Sains"), KNOWN) == [6]


def test_r1_3_lines_are_recognised_once_each_and_empty_ones_are_passed_over():
    assert recognise(read_lines("Lille\r\n\r\nLens\n59350"), KNOWN) == [1, 2]


def test_r1_3_every_line_refused_is_told_with_its_number():
    with pytest.raises(Invalid, match="Rien n’a été enregistré") as refusal:
        recognise(read_lines("Lille\n\nNulle-Part\nSaint-Martin\n99999"), KNOWN)
    said = [error["detail"] for error in refusal.value.members["errors"]]
    assert len(said) == 3
    assert said[0].startswith("Ligne 3")
    assert "Saint-Martin (32389), Saint-Martin (54480)" in said[1]
    assert said[1].startswith("Ligne 4")
    assert said[2].startswith("Ligne 5")


def test_r1_3_a_perimeter_has_a_length():
    with pytest.raises(Invalid, match="trop long"):
        read_lines("\n".join(["Lille"] * 2001))


@given(st.text(max_size=200))
def test_r1_3_whatever_is_pasted_is_read_or_refused_in_words(pasted):
    try:
        found = recognise(read_lines(pasted), KNOWN)
    except Invalid:
        return
    assert len(found) == len(set(found))


COMMUNE, EPCI = InstitutionKind.COMMUNE, InstitutionKind.EPCI


@pytest.mark.parametrize(
    ("fields", "kind", "population", "priority", "answer"),
    [
        ({"commune_population": 2000}, COMMUNE, 1999, False, "yes"),
        ({"commune_population": 2000}, COMMUNE, 2000, False, "no"),
        ({"commune_population": 2000}, COMMUNE, None, False, "to_check"),
        ({"commune_population": 2000}, EPCI, 10, False, "no"),
        ({"epci_population": 2000}, EPCI, 10, False, "yes"),
        ({"commune_population": 2000, "priority_places": True}, COMMUNE, 5000, True, "yes"),
        ({"commune_population": 2000, "priority_places": True}, COMMUNE, 5000, False, "no"),
        ({"commune_population": 2000, "priority_places": True, "matching": "all"}, COMMUNE, 5000, True, "no"),
        ({"commune_population": 2000, "priority_places": True, "matching": "all"}, COMMUNE, 500, True, "yes"),
        ({"fiscal_potential": 600}, COMMUNE, 500, False, "to_check"),
        ({"commune_population": 2000, "fiscal_potential": 600}, COMMUNE, 500, False, "yes"),
        ({"commune_population": 2000, "fiscal_potential": 600}, COMMUNE, 5000, False, "to_check"),
        ({"commune_population": 2000, "fiscal_potential": 600, "matching": "all"}, COMMUNE, 500, False, "to_check"),
        ({"commune_population": 2000, "fiscal_potential": 600, "matching": "all"}, COMMUNE, 5000, False, "no"),
    ],
)
def test_r23_2_a_territory_is_eligible_by_the_criteria_or_to_be_checked(fields, kind, population, priority, answer):
    territory = Territory(kind=kind, population=population, priority=priority)
    assert eligibility(fields, territory).eligible == answer


ORDER = [Eligible.NO, Eligible.TO_CHECK, Eligible.YES]


@given(
    st.integers(1, 50_000),
    st.integers(0, 60_000),
    st.integers(0, 5000),
    st.booleans(),
    st.sampled_from(["any", "all"]),
    st.booleans(),
)
def test_r23_2_a_smaller_commune_is_never_less_eligible(threshold, population, fewer, priority, matching, fiscal):
    fields = {"commune_population": threshold, "priority_places": True, "matching": matching}
    fields |= {"fiscal_potential": 600} if fiscal else {}
    smaller, larger = (
        eligibility(fields, Territory(kind=COMMUNE, population=people, priority=priority)).eligible
        for people in (max(population - fewer, 0), population)
    )
    assert ORDER.index(smaller) >= ORDER.index(larger)
