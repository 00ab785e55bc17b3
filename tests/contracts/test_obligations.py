"""P1: what each scheme of the catalogue asks of its contracts, read from its identity sheet."""

import pytest

from app.contracts.rules.obligations import Obligations, obligations_of
from app.institutions.words import InstitutionKind as Kind

TOWN = {
    "duree_annees": 6,
    "duree_texte": "6 ans (texte principal), 7 ans (fiche)",
    "signataires_types": ["État (niveau départemental)", "Communes", "EPCI", "Région (signature possible)"],
    "comite_de_pilotage": "Comité de pilotage coprésidé.",
    "clause_de_revoyure": "Révision prévue à mi-parcours.",
    "suivi_evaluation": "Bilan annuel.",
    "participation_citoyenne": "Conseil citoyen composé à parts égales.",
    "territoires_eligibles": "Quartiers prioritaires (QPV)",
}


def test_p1_a_scheme_asks_what_its_sheet_states():
    asked = obligations_of("contrat-ville", TOWN)
    assert (asked.shortest_years, asked.longest_years) == (6, 7)
    assert asked.citizen_council.startswith("Conseil citoyen")
    assert asked.priority_area == "Quartiers prioritaires (QPV)"
    assert asked.mid_term_review == "Révision prévue à mi-parcours."
    assert asked.yearly_review == "Bilan annuel."
    assert asked.steering_committee == "Comité de pilotage coprésidé."


def test_p1_what_the_sheet_does_not_state_is_not_asked():
    nothing = obligations_of("fratri", {"duree_annees": None, "duree_texte": None})
    assert nothing == Obligations()
    assert nothing.to_json() == {}
    assert nothing.fault_of_duration(None) == ""
    assert nothing.missing_signatories([]) == []


def test_p1_obligations_survive_being_kept():
    asked = obligations_of("contrat-ville", TOWN)
    assert Obligations.from_json(asked.to_json()) == asked


@pytest.mark.parametrize(
    ("stated", "text", "years"),
    [
        (6, "6 années (période 2015-2020)", (6, 6)),
        (None, "3 ou 4 ans, après environ 6 mois de coconstruction", (3, 4)),
        (4, "4 ans, prolongeable d'un an", (4, 5)),
        (6, "Six ans (« les six prochaines années »)", (6, 6)),
        (None, "5 ans (Calaisis), 10 ans (bassin minier), non précisée ailleurs", (None, None)),
        (None, "Contrats 2019-2022", (None, None)),
    ],
)
def test_p1_the_duration_is_what_the_sheet_allows_contradictions_included(stated, text, years):
    asked = obligations_of("type", {"duree_annees": stated, "duree_texte": text})
    assert (asked.shortest_years, asked.longest_years) == years


def test_p1_a_duration_outside_those_the_scheme_allows_is_told_with_its_words():
    asked = obligations_of("contrat-ville", TOWN)
    assert asked.fault_of_duration(6) == asked.fault_of_duration(7) == ""
    assert "6 à 7" in asked.fault_of_duration(3)
    assert asked.fault_of_duration(None)


def test_p1_the_state_and_one_of_the_collectivites_named_must_sign_and_the_optional_ones_need_not():
    asked = obligations_of("contrat-ville", TOWN)
    assert [side.words for side in asked.missing_signatories([])] == ["État (niveau départemental)", "Communes ou EPCI"]
    assert asked.missing_signatories([Kind.STATE_SERVICE, Kind.EPCI]) == []
    assert len(asked.missing_signatories([Kind.STATE_SERVICE, Kind.REGION])) == 1


def test_p1_a_crte_is_alone_on_its_territory_with_a_yearly_review_and_a_yearly_financial_convention():
    asked = obligations_of("crte", {})
    assert asked.one_per_territory
    assert asked.yearly_review
    assert asked.yearly_finance
