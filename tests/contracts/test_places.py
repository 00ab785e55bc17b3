"""Contracts where people look for them: the conference, the group, the institution, the search, the first page."""

import pytest

from app.contracts.models import ContractFinalite, ContractRollup
from app.contracts.words import AttachedBy
from tests.builders.contracts import a_contract, an_action


@pytest.fixture
def contract(world):
    group = world.group(world.conference(slug="essai"))
    party = world.institution(name="Agglomération d’essai")
    contract = a_contract(
        world, party, slug="ville", title="Contrat de la ville d'essai", conference_id=group.conference_id
    )
    world.add(
        ContractFinalite(
            contract_id=contract.id,
            finalite_id=group.finalite_id,
            attached_at=world.clock(),
            attached_by=AttachedBy.DESK,
        )
    )
    an_action(world, contract, title="Réhabilitation des écoles")
    world.add(ContractRollup(contract_id=contract.id, actions=1, late=1))
    contract.group, contract.party = group, party
    return contract


LINK = 'href="/contrats/ville"'


def test_r1_4_the_conference_and_the_group_of_a_finalite_show_the_contracts_that_serve_them(client, contract):
    page = client.get("/conferences/essai").text
    assert 'href="/contrats?conference=essai"' in page
    assert f'href="/contrats?finalite={contract.group.finalite_id}"' in page
    page = client.get(f"/conferences/essai/groupes/{contract.group.id}").text
    assert LINK in page
    assert f'href="/contrats?finalite={contract.group.finalite_id}"' in page


def test_r1_4_an_institution_shows_what_it_signed_and_leads_to_what_concerns_it(client, contract):
    page = client.get(f"/institutions/{contract.party.id}").text
    assert LINK in page
    assert f'href="/contrats?territoire={contract.party.id}"' in page


@pytest.mark.parametrize("words", ["ville", "école", "rehabilit", "contrat essai"])
def test_the_search_finds_contracts_by_their_words_and_those_of_their_actions(client, contract, words):
    assert LINK in client.get(f"/recherche?q={words}").text


def test_r16_3_the_first_page_says_what_is_late(client, contract, queries):
    client.get("/")
    with queries(12):
        page = client.get("/").text
    assert 'href="/contrats?retard=oui&amp;tri=retard"' in page
    assert "1 contrat sur 1 a quelque chose en retard" in page
