"""The overview of contracts: the lens of a territory, filters in the address, sums with what is unknown (R1.4)."""

import re

import pytest

from app.contracts.actions.rollups import refresh_rollup
from app.contracts.models import ContractFinalite, ContractReview, ContractRollup
from app.contracts.overview.asked import Asked
from app.contracts.overview.conditions import selection
from app.contracts.overview.land import blocks, counted, land_of
from app.contracts.overview.queries import rows, totals
from app.contracts.words import AttachedBy, ContractState, ReviewKind, ReviewState
from app.foundation.actors import SYSTEM, VISITOR
from app.institutions.models import InstitutionPart, Level
from tests.builders.contracts import (
    a_contract,
    a_funding_line,
    a_place,
    a_scheme,
    a_state_service,
    an_action,
    an_officer,
)


@pytest.fixture
def land(world):
    """A région with a département, an EPCI of it with a town and a village, and another town elsewhere."""

    class Land:
        region = world.institution(Level.REGION, name="Région")
        departement = world.institution(Level.DEPARTEMENT, name="Département")
        epci = world.institution(Level.EPCI, name="Agglomération")
        town = world.institution(Level.COMMUNE, name="Ville")
        village = world.institution(Level.COMMUNE, name="Village")
        elsewhere = world.institution(Level.COMMUNE, name="Ailleurs")

    for whole, part in (
        (Land.region, Land.departement),
        (Land.departement, Land.town),
        (Land.departement, Land.village),
        (Land.departement, Land.elsewhere),
        (Land.epci, Land.town),
        (Land.epci, Land.village),
    ):
        world.add(InstitutionPart(whole_id=whole.id, part_id=part.id))
    return Land


def shown(world, actor=VISITOR, **asked):
    with world.home.units.reading() as session:
        chosen = selection(session, actor, Asked(**asked))
        return [(row.contract.title, row.concerns) for row in rows(session, chosen, world.today())]


def a_contract_on(world, *places, **given):
    contract = a_contract(world, **given)
    for place in places:
        a_place(world, contract, place)
    return contract


@pytest.fixture
def contracts(world, land):
    a_contract_on(world, land.town, title="De la ville")
    a_contract_on(world, land.epci, title="De l’agglomération")
    a_contract_on(world, land.departement, title="Du département")
    a_contract_on(world, land.region, title="De la région")
    a_contract_on(world, land.village, land.town, title="Sur mesure")
    a_contract_on(world, land.elsewhere, title="D’ailleurs")
    a_contract(world, land.town, title="Signé par la ville")


def test_r1_4_a_commune_sees_its_own_contracts_and_those_of_every_perimeter_that_contains_it(world, land, contracts):
    assert shown(world, territoire=land.town.id) == [
        ("De l’agglomération", True),
        ("De la région", True),
        ("De la ville", True),
        ("Du département", True),
        ("Signé par la ville", True),
        ("Sur mesure", True),
    ]


def test_r1_4_a_village_sees_neither_the_contract_of_the_town_beside_it_nor_one_from_elsewhere(world, land, contracts):
    assert [title for title, _ in shown(world, territoire=land.village.id)] == [
        "De l’agglomération",
        "De la région",
        "Du département",
        "Sur mesure",
    ]


def test_r1_4_a_larger_territory_also_sees_what_is_inside_it_said_apart(world, land, contracts):
    seen = shown(world, territoire=land.epci.id)
    assert [title for title, concerns in seen if concerns] == ["De l’agglomération", "De la région", "Du département"]
    assert [title for title, concerns in seen if not concerns] == ["De la ville", "Sur mesure"]


def test_r1_4_a_departement_sees_its_epci_by_their_communes(world, land, contracts):
    seen = dict(shown(world, territoire=land.departement.id))
    assert seen == {
        "De la région": True,
        "Du département": True,
        "D’ailleurs": False,
        "De l’agglomération": False,
        "De la ville": False,
        "Sur mesure": False,
    }


def test_r1_4_an_unknown_territory_has_no_contract(world, contracts):
    assert shown(world, territoire=999_999) == []


