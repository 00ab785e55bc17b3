"""P2: a name that texts write is linked everywhere at once, and remembered."""

import pytest
from sqlalchemy import select

from app.contracts.desk.names import recognise_name, set_name_aside
from app.contracts.importing.recognition import recogniser
from app.contracts.models import Action, ActionPartner, Contract, ContractParty, ContractPlace, FundingLine, NameAlias
from app.contracts.words import PerimeterKind, Side
from app.foundation.errors import NotAllowed, Refused
from app.institutions.models import Institution, InstitutionKind, InstitutionPart
from app.institutions.naming import search_form
from app.institutions.words import Level
from tests.builders.contracts import a_contract, a_funding_line, a_party, an_action, an_officer

NAME = "Communauté de communes de Flandre intérieure"


@pytest.fixture
def written(world):
    """A contract that writes the name as party, place, owner, partner and funder, each in its own way."""
    contract = a_contract(world)
    a_party(world, contract, name=NAME)
    world.add(ContractPlace(contract_id=contract.id, name=NAME.upper(), rank=1))
    action = an_action(world, contract, owner_name="Communaute de communes de Flandre interieure")
    world.add(ActionPartner(action_id=action.id, name=NAME, rank=1))
    a_funding_line(world, action, 100, funder_name=NAME)
    return contract


def recognise(home, world, person, institution, name=NAME):
    with home.units.begin(world.actor(person)) as work:
        return recognise_name(work, name=name, institution=work.session.get_one(Institution, institution.id))


def test_p2_a_name_is_linked_everywhere_at_once_and_remembered(home, world, written):
    epci = world.institution(Level.EPCI, name="Cœur de Flandre")
    secretary = world.secretary(world.conference())
    assert recognise(home, world, secretary, epci) == 1
    with home.units.reading() as session:
        links = [
            *session.scalars(select(ContractParty.institution_id)),
            *session.scalars(select(ContractPlace.institution_id)),
            *session.scalars(select(Action.owner_id)),
            *session.scalars(select(ActionPartner.institution_id)),
            *session.scalars(select(FundingLine.funder_id)),
        ]
        assert links == [epci.id] * 5
        assert session.scalars(select(ContractParty.side)).one() is Side.COLLECTIVITES
        assert session.get_one(Contract, written.id).perimeter_kind is PerimeterKind.ADMINISTRATIVE
        assert session.get_one(NameAlias, search_form(NAME)).institution_id == epci.id
        assert recogniser(session, [NAME], None).body(NAME).id == epci.id
    entry = world.entries("directory:1")[-1]
    assert (entry.kind, entry.payload["contracts"], entry.payload["institution"]) == ("name.recognised", 1, epci.name)


def test_p2_a_name_that_nobody_writes_is_refused(home, world, written):
    person = an_officer(world, world.institution())
    with pytest.raises(Refused, match="restent à reconnaître"):
        recognise(home, world, person, world.institution(), name="Commune de Nulle-Part")


def test_p2_recognising_is_for_secretariats_officers_and_administrators(home, world, written):
    delegate = world.delegate(world.conference())
    with pytest.raises(NotAllowed, match="secrétariat"):
        recognise(home, world, delegate, world.institution())


def test_p2_nobody_gives_a_contract_to_their_own_institution_by_a_name(home, world, written):
    """An officer who could would enter any contract whose party is still unrecognised."""
    mine, other = world.institution(), world.institution()
    officer = an_officer(world, mine)
    with pytest.raises(NotAllowed, match="secrétariat"):
        recognise(home, world, officer, mine)
    assert recognise(home, world, officer, other) == 1


def test_p2_a_name_set_aside_is_not_asked_again(home, world, written, as_):
    secretary = world.secretary(world.conference())
    with home.units.begin(world.actor(secretary)) as work:
        set_name_aside(work, name=NAME)
    page = as_(secretary).get("/contrats/a-reconnaitre").get_data(as_text=True)
    assert "Tous les noms des contrats sont reconnus" in page
    with home.units.reading() as session:
        assert NAME.lower() not in {row.search_name for row in session.scalars(select(NameAlias)) if row.institution_id}
        assert session.get_one(NameAlias, search_form(NAME)).institution_id is None


def test_p2_the_desk_sees_names_with_their_contexts_and_proposals(world, written, as_, queries):
    region = world.institution(Level.REGION)
    departement = world.institution(Level.DEPARTEMENT)
    town = world.institution()
    epci = world.institution(Level.EPCI, name="Communauté d’agglomération Cœur de Flandre")
    for whole, part in ((region, departement), (departement, town), (epci, town)):
        world.add(InstitutionPart(whole_id=whole.id, part_id=part.id))
    secretary = world.secretary(world.conference(region=region))
    client = as_(secretary)
    with queries(12):
        page = client.get("/contrats/a-reconnaitre")
    shown = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "Cœur de Flandre" in shown
    assert written.title in shown


def town(world, name, region=None):
    kind = InstitutionKind.COMMUNE
    return world.institution(kind, name=name, search_name=search_form(name))


@pytest.mark.parametrize(
    ("written_as", "name"),
    [
        ("Ville de Lille", "Lille"),
        ("Commune du Quesnoy", "Le Quesnoy"),
        ("Ville d'Amiens", "Amiens"),
        ("Commune des Rues-des-Vignes", "Les Rues-des-Vignes"),
    ],
)
def test_p2_towns_are_recognised_under_their_titles_and_articles(home, world, written_as, name):
    found = town(world, name)
    with home.units.reading() as session:
        assert recogniser(session, [written_as], None).body(written_as).id == found.id


def test_p2_namesakes_are_left_to_the_desk(home, world):
    town(world, "Saint-Quentin")
    town(world, "Saint-Quentin")
    with home.units.reading() as session:
        assert recogniser(session, ["Ville de Saint-Quentin"], None).body("Ville de Saint-Quentin") is None
