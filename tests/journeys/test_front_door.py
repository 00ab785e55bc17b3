"""The front of the house as people live it: the first page moves by itself, one signs in with the keyboard alone."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from app.conferences.models import Conference
from app.foundation.actors import SYSTEM
from app.people.models import Person
from app.people.operations import invite
from app.people.passwords import hash_password
from app.sittings.floor import operations as floor
from app.sittings.models import Sitting
from app.sittings.words import SpeechKind
from tests.journeys.looks import overflow, serious_findings

PASSWORD = "une petite phrase"
EVERYBODY = (
    "/",
    "/connexion",
    "/recherche",
    "/recherche?q=sante",
    "/recherche?q=zzzz",
    "/mentions-legales",
    "/donnees-personnelles",
    "/accessibilite",
    "/plan-du-site",
    "/contact",
    "/code-source",
    "/api",
    "/problems",
    "/problems/refused",
)
ADMINISTRATOR = ("/", "/compte", "/administration/personnes", "/administration/institutions")


@pytest.fixture
def chair(world, clock):
    # The web processes live today, and so must the mandates of who acts through them.
    clock.moment = datetime.now(UTC)
    return world.chair(world.conference(name="Conférence d’essai"))


@pytest.fixture
def sitting(world, chair):
    with world.home.units.reading() as session:
        conference = session.get_one(Conference, chair.seat.conference_id)
    return world.open_sitting(conference, title="Santé de proximité")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_of_the_front_has_a_serious_fault(visit, world, sitting, width, dark):
    town = world.institution(population=1234)
    places = ((None, (*EVERYBODY, f"/institutions/{town.id}")), (world.person(administrator=True), ADMINISTRATOR))
    for person, paths in places:
        page = visit("/contact", person, width=width, dark=dark)
        for path in paths:
            page.goto(path)
            assert serious_findings(page) == [], path
            assert overflow(page) == 0, path


def test_s11_the_first_page_says_who_speaks_as_it_happens(visit, world, chair, sitting):
    world.present(sitting, chair)
    page = visit("/")
    line = page.locator(f"#direct-{sitting.id} .live__line")
    expect(line).to_contain_text("La conférence examine")
    with world.home.units.begin(world.actor(chair)) as work:
        floor.ask(work, work.session.get_one(Sitting, sitting.id), kind=SpeechKind.CONTRIBUTION)
    with world.home.units.begin(world.actor(chair)) as work:
        floor.give_next(work, work.session.get_one(Sitting, sitting.id))
    expect(line).to_contain_text(f"{chair.name} a la parole")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_one_signs_in_with_the_keyboard_alone_on_a_small_phone(visit, world, chair, script):
    world.update(chair, password_hash=hash_password(PASSWORD))
    page = visit("/compte", width=320, script=script)
    expect(page).to_have_url("/connexion?suite=/compte")
    page.get_by_label("Adresse électronique").focus()
    page.keyboard.type(chair.email)
    page.keyboard.press("Tab")
    page.keyboard.type("une autre phrase")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("ne correspond pas")
    expect(page.get_by_label("Adresse électronique")).to_have_value(chair.email)
    page.get_by_label("Mot de passe").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/compte")
    expect(page.get_by_role("heading", level=1)).to_have_text(chair.name)
    expect(page.locator("#contenu")).to_contain_text("Présidence de la conférence")


def test_an_invited_person_chooses_a_password_and_is_told_what_is_wrong_with_it(visit, world, home, clock):
    clock.moment = datetime.now(UTC)
    person = world.person(given_name="Alix", family_name="Spécimen")
    with home.units.begin(SYSTEM) as work:
        token = invite(work, work.session.get_one(Person, person.id))
    page = visit(f"/invitation/{token}", width=390)
    page.get_by_text("Choisir d’abord un mot de passe").click()
    password = page.get_by_label("Mot de passe")
    password.fill("court")
    page.get_by_role("button", name="Enregistrer mon mot de passe").click()
    expect(page.get_by_role("alert")).to_contain_text("12 signes au moins")
    assert serious_findings(page) == []
    password.fill(PASSWORD)
    page.get_by_role("button", name="Enregistrer mon mot de passe").click()
    expect(page.locator(".masthead__account")).to_contain_text("Alix Spécimen")
