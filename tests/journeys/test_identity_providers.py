"""Coming in by ProConnect or FranceConnect and leaving, in a real browser, from the phone to the wide screen."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from app.foundation.actors import SYSTEM
from app.notices.models import Message
from app.people.models import Person
from app.people.operations import invite
from app.people.passwords import hash_password
from tests.journeys.looks import overflow, serious_findings
from tests.processes import WebProcess
from tests.providers.conftest import PEOPLE
from tests.providers.strict import StrictProvider

pytestmark = pytest.mark.usefixtures("real_time")

PASSWORD = "une petite phrase"
LABELS = {"proconnect": "ProConnect", "franceconnect": "FranceConnect"}


@pytest.fixture(scope="module")
def providers() -> Iterator[dict[str, StrictProvider]]:
    started = {
        kind: StrictProvider(kind=kind, site="", now=time.time, interactive=True, person=dict(PEOPLE[kind]))
        for kind in LABELS
    }
    for provider in started.values():
        provider.__enter__()
    yield started
    for provider in started.values():
        provider.__exit__()


@pytest.fixture(scope="module")
def site(front_end, database_url, providers) -> Iterator[WebProcess]:
    told = {"COTAP_TRIAL": "1"}
    for kind, provider in providers.items():
        name = f"COTAP_{kind.upper()}"
        told |= {
            f"{name}_ISSUER": provider.issuer,
            f"{name}_CLIENT_ID": provider.client_id,
            f"{name}_CLIENT_SECRET": provider.client_secret,
            f"{name}_ALGORITHM": provider.algorithm,
        }
    with WebProcess(database_url, **told) as process:
        for provider in providers.values():
            provider.site = process.url
        yield process


@pytest.fixture
def provider(request, providers, world, clock) -> StrictProvider:
    found: StrictProvider = providers[request.param]
    found.refusals.clear()
    return found


BOTH = pytest.mark.parametrize("provider", list(LABELS), indirect=True)


def fine(page):
    assert serious_findings(page) == []
    assert overflow(page) == 0


@BOTH
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_one_links_an_identity_comes_in_by_it_and_leaves_both(visit, site, world, provider, script):
    label = LABELS[provider.kind]
    person = world.person(email="elue@exemple.invalid", password_hash=hash_password(PASSWORD))
    page = visit("/connexion?suite=/compte", width=390, script=script, process=site)
    page.get_by_role("link", name=f"S’identifier avec {label}").click()
    page.get_by_role("link", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Votre identité {label}")
    page.get_by_role("link", name="Me connecter à mon compte").click()
    page.get_by_label("Adresse électronique").fill(person.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("button", name=f"Relier {label} à mon compte").click()
    expect(page.locator("#contenu")).to_contain_text(f"{label} est relié à votre compte")
    page.goto("/compte")
    page.get_by_role("button", name="Me déconnecter de cet appareil").click()
    expect(page.locator("#contenu")).to_contain_text(f"déconnecté, ici et chez {label}")
    page.goto("/connexion?suite=/compte")
    page.get_by_role("link", name=f"S’identifier avec {label}").click()
    page.get_by_role("link", name="Continuer").click()
    expect(page).to_have_url("/compte")
    expect(page.get_by_role("heading", level=1)).to_have_text(person.name)
    page.goto("/compte")
    page.get_by_role("button", name="Me déconnecter de cet appareil").click()
    expect(page.locator("#contenu")).to_contain_text(f"déconnecté, ici et chez {label}")
    expect(page.locator(".masthead__account")).to_contain_text("Se connecter")
    assert provider.refusals == []


@BOTH
def test_a_newcomer_opens_an_account_with_the_code_they_receive(visit, site, world, home, provider):
    page = visit("/connexion", width=390, process=site)
    page.get_by_role("link", name=f"S’identifier avec {LABELS[provider.kind]}").click()
    page.get_by_role("link", name="Continuer").click()
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code reçu").fill("12345678")
    page.get_by_role("button", name="Ouvrir mon compte").click()
    expect(page.locator("#contenu")).to_contain_text("Ce n’est pas le code")
    fine(page)
    with home.units.reading() as session:
        text = session.query(Message.text).scalar()
    page.get_by_label("Code reçu").fill(re.search(r"\d{4} \d{4}", text)[0])
    page.get_by_role("button", name="Ouvrir mon compte").click()
    expect(page.locator(".masthead__account")).to_contain_text("Camille Factice")


@BOTH
def test_who_refuses_over_there_is_told_what_to_do_here(visit, site, world, provider):
    page = visit("/connexion", width=390, process=site)
    page.get_by_role("link", name=f"S’identifier avec {LABELS[provider.kind]}").click()
    page.get_by_role("link", name="Refuser").click()
    expect(page.locator("#contenu")).to_contain_text("Vous avez interrompu la connexion")
    expect(page.locator("#contenu")).to_contain_text("Que faire")
    fine(page)
    page.get_by_role("link", name="Revenir à la page de connexion").click()
    expect(page).to_have_url("/connexion")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("provider", ["proconnect"], indirect=True)
def test_the_pages_of_identities_have_no_serious_fault(visit, site, world, provider, width, dark):
    page = visit("/connexion", width=width, dark=dark, process=site)
    fine(page)
    page.get_by_role("link", name="S’identifier avec ProConnect").click()
    page.get_by_role("link", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre identité ProConnect")
    fine(page)
    page = visit("/compte/identites", world.person(), width=width, dark=dark, process=site)
    fine(page)
    page.get_by_role("button", name="Relier ProConnect").click()
    page.get_by_role("link", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre identité ProConnect")
    fine(page)
    page.get_by_role("button", name="Relier ProConnect").click()
    expect(page.locator("#contenu")).to_contain_text("seul moyen")
    fine(page)


@BOTH
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_invited_delegate_comes_in_without_choosing_a_password(visit, site, world, home, provider, script):
    person = world.person(given_name="Alix", family_name="Spécimen")
    with home.units.begin(SYSTEM) as work:
        token = invite(work, work.session.get_one(Person, person.id))
    page = visit(f"/invitation/{token}", width=390, script=script, process=site)
    if script:
        fine(page)
    page.get_by_text("Entrer désormais avec").click()
    page.get_by_role("button", name="Entrer, puis relier ce compte").click()
    page.get_by_role("button", name=f"Relier {LABELS[provider.kind]}").click()
    page.get_by_role("link", name="Continuer").click()
    page.get_by_role("button", name=f"Relier {LABELS[provider.kind]} à mon compte").click()
    expect(page.locator("#contenu")).to_contain_text("il vous connecte désormais")
