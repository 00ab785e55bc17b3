"""The page of a contract's money and its registers: exact figures, each on the lines it is made of."""

import csv
import io
import re
import zipfile
from decimal import Decimal

import pytest

from app.contracts.models import Contract, EnvelopeShare
from app.contracts.words import ContractState, EnvelopePurpose, Period
from tests.builders.contracts import a_contract, a_funding_line, an_action
from tests.builders.money import a_priority_place, a_rider, an_envelope

from .test_rules import plain

PARTS = ("", "/lignes", "/enveloppes", "/mouvements", "/delegations", "/evaluation", "/taux")


def text_of(answer):
    return plain(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))))


@pytest.fixture
def funded(table):
    """Four lines that add up to 4 300 000 €, and three that never do."""
    world = table.world
    action = an_action(world, table.contract, title="Le pont", cost_cents=600_000_000)
    an_action(world, table.contract, title="La pile", cost_cents=100, parent_id=action.id)
    an_action(world, table.contract, title="Sans coût")
    for cents, funder, years, more in (
        (200_000_000, "État", "2019", {"granted_cents": 150_000_000}),
        (100_000_000, "État", "2020", {}),
        (100_000_050, "Région", "2019", {"paid_cents": 50}),
        (29_999_950, "Région", "", {}),
        (450_000_000, "État", "", {"period": Period.YEARLY}),
        (100_000_000, "Région", "", {"counted_in_parent": True}),
        (None, "Département", "", {}),
    ):
        a_funding_line(world, action, cents, funder_name=funder, years=years, **more)
    table.contract = world.update(table.contract, total_cents=500_000_000, total_qualifier="plus de")
    return table


def page(client, table, part="", **query):
    return client.get(f"/contrats/{table.contract.slug}/argent{part}", query_string=query)


@pytest.mark.parametrize("part", PARTS)
def test_every_page_of_money_answers_a_visitor_within_twelve_queries(funded, client, queries, part):
    funded.move(amount="100")
    with queries(12):
        answer = page(client, funded, part)
    assert answer.status_code == 200


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("who", ["state", "region", "secretary", "stranger"])
@pytest.mark.parametrize("state", [ContractState.DRAFT, ContractState.IN_FORCE, ContractState.ENDED])
def test_every_page_of_money_answers_whoever_may_read_at_every_stage(funded, as_, part, who, state):
    if state is ContractState.IN_FORCE:
        funded.move("region", giving="collectivites")
        a_rider(funded.world, funded.contract)
    an_envelope(funded.world, funded.contract, 1000, purpose=EnvelopePurpose.PRIORITY_TERRITORIES)
    a_priority_place(funded.world, funded.contract, "rural")
    funded.state(state)
    assert page(as_(funded.people[who]), funded, part).status_code == 200


def test_a_contract_that_is_not_public_shows_its_money_to_nobody_outside(table, client, as_):
    table.world.update(table.contract, public=False)
    for part in (*PARTS, "/lignes.csv", "/lignes.xlsx"):
        assert page(client, table, part).status_code == 404
        assert page(as_(table.people["region"]), table, part).status_code == 200


def test_p2_the_first_sentences_give_the_exact_figures_and_what_is_unknown(funded, client):
    said = text_of(page(client, funded))
    assert "Le contrat promet plus de 5 000 000 € en tout." in said
    assert "plus de 700 000 € n’ont pas de financeur connu" in said
    assert "4 lignes de financement s’ajoutent, pour 4 300 000 €" in said
    assert "1 action coûte en tout 6 000 000 €, d’après les coûts connus." in said
    assert "Le coût de 1 action reste inconnu." in said


def test_p2_yearly_amounts_those_counted_elsewhere_and_unknown_ones_are_apart_with_the_reason(funded, client):
    said = text_of(page(client, funded, "/lignes"))
    assert "Total de 4 lignes" in said
    added, _, apart = said.partition("Montrées à part")
    assert added.count("4 300 000 €") == 2
    for reason in ("montant par an, jamais additionné", "déjà compté dans une autre ligne", "montant inconnu"):
        assert reason in apart


@pytest.mark.parametrize(
    ("query", "total", "lines"),
    [
        ({"financeur": "État"}, "3 000 000 €", 2),
        ({"financeur": "Région"}, "1 300 000 €", 2),
        ({"annees": "2019"}, "3 000 000,50 €", 2),
        ({"annees": "Année non dite"}, "299 999,50 €", 1),
        ({"etape": "accorde"}, "1 500 000 €", 1),
        ({"etape": "paye", "financeur": "Région"}, "0,50 €", 1),
        ({"financeur": "Département"}, None, 0),
    ],
)
def test_every_figure_opens_onto_exactly_the_lines_that_add_up_to_it(funded, client, query, total, lines):
    said = text_of(page(client, funded, "/lignes", **query))
    if total:
        word = "ligne" if lines < 2 else "lignes"
        assert f"Total de {lines} {word} {total}" in said
    else:
        assert "Aucune ligne connue ne s’additionne ici." in said


