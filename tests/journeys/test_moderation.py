"""A content is reported by somebody without account nor script; the secretariat decides by keyboard on a telephone."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from app.contracts.words import Health
from app.moderation.models import ModerationCase
from app.moderation.words import CaseState
from tests.builders.contracts import a_contract, a_state_service, an_action
from tests.interpellations.life import an_admitted_file
from tests.journeys.looks import overflow, serious_findings
from tests.moderation.acts import case_id_of, question, read, report

WORDS = "On reconnaît quelqu’un à son étage."


@pytest.fixture
def ground(app, world, clock):
    """An admitted file of today, its secretary and its author."""
    clock.moment = datetime.now(UTC)
    conference, service = world.conference(), a_state_service(world)
    contract = a_contract(world, service, conference_id=conference.id)
    action = an_action(world, contract, owner=service, health=Health.LATE)
    secretary, citizen = world.secretary(conference), world.person()
    return an_admitted_file(world, (contract, action, secretary, citizen)), secretary, citizen


def sound(page: Page) -> Page:
    assert serious_findings(page) == [], page.url
    assert overflow(page) == 0, page.url
    return page


def test_somebody_without_account_nor_script_reports_and_follows(visit, world, ground):
    file, _secretary, _citizen = ground
    page = visit(f"/interpellations/{file.number}", script=False, width=390)
    page.get_by_role("link", name="Signaler cette interpellation").click()
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez une raison.")
    page.get_by_label("Données personnelles").check()
    page.get_by_label("Expliquez").fill(WORDS)
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Signalement")
    expect(page.locator("main")).to_contain_text("en cours d’examen")
    assert read(world, ModerationCase, case_id_of(world, f"interpellation:{file.id}")).state is CaseState.OPEN


def test_the_secretariat_masks_words_by_keyboard_on_a_telephone(visit, world, ground):
    file, secretary, _citizen = ground
    case_id = report(world, None, f"interpellation:{file.id}").case_id
    page = sound(visit("/moderation/dossiers", secretary, width=390))
    page.get_by_role("link", name=f"dossier nº\N{NO-BREAK SPACE}{case_id}").or_(
        page.locator(f"a[href='/moderation/dossiers/{case_id}']")
    ).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/moderation/dossiers/{case_id}")
    sound(page)
    page.locator("#moderation-mask > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#moderation-mask")).to_have_attribute("open", "")
    sound(page)
    page.keyboard.press("Tab")
    page.keyboard.type("rien n’est ouvert")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Passage masqué")
    assert "[passage masqué" in question(world, file)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_each_page_is_readable_by_everybody(visit, world, ground, dark):
    file, secretary, citizen = ground
    case_id = report(world, citizen, f"interpellation:{file.id}").case_id
    for person, path in (
        (None, f"/signaler/interpellation/{file.id}"),
        (None, "/moderation"),
        (secretary, f"/moderation/dossiers/{case_id}"),
        (secretary, "/moderation/dossiers?etat=decided"),
        (citizen, "/compte/moderation"),
    ):
        for width in (320, 1440):
            sound(visit(path, person, width=width, dark=dark))
