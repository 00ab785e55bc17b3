"""An officer brings a spreadsheet: compares it, has it written, and sends it again for nothing."""

import pytest
from playwright.sync_api import Page, expect

from app.contracts.importing.sheets.cells import write_table
from app.contracts.importing.sheets.columns import ACTION_COLUMNS
from app.contracts.words import ContractState
from tests.builders.contracts import a_contract, a_state_service, an_action, an_axis, an_officer
from tests.journeys.looks import overflow, serious_findings

HEADS = [column.head for column in ACTION_COLUMNS]


@pytest.fixture
def town(world):
    return world.institution(name="Ville d’Essai")


@pytest.fixture
def contract(world, town):
    kept = a_contract(world, town, a_state_service(world), state=ContractState.NEGOTIATED, title="Pacte d’essai")
    an_axis(world, kept, number=1, title="Habiter")
    an_action(world, kept, title="Halle au marché", cost_cents=100_00, owner=town)
    return kept


@pytest.fixture
def officer(world, town):
    return an_officer(world, town)


def send(page: Page, contract, *rows: dict[str, str]) -> None:
    """Send a file from the page of the contract and wait for its comparison."""
    content = write_table(HEADS, [[row.get(head, "") for head in HEADS] for row in rows]).encode()
    page.goto(f"/contrats/{contract.slug}/importer")
    page.get_by_label("Fichier CSV").set_input_files(
        files=[{"name": "actions.csv", "mimeType": "text/csv", "buffer": content}]
    )
    page.get_by_role("button", name="Comparer le fichier").click()
    page.wait_for_url("**/contrats/importer/*", timeout=60_000)


def kinds(page: Page) -> list[str]:
    """Return the effect of each line, as the table says it."""
    return [cell.strip() for cell in page.locator("#lignes tbody td:nth-child(3)").all_inner_texts()]


@pytest.mark.parametrize(("width", "script"), [(390, True), (1440, True), (1440, False)])
def test_p2_a_spreadsheet_is_compared_then_written_and_the_same_file_twice_changes_nothing(
    visit, contract, officer, width, script
):
    page = visit(f"/contrats/{contract.slug}/importer", officer, width=width, script=script)
    assert serious_findings(page) == []
    assert overflow(page) == 0
    rows = (
        {"intitule": "École de musique", "axe": "1", "cout": "1 250 000,50", "echeance": "T4 2027"},
        {"intitule": "Halle au marché", "cout": "200"},
        {"intitule": "Pont sur la rivière", "axe": "9"},
    )
    send(page, contract, *rows)
    assert kinds(page) == ["ajouté", "modifié", "refusé"]
    wrong = page.locator("#lignes tbody tr").nth(2)
    expect(wrong.locator("td").first).to_have_text("4")
    expect(wrong).to_contain_text("L’axe 9 n’existe pas dans ce contrat.")
    expect(page.locator("#lignes")).to_contain_text("1 250 000,50")
    expect(page.locator("main")).to_contain_text("Rien n’est encore écrit")
    assert serious_findings(page) == []
    assert overflow(page) == 0
    page.get_by_role("button", name="Écrire ces changements").click()
    expect(page.locator("main")).to_contain_text("Écrit", timeout=60_000)
    page.goto(f"/contrats/{contract.slug}/actions")
    expect(page.locator("main")).to_contain_text("École de musique")
    expect(page.locator("main")).not_to_contain_text("Pont sur la rivière")
    send(page, contract, *rows[:2])
    assert kinds(page) == ["inchangé", "inchangé"]
    expect(page.get_by_role("button", name="Écrire ces changements")).to_have_count(0)
