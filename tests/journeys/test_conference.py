"""A conference as people meet it: looked at in every role, composed, presided and staffed, with and without script."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from app.conferences.words import AdmissionCriterion, MemberCategory
from app.institutions.models import InstitutionKind
from tests.clock import TestClock
from tests.conferences.conftest import administrator, conference, members
from tests.journeys.conftest import serious_findings

__all__ = ["administrator", "conference", "members"]

BASE = "/conferences/essai"
PUBLIC = ["/conferences", BASE, f"{BASE}/historique", f"{BASE}/pouvoirs"]
DESK = [f"{BASE}/administration{part}" for part in ("", "/composition", "/mandats", "/presidence", "/finalites")]
DESK += [f"{BASE}/administration/groupes", f"{BASE}/administration/reglages"]


@pytest.fixture(autouse=True)
def _now(app, clock: TestClock) -> None:
    # The web processes live today, and so must the mandates of who acts through them.
    clock.moment = datetime.now(UTC)


@pytest.fixture
def alive(world, conference):
    """A conference with something to see in every part."""
    world.update(conference, secretariat_cost_cents=18_450_000, accent="#5b3f8c", purpose="Agir ensemble")
    chair = world.chair(conference)
    group = world.group(conference)
    world.group_member(
        group,
        institution=world.institution(InstitutionKind.COMPANY, name="Entreprise d’essai").id,
        category=MemberCategory.PRIVATE,
        criterion=AdmissionCriterion.EMPLOYS,
    )
    world.sitting(conference, starts_at=world.clock() + timedelta(days=9), title="Séance à venir")
    return {
        "visitor": None,
        "chair": chair,
        "secretary": world.secretary(conference),
        "partner": world.partner(conference),
        "delegate": world.delegate(conference),
        "group": group,
    }


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("role", ["visitor", "chair", "partner"])
def test_every_page_of_a_conference_passes_axe_at_320_pixels(visit, alive, role, dark):
    paths = PUBLIC + [f"{BASE}/groupes/{alive['group'].id}"] + (DESK if role != "visitor" else [])
    page = visit(paths[0], alive[role], width=320, dark=dark)
    for path in paths:
        page.goto(page.url.partition("/conferences")[0] + path)
        assert serious_findings(page) == [], path
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{path} scrolls sideways"


def test_the_accent_of_the_conference_colours_its_pages_only(visit, alive):
    page = visit(BASE)
    colour = "getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()"
    assert page.evaluate(colour) == "#5b3f8c"
    page.goto(page.url.partition("/conferences")[0] + "/conferences")
    assert page.evaluate(colour) != "#5b3f8c"


def test_a_seat_of_the_hemicycle_leads_to_its_holder_by_keyboard(visit, alive):
    page = visit(BASE)
    seat = page.locator("#hemicycle a").first
    seat.focus()
    expect(seat.locator(".seat-name")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("tr:target")).to_contain_text("Région")


def _fill_act(page: Page) -> None:
    page.get_by_label("Référence de l’acte").fill("Arrêté 2026-77")
    page.get_by_label("Signataire").fill("La préfète de région")
    page.get_by_label("Signé le").fill("2026-01-05")
    page.get_by_label("Prend effet le").fill(datetime.now(UTC).date().isoformat())


def _send_act(page: Page) -> None:
    page.locator("#acte-composition-record-act-confirmation summary").click()
    page.locator(".act__consequence button").click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "without script"])
def test_r3_3_the_state_composes_the_conference_and_is_told_line_by_line_what_is_wrong(
    visit, world, conference, alive, script
):
    page = visit(f"{BASE}/administration/composition", alive["partner"], script=script)
    _fill_act(page)
    line = page.get_by_label("Institution, ligne 10")
    line.fill("Introuvable-sur-Mer")
    _send_act(page)
    expect(page.locator("[data-act-errors]")).to_contain_text("Ligne 10")
    expect(line).to_have_value("Introuvable-sur-Mer")
    expect(line).to_have_attribute("aria-invalid", "true")
    line.fill("Département 1")
    if not page.locator(".act__consequence button").is_visible():
        page.locator("#acte-composition-record-act-confirmation summary").click()
    page.locator(".act__consequence button").click()
    expect(page.locator("[data-act-errors]")).to_contain_text("n’en a qu’un")
    page.get_by_label("Institution, ligne 10").fill("")
    if not page.locator(".act__consequence button").is_visible():
        page.locator("#acte-composition-record-act-confirmation summary").click()
    page.locator(".act__consequence button").click()
    expect(page.locator(".alert--flash").last).to_contain_text("Arrêté 2026-77 est enregistré")
    assert world.kinds(conference.stream)[-1] == "composition.recorded"


def test_the_secretariat_gives_a_vacant_seat_with_the_keyboard_alone(visit, world, conference, alive):
    person = world.person(family_name="Nouvelle")
    page = visit(f"{BASE}/administration/mandats", alive["secretary"])
    vacant = page.locator(".desk-item", has_text="Département 2")
    vacant.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(person.email)
    vacant.get_by_label("Acte qui le prouve").focus()
    page.keyboard.type("Délibération n° 12")
    page.keyboard.press("Enter")
    expect(page.locator(".alert--flash").last).to_contain_text("Nouvelle")
    expect(page.locator(".desk-item", has_text="Département 2")).to_contain_text("Délibération n° 12")
