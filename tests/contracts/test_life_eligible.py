"""R23.2: who has a right to assistance, computed from the perimeter and the directory's populations."""

from app.contracts.life.queries.situation import places_of
from app.contracts.life.queries.territories import eligible_territories
from app.contracts.models import ContractPlace
from app.institutions.models import InstitutionPart, Level
from tests.builders.contracts import a_contract, a_place

FIELDS = {"commune_population": 2000, "epci_population": 30_000, "priority_places": True, "matching": "any"}


def answers(world, contract):
    with world.home.units.reading() as session:
        judged = eligible_territories(session, places_of(session, contract.id), FIELDS)
    return {one.name: one.answer.eligible.value for one in judged}


def a_departement(world):
    """A département with one EPCI of two communes and a town outside of it."""
    departement, epci = (
        world.institution(Level.DEPARTEMENT),
        world.institution(Level.EPCI, name="Agglomération", population=25_000),
    )
    for name, population, grouped in (("Village", 900, True), ("Bourg", 5000, True), ("Hameau", None, False)):
        commune = world.institution(name=name, population=population)
        world.add(InstitutionPart(whole_id=departement.id, part_id=commune.id))
        if grouped:
            world.add(InstitutionPart(whole_id=epci.id, part_id=commune.id))
    return departement, epci


def test_r23_2_a_departement_brings_its_communes_and_their_epci(world):
    departement, _ = a_departement(world)
    contract = a_contract(world)
    a_place(world, contract, departement)
    assert answers(world, contract) == {"Agglomération": "yes", "Village": "yes", "Bourg": "no", "Hameau": "to_check"}


def test_r23_2_a_priority_epci_makes_its_communes_eligible(world):
    _, epci = a_departement(world)
    contract = a_contract(world)
    place = a_place(world, contract, epci)
    assert answers(world, contract) == {"Agglomération": "yes", "Village": "yes", "Bourg": "no"}
    world.update(place, priority=True)
    assert answers(world, contract) == {"Agglomération": "yes", "Village": "yes", "Bourg": "yes"}


def test_r23_2_a_free_list_of_communes_brings_no_epci_in(world):
    _, epci = a_departement(world)
    contract = a_contract(world)
    with world.home.units.reading() as session:
        commune = session.query(InstitutionPart.part_id).filter_by(whole_id=epci.id).order_by("part_id").first()[0]
    world.add(ContractPlace(contract_id=contract.id, name="Village", rank=1, institution_id=commune))
    assert answers(world, contract) == {"Village": "yes"}