def test_r1_4_filters_combine(world):
    scheme, funder = a_scheme(world), a_state_service(world, name="État")
    wanted = a_contract(world, title="Contrat de ville", scheme_id=scheme.id)
    a_funding_line(world, an_action(world, wanted), 100, funder_id=funder.id)
    a_contract(world, title="Autre contrat de ville", scheme_id=scheme.id)
    other = a_contract(world, title="Sans dispositif")
    a_funding_line(world, an_action(world, other), 100, funder_id=funder.id)
    assert shown(world, dispositif=scheme.code, financeur=funder.id) == [("Contrat de ville", True)]
    assert shown(world, institution=funder.id) == [("Contrat de ville", True), ("Sans dispositif", True)]


def test_r1_4_a_word_of_an_action_finds_its_contract_in_any_of_its_french_forms(world):
    contract = a_contract(world, title="Pacte")
    an_action(world, contract, title="Réhabilitation des écoles")
    a_contract(world, title="Autre")
    assert shown(world, q="école") == [("Pacte", True)]
    assert shown(world, q="ECOLES") == [("Pacte", True)]
    assert shown(world, q="piscine") == []


def test_r1_4_a_finalite_shows_the_contracts_that_serve_it_now(world):
    group = world.group(world.conference())
    serving, gone = a_contract(world, title="Sert"), a_contract(world, title="A servi")
    for contract, detached in ((serving, None), (gone, world.clock())):
        world.add(
            ContractFinalite(
                contract_id=contract.id,
                finalite_id=group.finalite_id,
                attached_at=world.clock(),
                attached_by=AttachedBy.DESK,
                detached_at=detached,
            )
        )
    assert shown(world, finalite=group.finalite_id) == [("Sert", True)]


def test_r16_3_lateness_is_an_action_or_a_missed_review(world):
    late, missed, fine = (a_contract(world, title=title) for title in ("En retard", "Manqué", "À l’heure"))
    world.add(ContractRollup(contract_id=late.id, actions=2, late=1, on_time=1))
    world.add(ContractRollup(contract_id=fine.id, actions=1, on_time=1))
    world.add(
        ContractReview(
            contract_id=missed.id,
            kind=ReviewKind.MID_TERM,
            title="Revue",
            due_on=world.today(),
            state=ReviewState.MISSED,
        )
    )
    assert shown(world, retard="actions") == [("En retard", True)]
    assert shown(world, retard="revue") == [("Manqué", True)]
    assert shown(world, retard="oui") == [("En retard", True), ("Manqué", True)]


def test_p2_sums_count_each_euro_once_and_say_what_is_unknown(world):
    known = a_contract(world, total_cents=5_000_00, total_qualifier="plus de")
    a_contract(world)
    world.add(
        ContractRollup(
            contract_id=known.id,
            actions=3,
            done=1,
            unknown=2,
            known_costs=2,
            cost_cents=900_00,
            part_cost_cents=300_00,
            funding_cents=400_00,
        )
    )
    with world.home.units.reading() as session:
        summed = totals(session, selection(session, VISITOR, Asked()))
    assert (summed.contracts, summed.without_total, summed.bounded_totals) == (2, 1, 1)
    assert (summed.own_cost_cents, summed.funding_cents, summed.actions, summed.unknown) == (600_00, 400_00, 3, 2)


def test_a_draft_is_seen_by_its_parties_and_its_conference_alone(world):
    conference, party = world.conference(), world.institution()
    draft = a_contract(
        world, party, title="Projet", public=False, state=ContractState.DRAFT, conference_id=conference.id
    )
    member, officer, stranger = world.delegate(conference), an_officer(world, party), world.person()
    assert draft.id
    for person, seen in ((member, True), (officer, True), (stranger, False)):
        assert bool(shown(world, world.actor(person))) is seen
    assert shown(world) == []


def test_r1_4_the_address_holds_the_whole_selection_and_each_filter_goes_alone():
    asked = Asked.read({"q": "école", "territoire": "12", "etat": "in_force", "tri": "retard", "page": "3"})
    assert asked.href() == "/contrats?q=%C3%A9cole&territoire=12&etat=in_force&tri=retard&page=3"
    assert asked.without("territoire") == "/contrats?q=%C3%A9cole&etat=in_force&tri=retard"
    assert Asked.read({"territoire": "douze", "etat": "perdu", "page": "-1", "tri": "x"}) == Asked()


def test_r1_4_the_page_shows_every_filter_with_its_way_out(client, world, land, contracts):
    page = client.get(f"/contrats?territoire={land.town.id}&q=ville").text
    assert f'href="/contrats?territoire={land.town.id}"' in page
    assert 'href="/contrats?q=ville"' in page
    assert client.get("/contrats?lieu=Ville").location == f"/contrats?territoire={land.town.id}"
    assert "Aucun territoire de l’annuaire" in client.get("/contrats?lieu=Nulle+part").text


