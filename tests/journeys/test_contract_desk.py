"""A desk brings a contract to signature, from the first form to its entry into force, by keyboard and on a phone."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from app.contracts.models import Contract, SignedText
from app.contracts.words import ClauseKind, ContractState, Side
from app.institutions.models import Level
from tests.builders.contracts import a_state_service, a_theme, an_officer
from tests.builders.negotiating import a_complete_table
from tests.clock import TestClock
from tests.contracts.test_life_operations import sign_all
from tests.journeys.conftest import serious_findings
from tests.journeys.looks import overflow


@pytest.fixture(autouse=True)
def _now(app, clock: TestClock) -> None:
    # The web processes live today, and so must the officers who act through them.
    clock.moment = datetime.now(UTC)


def looked_at(page: Page) -> None:
    """Every page on the way is sound for whoever listens to it, and fits its screen."""
    assert serious_findings(page) == [], page.url
    assert overflow(page) == 0, page.url


def part(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Parties du bureau").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("navigation", name="Parties du bureau").locator("[aria-current]")).to_have_text(name)
    looked_at(page)


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Press a button with the keyboard."""
    button = page.get_by_role("button", name=name).first
    button.focus()
    page.keyboard.press("Enter")


def done(page: Page, words: str) -> None:
    expect(page.locator(".alert--flash, .alert--success").filter(has_text=words).first).to_be_visible()


def add_party(page: Page, name: str) -> None:
    page.get_by_label("Chercher dans l’annuaire").fill(name)
    page.get_by_label("Chercher dans l’annuaire").press("Enter")
    press(page, re.compile(rf"Ajouter.*{name}"))
    done(page, "est partie au contrat")


def write(page: Page, kind: str, fill) -> None:
    page.goto(re.sub(r"/bureau.*", f"/bureau/clauses/{kind}", page.url))
    fill(page)
    looked_at(page)
    press(page, "Enregistrer la clause")
    done(page, "est enregistrée")


def participation(page: Page) -> None:
    page.get_by_label("Maîtrise d’usage").check()
    page.get_by_label("avant les décisions").check()
    page.get_by_label("habiter le périmètre du contrat").check()
    page.get_by_label("des réunions publiques").check()
    page.get_by_label("suivre le résultat", exact=True).check()
    expect(page.get_by_label("Montant soumis au vote")).to_be_hidden()


def method(page: Page) -> None:
    page.get_by_label("en salle", exact=True).check()
    page.get_by_label(re.compile("^Instance de pilotage")).fill("comité de pilotage")
    page.get_by_label("Place des citoyens dans le suivi").fill("Le conseil citoyen reçoit les comptes rendus.")
    page.get_by_label("Ce que doit la partie qui se retire").fill("elle verse ses engagements de l’année")


def review(page: Page) -> None:
    page.get_by_label("Cas de force majeure").fill("crue\nfermeture d’un employeur majeur")


def evaluation(page: Page) -> None:
    page.get_by_label("Part de l’enveloppe").fill("1,5")
    page.get_by_label("un évaluateur extérieur, choisi en commun").check()


def assistance(page: Page) -> None:
    page.get_by_label("Communes de moins de").fill("2000")
    page.get_by_label("Ce que l’assistance apporte").fill("montage de dossiers")
    page.get_by_label("À qui s’adresser").fill("la préfecture")


PARTS = ("", "/identite", "/parties", "/perimetre", "/finalites", "/clauses", "/negociation", "/signature", "/avenants")
CLAUSES = {f.__name__: f for f in (participation, method, review, evaluation, assistance)}


