"""An open file stays true by itself: supports are counted and what is hidden goes, before the eyes of a visitor."""

import pytest
from playwright.sync_api import expect

from app.interpellations.supports.desk import support
from app.interpellations.words import InterpellationState
from tests.builders.interpellations import a_file
from tests.interpellations.conftest import ground
from tests.journeys.looks import overflow, serious_findings

__all__ = ["ground"]


@pytest.fixture
def file(world, ground):
    contract, action, _secretary, citizen = ground
    asked = {"question": "M. Zébulon Quidam ne répond plus. Que fait-on ?", "state": InterpellationState.ADMISSIBLE}
    return a_file(world, contract, citizen, action, **asked)


def test_i11_an_open_file_counts_supports_and_hides_by_itself(visit, world, ground, file):
    path = f"/interpellations/{file.number}"
    visitor = visit(path)
    expect(visitor.locator("#dossier")).to_contain_text("Zébulon Quidam")
    stranger = visit(path, world.person())
    stranger.get_by_role("button", name="Soutenir").click()
    expect(stranger.get_by_role("button", name="Retirer mon soutien")).to_be_visible()
    expect(visitor.locator("#soutiens")).to_contain_text("1 personne soutient cette question")

    secretary = visit(path, ground[2])
    secretary.locator("#masquer-passage summary").click()
    hide = secretary.locator("#masquer-passage")
    hide.get_by_label("Le passage, copié du dossier").fill("Zébulon Quidam")
    hide.get_by_label("Motif").select_option("personal_data")
    hide.get_by_role("button", name="Masquer ce passage").click()
    expect(visitor.locator("#dossier")).to_contain_text("passage masqué")
    expect(visitor.locator("#dossier")).not_to_contain_text("Quidam")
    expect(visitor.locator("[aria-labelledby=masque] ul")).to_contain_text("information sur une personne")
    assert serious_findings(visitor) == []


def test_i6_the_secretariat_looks_after_supports_at_any_width(visit, world, ground, file):
    for n in range(6):
        with world.home.units.begin(world.actor(world.person(email=f"robot{n}@fabrique.invalid"))) as work:
            support(work, file.id)
    page = visit(f"/interpellations/{file.number}/soutiens", ground[2], width=320)
    expect(page.get_by_role("heading", name="6 adresses du domaine fabrique.invalid")).to_be_visible()
    assert overflow(page) <= 0
    page.get_by_text("Mettre ce groupe à l’écart").first.click()
    page.get_by_label("Motif").first.fill("Adresses fabriquées")
    page.get_by_role("button", name="Mettre à l’écart").first.click()
    expect(page.locator("#total")).to_contain_text("6 sont mis à l’écart")
    assert serious_findings(page) == []


def test_i2_similar_questions_come_while_one_writes(visit, world, ground, file):
    citizen = world.person()
    page = visit(f"/interpellations/nouvelle?contrat={ground[0].slug}", citizen)
    found = page.locator("#questions-semblables")
    page.get_by_label("Votre question en une phrase").fill("Zzz yyy xxx www vvv")
    expect(found).to_contain_text("Aucune question semblable")
    page.get_by_label("Votre question en une phrase").fill(file.title)
    expect(found).to_contain_text("1 question ressemble à la vôtre")
    expect(found.get_by_role("link")).to_have_attribute("href", f"/interpellations/{file.number}")
