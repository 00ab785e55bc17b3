import pytest

from app.foundation.errors import Invalid
from app.institutions.identifiers import is_code, read_siren, read_siret
from app.institutions.naming import search_form, search_words, shown_name
from app.institutions.words import InstitutionKind

LA_POSTE_HEAD_OFFICE, LA_POSTE_BRANCH = "35600000000048", "35600000049837"


@pytest.mark.parametrize("number", ["200053742", "200 053 742", "356000000"])
def test_a_siren_with_the_right_key_is_read_without_its_spaces(number):
    assert read_siren(number) == number.replace(" ", "")


@pytest.mark.parametrize("number", ["200053743", "20005374", "2000537420", "20005374A", "", "²00053742"])
def test_a_siren_with_a_wrong_key_or_form_is_refused(number):
    with pytest.raises(Invalid):
        read_siren(number)


@pytest.mark.parametrize("number", ["73282932000074", LA_POSTE_HEAD_OFFICE, LA_POSTE_BRANCH])
def test_the_establishments_of_la_poste_have_their_own_key(number):
    assert read_siret(number) == number


@pytest.mark.parametrize("number", ["73282932000075", "35600000049838", "7328293200007"])
def test_a_siret_with_a_wrong_key_is_refused(number):
    with pytest.raises(Invalid):
        read_siret(number)


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("commune", "59350", True),
        ("commune", "2A004", True),
        ("commune", "2B033", True),
        ("commune", "97411", True),
        ("commune", "98735", True),
        ("commune", "20004", False),
        ("commune", "2C004", False),
        ("commune", "5935", False),
        ("commune", "96001", False),
        ("departement", "2A", True),
        ("departement", "976", True),
        ("departement", "20", False),
        ("departement", "96", False),
        ("region", "32", True),
        ("region", "987", True),
        ("region", "3", False),
        ("epci", "245900410", True),
        ("epci", "245900411", False),
        ("association", "59350", False),
    ],
)
def test_cog_codes_know_corsica_and_overseas(kind, code, expected):
    assert is_code(InstitutionKind(kind), code) is expected


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("CA de Lens - Liévin", "Communauté d’agglomération de Lens - Liévin"),
        ("CU de Dunkerque", "Communauté urbaine de Dunkerque"),
        ("Métropole Européenne de Lille", "Métropole Européenne de Lille"),
        ("L'Abergement-Clémenciat", "L’Abergement-Clémenciat"),
        ("CA", "CA"),
    ],
)
def test_names_are_shown_in_full_words_with_french_apostrophes(given, shown):
    assert shown_name(given) == shown


def test_names_are_searched_without_case_accents_ligatures_or_punctuation():
    assert search_form("Œuf-en-Ternois, L’ÎLE  d’Yeu") == "oeuf en ternois l ile d yeu"
    assert search_words("St-Omer ste Marie") == ["saint", "omer", "sainte", "marie"]
    assert search_words("’ - !") == []
