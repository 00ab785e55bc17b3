import pytest

from app.foundation.errors import Invalid, NotAllowed, Refused
from app.institutions.operations import add_partner
from app.institutions.words import InstitutionKind


@pytest.fixture
def administrator(world):
    return world.person(administrator=True)


def add(home, world, person, **given):
    fields = {"kind": InstitutionKind.ASSOCIATION, "name": "Association Exemple"}
    with home.units.begin(world.actor(person)) as work:
        return add_partner(work, **fields | given)


def test_a_partner_is_added_with_its_number_read_and_told(home, world, administrator):
    partner = add(home, world, administrator, siret="732 829 320 00074")
    assert (partner.siren, partner.siret, partner.search_name) == ("732829320", "73282932000074", "association exemple")
    assert world.kinds("directory:1") == ["institution.added"]


@pytest.mark.parametrize("level", ["region", "departement", "epci", "commune"])
def test_what_the_official_directory_contains_is_not_added_by_hand(home, world, administrator, level):
    with pytest.raises(Refused):
        add(home, world, administrator, kind=InstitutionKind(level))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"siren": "732829321"}, "siren"),
        ({"siret": "73282932000075"}, "siret"),
        ({"siren": "356000000", "siret": "73282932000074"}, "siret"),
    ],
)
def test_a_wrong_number_is_refused_at_its_field(home, world, administrator, given, field):
    with pytest.raises(Invalid) as refused:
        add(home, world, administrator, **given)
    assert refused.value.members["errors"][0]["pointer"] == f"#/{field}"


def test_a_number_names_one_institution(home, world, administrator):
    add(home, world, administrator, siren="732829320")
    with pytest.raises(Invalid, match="Corrigez"):
        add(home, world, administrator, siren="732 829 320")


def test_only_an_administrator_adds_partners(home, world):
    with pytest.raises(NotAllowed):
        add(home, world, world.chair(world.conference()))


def test_the_page_adds_and_keeps_what_was_typed(as_, world, administrator):
    browser = as_(administrator)
    asked = {"page": "/administration/institutions", "name": "Association Exemple", "kind": "association"}
    refused = browser.post("/actes/institution.add_partner", data={**asked, "siren": "123"})
    assert refused.status_code == 422
    assert 'value="Association Exemple"' in refused.text
    added = browser.post("/actes/institution.add_partner", data=asked, follow_redirects=True)
    assert "Association Exemple" in added.text
    assert "Association Exemple" in browser.get("/administration/institutions").text
    assert as_(world.person()).get("/administration/institutions").status_code == 403