@pytest.mark.parametrize("width", [390, 1440])
def test_a_desk_brings_a_contract_to_signature(visit, world, width):
    conference = world.conference(name="Conférence d’essai")
    secretary = world.secretary(conference)
    a_state_service(world, name="Préfecture d’essai")
    epci = world.institution(Level.EPCI, name="Agglomération d’essai", code="200000001")
    world.group(conference, title="Autonomie")
    an_officer(world, epci)
    page = visit("/contrats/nouveau", secretary, width=width)
    looked_at(page)
    page.locator("main").get_by_label("Intitulé").fill(f"Contrat d’essai {width}")
    page.locator("main").get_by_label("Conférence").select_option(label="Conférence d’essai")
    press(page, "Ouvrir le projet")
    page.wait_for_url("**/bureau/parties")
    contract = the_contract(world, f"Contrat d’essai {width}")
    for name in ("Préfecture d’essai", "Agglomération d’essai"):
        add_party(page, name)
    part(page, "Où il en est")
    press(page, "Ouvrir la négociation")
    done(page, "La négociation est ouverte")

    part(page, "Identité")
    year = datetime.now(UTC).year
    page.get_by_label("Premier jour").fill(f"{year + 1}-01-01")
    page.get_by_label("Dernier jour").fill(f"{year + 6}-12-31")
    press(page, "Enregistrer")
    done(page, "sont enregistrées")
    part(page, "Périmètre")
    page.locator("textarea[name=lines]").fill("Nulle-Part")
    press(page, "Remplacer le périmètre")
    expect(page.get_by_text("Ligne 1").first).to_be_visible()
    expect(page.locator("textarea[name=lines]")).to_have_value("Nulle-Part")
    page.locator("textarea[name=lines]").fill("Agglomération d’essai (200000001)")
    press(page, "Remplacer le périmètre")
    done(page, "Le périmètre compte 1")
    part(page, "Finalités")
    page.get_by_label("Autonomie").check()
    page.get_by_label("Motif").fill("Le contrat y concourt.")
    press(page, "Rattacher le contrat")
    done(page, "sert désormais la finalité")
    for kind, fill in CLAUSES.items():
        write(page, kind, fill)
    for side in (Side.STATE, Side.COLLECTIVITES):
        a_theme(world, contract, side)

    part(page, "Où il en est")
    expect(page.get_by_text("Rien ne manque au texte.").first).to_be_visible()
    press(page, "Déclarer le texte prêt à signer")
    done(page, "prêt à signer")
    sign_and_put_in_force(page, world, contract)


def sign_and_put_in_force(page: Page, world, contract: Contract) -> None:
    for name in ("Préfecture d’essai", "Agglomération d’essai"):
        part(page, "Signature")
        item = page.locator(".desk-item").filter(has_text=name)
        item.locator("summary").first.press("Enter")
        item.get_by_label("Qui signe").fill("Alix Fictif, présidente")
        item.locator(".act__confirm > summary").press("Enter")
        item.get_by_role("button", name="Signer").press("Enter")
        done(page, "signature est enregistrée" if name.startswith("Préf") else "Toutes les parties ont signé")
    expect(page.locator(".digest code")).to_have_text(re.compile(r"^[0-9a-f]{64}$"))
    for name in ("Préfecture d’essai", "Agglomération d’essai"):
        part(page, "Parties et agents")
        item = page.locator(".desk-item").filter(has_text=name)
        item.locator("summary").first.press("Enter")
        item.get_by_label("Nom", exact=False).first.fill("Lou Exemple")
        item.get_by_label("Fonction").fill("chargée de mission")
        item.get_by_label("Quotité de travail").fill("40")
        item.get_by_role("button", name="Nommer cet agent").press("Enter")
        done(page, "est chargé du contrat")
    part(page, "Où il en est")
    press(page, "Mettre le contrat en vigueur")
    done(page, "Le contrat est en vigueur")
    with world.home.units.reading() as session:
        assert session.get_one(Contract, contract.id).state is ContractState.IN_FORCE
        assert session.query(SignedText).filter_by(contract_id=contract.id).count() == 1
    page.get_by_role("link", name="Texte", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("Article 1"))).to_be_visible()
    looked_at(page)


def the_contract(world, title: str) -> Contract:
    with world.home.units.reading() as session:
        return session.query(Contract).filter_by(title=title).one()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_of_a_desk_passes_axe_on_a_small_screen(visit, world, dark):
    table = a_complete_table(world)
    base = f"/contrats/{table.contract.slug}"
    paths = [f"{base}/bureau{end}" for end in PARTS] + [f"{base}/bureau/clauses/{kind}" for kind in ClauseKind]
    page = visit(f"{base}/texte", table.secretary, width=320, dark=dark)
    looked_at(page)
    origin = page.url.partition("/contrats")[0]
    for path in paths:
        page.goto(origin + path)
        looked_at(page)


def test_a_text_signed_and_changed_by_a_rider_passes_axe(visit, world):
    table = a_complete_table(world, ContractState.READY)
    sign_all(table)
    page = visit(f"/contrats/{table.contract.slug}/texte", width=320)
    looked_at(page)