def test_every_link_of_a_figure_leads_to_that_figure(funded, client):
    an_envelope(funded.world, funded.contract, 123_456, theme=funded.themes["state"], year=2026)
    html = page(client, funded).get_data(as_text=True)
    links = set(re.findall(r'<a class="of-lines" href="([^"]+)">([^<]+)</a>', html))
    assert len(links) > 15
    for href, words in links:
        assert words in client.get(href.replace("&amp;", "&")).get_data(as_text=True), href


def test_r15_4_the_table_of_envelopes_balances_and_the_ledger_carries_its_balance(funded, client):
    funded.move(amount="100")
    said = text_of(page(client, funded))
    assert "Total 3 000 € 3 000 €" in said
    assert "Emploi État 1 000 € 0 € 100 € 900 € 0 € 150 €" in said
    ledger = text_of(page(client, funded, "/mouvements"))
    assert "De « Emploi » à « Logement » 100 € 900 €" in ledger


def test_costs_and_envelopes_open_onto_their_lines_too(funded, client):
    costs = text_of(page(client, funded, "/lignes", objet="couts"))
    assert "Total de 1 action 6 000 000 €" in costs
    assert "fait partie de « Le pont », où il est déjà compté" in costs
    envelopes = text_of(page(client, funded, "/lignes", objet="enveloppes", theme=funded.themes["state"].id))
    assert "Total de 1 enveloppe 1 000 €" in envelopes


@pytest.mark.parametrize("query", [{"objet": "rien"}, {"etape": "jamais"}])
def test_an_unknown_subject_or_stage_is_no_page(funded, client, query):
    assert page(client, funded, "/lignes", **query).status_code == 404


def test_the_lines_as_files_are_never_run_as_formulas(table, client):
    action = an_action(table.world, table.contract, title="=CMD()")
    a_funding_line(table.world, action, 1_234_50, funder_name="+État")
    a_funding_line(table.world, action, None, funder_name="Inconnu")
    read = page(client, table, "/lignes.csv").get_data(as_text=True)
    rows = list(csv.reader(io.StringIO(read.lstrip("\ufeff")), delimiter=";"))
    assert rows[1][1:4] == ["'=CMD()", "'+État", "1234,50"]
    assert rows[2][3] == ""
    book = zipfile.ZipFile(io.BytesIO(page(client, table, "/lignes.xlsx").data))
    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert page(client, table, "/lignes.pdf").status_code == 404


def test_a_contract_without_money_says_what_will_be_there(world, client):
    contract: Contract = a_contract(world)
    said = text_of(client.get(f"/contrats/{contract.slug}/argent"))
    assert "Le montant total du contrat n’est pas connu." in said
    assert "Aucun financeur n’est connu." in said
    assert "Ni thème ni enveloppe ne sont inscrits" in said


def test_r15_1_the_refusal_is_the_same_sentence_by_page_and_api(table, as_):
    person = table.people["state"]
    data = {
        "contract_id": table.contract.id,
        "from_theme_id": table.themes["state"].id,
        "to_theme_id": table.themes["other"].id,
        "amount": "260",
        "reason": "Trop",
    }
    by_api = as_(person).post("/api/v1/commands/credits.propose_move", json={"data": data})
    assert (by_api.status_code, by_api.json["rule"]) == (422, "R15.1")
    page = f"/contrats/{table.contract.slug}/argent/mouvements"
    by_page = as_(person).post("/actes/credits.propose_move", data={**data, "page": page})
    assert by_page.status_code == 422
    assert plain(by_api.json["detail"]) in plain(by_page.get_data(as_text=True))


def test_r19_r24_the_page_tells_the_reserve_the_rates_and_the_second_share(table, client, as_):
    world, contract = table.world, table.contract
    an_envelope(world, contract, 1_000, purpose=EnvelopePurpose.EVALUATION)
    envelope = an_envelope(world, contract, 2_000, purpose=EnvelopePurpose.PRIORITY_TERRITORIES)
    place = a_priority_place(world, contract, "rural", name="Le bourg")
    world.add(EnvelopeShare(envelope_id=envelope.id, place_id=place.id, percent=Decimal(100), amount_cents=2_000))
    rate = {"institution_id": table.parties["commune"].institution_id, "score": "62,5", "basis": "Revenu"}
    table.act("secretary", "rate.fix", contract_id=contract.id, **rate)
    table.act("region", "evaluation.spend", contract_id=contract.id, label="Étude", amount="3")
    action = an_action(world, contract, cost_cents=10_000, owner_id=rate["institution_id"])
    a_funding_line(world, action, 9_000, funder_name="Région")
    said = text_of(page(client, table))
    assert "10 € sont réservés à l’évaluation, soit 0,33 % de l’enveloppe inscrite." in said
    assert "3 € sont dépensés, il reste 7 €." in said
    assert "Le bourg rural 20 €" in said
    rates = text_of(page(client, table, "/taux"))
    assert "taux de 73,125 %" in rates
    assert "100 € 90 € 90 % dépassé de 16,88 €" in rates
    assert "Le bourg : 20 € (100 %)" in text_of(page(as_(table.people["state"]), table, "/enveloppes"))


def test_r11_2_who_chose_each_theme_is_public(table, client):
    said = text_of(page(client, table, "/enveloppes"))
    for title, side in (("Emploi", "État"), ("Logement", "État"), ("Culture", "collectivités")):
        assert re.search(rf"{title}.{{0,80}}{side}", said, re.IGNORECASE), title
