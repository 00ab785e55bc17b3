"""The selection as files: same filters, exact amounts, nothing that a spreadsheet would run, constant memory."""

import csv
import io
import json
import tracemalloc
import zipfile
from datetime import date

import pytest

from app.contracts.models import ContractRollup
from app.contracts.overview.sheets import SHEETS
from app.contracts.overview.writers import WRITERS
from tests.builders.contracts import a_contract, a_funding_line, a_scheme, an_action


@pytest.fixture
def two(world):
    scheme = a_scheme(world, code="crte")
    known = a_contract(
        world,
        slug="connu",
        title="=Contrat connu",
        scheme_id=scheme.id,
        total_cents=430_000_050,
        total_qualifier="plus de",
    )
    world.add(ContractRollup(contract_id=known.id, actions=1, late=1, known_costs=1, cost_cents=1234))
    action = an_action(world, known, title="+Pont", cost_cents=1234, due="2026-03", due_on=date(2026, 3, 31))
    a_funding_line(world, action, 1000)
    a_funding_line(world, action, 50, counted_in_parent=True)
    a_contract(world, slug="inconnu", title="Autre")
    a_contract(world, slug="secret", public=False)
    return known


def cells(answer):
    assert answer.data.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_r1_4_contracts_go_out_as_csv_with_exact_amounts_qualifiers_and_nothing_for_the_unknown(client, two):
    found = cells(client.get("/contrats/export/contrats.csv"))
    assert [line["identifiant"] for line in found] == ["inconnu", "connu"]
    unknown, known = found
    assert (known["montant_total_eur"], known["montant_qualificatif"]) == ("4300000,50", "plus de")
    assert (known["en_retard"], known["couts_connus_eur"]) == ("1", "12,34")
    assert unknown["montant_total_eur"] == unknown["couts_connus_eur"] == ""


def test_a_cell_is_never_a_formula(client, two):
    assert cells(client.get("/contrats/export/contrats.csv?q=connu"))[0]["intitule"] == "'=Contrat connu"
    assert cells(client.get("/contrats/export/actions.csv"))[0]["intitule"] == "'+Pont"
    with zipfile.ZipFile(io.BytesIO(client.get("/contrats/export/contrats.xlsx").data)) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "=Contrat connu" in page


def test_r1_4_the_same_filters_hold_for_the_list_and_for_every_file(client, two):
    assert [line["identifiant"] for line in cells(client.get("/contrats/export/contrats.csv?dispositif=crte"))] == [
        "connu"
    ]
    assert [line["identifiant"] for line in client.get("/contrats/export/contrats.json?dispositif=crte").json] == [
        "connu"
    ]
    assert client.get("/contrats/export/actions.json?q=rien").json == []


def test_p2_actions_go_out_with_what_may_be_added_in(client, two):
    (action,) = client.get("/contrats/export/actions.json").json
    assert (action["cout_eur"], action["financements_connus_eur"]) == ("12.34", "10.00")
    assert (action["contrat"], action["echeance"], action["porteur"]) == ("connu", "2026-03", None)


def test_what_is_not_public_goes_out_to_nobody_else(client, two):
    assert "secret" not in client.get("/contrats/export/contrats.json").text


@pytest.mark.parametrize("path", ["contrats.pdf", "tout.csv"])
def test_an_export_that_does_not_exist_says_which_do(client, path):
    assert client.get(f"/contrats/export/{path}").status_code == 404


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_files_are_written_in_constant_memory(form):
    sheet = SHEETS["actions"]

    def peak(count):
        line = ["x" * 40] * len(sheet.columns)
        tracemalloc.start()
        for _block in WRITERS[form](sheet, (line for _ in range(count))):
            pass
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return high

    peak(100)
    assert peak(4000) < peak(1000) * 1.5 + 200_000


def test_json_is_read_back_as_it_was_written():
    sheet = SHEETS["actions"]
    written = b"".join(WRITERS["json"](sheet, ([None] * len(sheet.columns) for _ in range(3))))
    assert len(json.loads(written)) == 3
