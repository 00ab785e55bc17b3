"""Those who answer share the work out: a file taken by one is seen taken by the other, a template starts an answer."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from app.contracts.words import Health
from app.institutions.models import Institution
from app.interpellations.desk import templates
from app.interpellations.models import ServiceContact
from tests.builders.contracts import a_contract, a_state_service, an_action, an_officer
from tests.clock import TestClock
from tests.interpellations.life import an_admitted_file
from tests.journeys.conftest import serious_findings
from tests.journeys.looks import overflow

DESK = "/interpellations/bureau"
TEXT = "Le calendrier est le suivant."


@pytest.fixture
def work(app, world, clock: TestClock):
    """An admitted file, its secretary, the officer who must answer, and a template of theirs; all of today."""
    clock.moment = datetime.now(UTC)
    conference, service = world.conference(), a_state_service(world)
    contract = a_contract(world, service, conference_id=conference.id)
    action = an_action(world, contract, owner=service, health=Health.LATE)
    contact = {"name": "Mission", "email": "mission@essai.invalid", "phone": "01 99 00 00 00", "address": "1 rue"}
    world.add(ServiceContact(institution_id=service.id, **contact))
    secretary, officer, citizen = world.secretary(conference), an_officer(world, service), world.person()
    file = an_admitted_file(world, (contract, action, secretary, citizen))
    with world.home.units.begin(world.actor(officer)) as unit:
        owner = unit.session.get_one(Institution, service.id)
        templates.save_template(unit, owner, title="Calendrier", text=TEXT)
    return file, secretary, officer


def looked_at(page: Page) -> None:
    assert serious_findings(page) == [], page.url
    assert overflow(page) == 0, page.url


@pytest.mark.parametrize("width", [320, 1280])
def test_i5_the_pages_of_the_desk_are_sound_on_a_small_screen_and_on_a_large_one(visit, work, width):
    file, secretary, officer = work
    for person, path in (
        (secretary, DESK),
        (secretary, f"{DESK}?confie=moi"),
        (officer, f"{DESK}/{file.number}"),
        (officer, f"{DESK}/modeles"),
        (None, "/interpellations/tableau"),
        (officer, f"/interpellations/{file.number}"),
        (None, "/engagements"),
    ):
        looked_at(visit(path, person, width=width))


def test_i5_a_file_taken_at_one_desk_is_seen_taken_at_the_other_without_reloading(visit, work):
    file, secretary, officer = work
    theirs = visit(DESK, officer)
    expect(theirs.get_by_text("Confié à personne", exact=True)).to_be_visible()
    theirs.evaluate("window.sameDocument = true")
    mine = visit(DESK, secretary, width=390)
    mine.get_by_role("button", name="M’en charger").click()
    expect(mine.get_by_text(f"Confié à {secretary.name}")).to_be_visible()
    expect(theirs.get_by_text(f"Confié à {secretary.name}")).to_be_visible()
    assert theirs.evaluate("window.sameDocument") is True
    # And by keyboard, from the page of the file.
    mine.goto(f"{DESK}/{file.number}")
    mine.get_by_role("textbox", name="Note").fill("Appeler avant vendredi.")
    mine.get_by_role("button", name="Garder cette note").focus()
    mine.keyboard.press("Enter")
    expect(mine.get_by_text("Appeler avant vendredi.", exact=True)).to_be_visible()
    theirs.goto(f"{DESK}/{file.number}")
    expect(theirs.get_by_text("Aucune note.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_i5_a_template_goes_into_an_answer_with_or_without_script(visit, work, script):
    file, _secretary, officer = work
    page = visit(f"/interpellations/{file.number}", officer, script=script)
    page.get_by_role("textbox", name="La réponse").fill("Bonjour,")
    page.get_by_label("Qui répond").fill("Une élue fictive")
    page.get_by_text("Partir d’un modèle").click()
    page.get_by_role("button", name="Insérer « Calendrier »").click()
    expect(page.get_by_role("textbox", name="La réponse")).to_have_value(f"Bonjour,\n\n{TEXT}")
    expect(page.get_by_label("Qui répond")).to_have_value("Une élue fictive")
    expect(page.get_by_text("rien n’est publié")).to_be_visible()
    page.get_by_role("button", name="Publier et envoyer la réponse").click()
    expect(page.get_by_role("region", name="La réponse").get_by_text(TEXT)).to_be_visible()