def test_the_overview_asks_at_most_twelve_questions(client, world, land, contracts, queries):
    an_officer(world, land.town)
    with queries(12):
        client.get(f"/contrats?territoire={land.epci.id}&institution={land.town.id}&q=ville")


@pytest.mark.parametrize("view", ["graphiques", "carte"])
def test_r1_4_a_selection_is_also_seen_as_charts_and_as_a_map_each_with_its_figures(client, world, land, queries, view):
    world.conference(region=land.region)
    contract = a_contract_on(world, land.town, land.departement, title="Contrat dessiné")
    an_action(world, contract, due_on=world.today())
    world.add(
        ContractRollup(
            contract_id=contract.id,
            actions=1,
            unknown=1,
            funders=[{"institution_id": None, "name": "État", "cents": 1200}],
            funding_cents=1200,
        )
    )
    with queries(12):
        page = client.get(f"/contrats/{view}?territoire={land.epci.id}")
    assert page.status_code == 200
    assert "<svg" in page.text
    assert "Voir les chiffres" in page.text
    assert "Agglomération" in page.text


def test_r1_4_a_map_counts_a_contract_once_where_it_covers_all_and_in_part_where_it_covers_one_commune(world, land):
    whole = a_contract_on(world, land.departement, land.town, title="Tout")
    part = a_contract_on(world, land.village, title="Une commune")
    with world.home.units.reading() as session:
        known = land_of(session, land.region.id)
        covering, partly = counted(session, selection(session, VISITOR, Asked()), known)
    assert covering[land.epci.id] == {whole.id}
    assert partly[land.epci.id] == {whole.id, part.id}
    (block,) = blocks(known, covering, partly, {})
    assert [(tile.whole, tile.part) for tile in block.tiles] == [(1, 1)]


def test_p1_a_scheme_finds_the_contracts_one_of_whose_actions_is_also_attached_to_it_counted_once(world, client):
    own, other = a_scheme(world, name="Contrat de ville"), a_scheme(world, name="Action cœur de ville")
    contract = a_contract(world, title="Contrat du centre", scheme_id=own.id)
    both = an_action(world, contract, title="Rénover la halle", also_schemes=[other.code], cost_cents=100)
    an_action(world, contract, title="Un parc", also_schemes=[other.code])
    a_contract(world, title="Sans lien")
    assert shown(world, dispositif=own.code) == [("Contrat du centre", True)]
    assert shown(world, dispositif=other.code) == [("Contrat du centre", True)]
    page = client.get(f"/contrats?dispositif={other.code}").text
    assert "Action cœur de ville" in page
    assert "Sans lien" not in page
    assert "une de ses actions y est rattachée aussi" in client.get(f"/dispositifs/{other.code}").text
    assert "une de ses actions" not in client.get(f"/dispositifs/{own.code}").text
    assert f'href="/dispositifs/{other.code}"' in client.get(f"/actions/{both.code}").text


@pytest.mark.parametrize("cost", [None, 5_000_00])
def test_p2_a_sum_of_which_nothing_is_known_is_never_zero(world, client, cost):
    contract = a_contract(world)
    an_action(world, contract, cost_cents=cost)
    with world.home.units.begin(SYSTEM) as work:
        refresh_rollup(work, contract.id)
    for path in ("/contrats", f"/contrats/{contract.slug}/actions", f"/contrats/{contract.slug}/argent/lignes"):
        text = re.sub(r"<[^>]+>", " ", client.get(path).text).replace("\u00a0", " ")
        assert not re.search(r"(?<![\d\u202f,])0 €", text), path
    listed = client.get("/contrats").text
    assert ("coût inconnu pour 1" in listed) is (cost is None)


def test_r1_4_a_territory_says_what_covers_it_and_what_is_inside_without_a_zero(client, land, contracts):
    def said(place):
        text = re.sub(r"<[^>]+>", " ", client.get(f"/contrats?territoire={place.id}").text)
        return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " "))

    assert "4 contrats : 1 couvre tout ce territoire" in said(land.region) or "couvre tout ce territoire" in said(
        land.region
    )
    assert "0 à l’intérieur" not in said(land.epci)
    assert "à l’intérieur" in said(land.region)
