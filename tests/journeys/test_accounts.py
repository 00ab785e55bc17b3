"""Coming in, as people live it: a password forgotten before a sitting, a first account, a telephone that knows one."""

import re
from datetime import UTC, datetime

import pyotp
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from app.conferences.models import Conference
from app.foundation.actors import SYSTEM
from app.people.models import Person
from app.people.operations import invite
from app.people.passwords import hash_password
from tests.journeys.looks import overflow, serious_findings

PASSWORD = "une petite phrase"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def today(clock):
    # The web processes live today, and so must what they are shown.
    clock.moment = datetime.now(UTC)


@pytest.fixture
def somebody(world):
    return world.person(given_name="Camille", password_hash=hash_password(PASSWORD))


@pytest.fixture
def delegate(world):
    return world.delegate(world.conference(name="Conférence d’essai"))


@pytest.fixture
def sitting(world, delegate):
    with world.home.units.reading() as session:
        conference = session.get_one(Conference, delegate.seat.conference_id)
    return world.open_sitting(conference, title="Santé de proximité")


@pytest.fixture
def last_link(home):
    """Return the link of the last message written to an address."""

    def read(to: str) -> str:
        with home.engine.connect() as connection:
            asked = text("SELECT text FROM messages WHERE recipient = :to ORDER BY id DESC LIMIT 1")
            said = connection.execute(asked, {"to": to}).scalar_one()
        return re.search(r"\{site\}(/\w+/[\w-]+)", said)[1]

    return read


def sound(page: Page) -> None:
    """No serious fault of accessibility, nothing wider than the window."""
    assert serious_findings(page) == []
    assert overflow(page) == 0


def reads(page: Page, title: str) -> None:
    """Wait for the page of this title, then look at it."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    sound(page)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def sign_in(page: Page, person: Person) -> None:
    page.get_by_label("Adresse électronique").fill(person.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    press(page, "Se connecter")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_delegate_who_forgot_everything_is_in_the_room_with_two_buttons(visit, last_link, delegate, sitting, script):
    page = visit(f"/connexion?suite=/seances/{sitting.id}/salle", script=script, **PHONE)
    page.get_by_role("link", name=re.compile("Mot de passe oublié")).click()
    page.get_by_label("Adresse électronique").fill(delegate.email)
    press(page, "Recevoir le message")
    expect(page.get_by_role("heading", level=1)).to_have_text("Regardez vos messages")
    page.goto(last_link(delegate.email))
    press(page, "Me connecter")
    expect(page).to_have_url(f"/seances/{sitting.id}/salle")
    expect(page.get_by_role("button", name="Entrer en salle")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_mail_of_the_invitation_to_the_room_one_button_and_nothing_to_type(
    visit, home, last_link, delegate, sitting, script
):
    """Ten seconds of a person are two screens, one tap and no word to type."""
    with home.units.begin(SYSTEM) as work:
        invite(work, work.session.get_one(Person, delegate.id), by_mail=True)
    page = visit("/plan-du-site", script=script, **PHONE)
    screens = []
    page.on("framenavigated", lambda frame: screens.append(frame.url) if frame == page.main_frame else None)
    page.goto(last_link(delegate.email))
    expect(page.locator("#contenu")).to_contain_text("La séance « Santé de proximité » est en cours")
    if script:
        sound(page)
    assert page.locator("input:visible").count() == 0
    button = page.get_by_role("button", name="Entrer dans la séance")
    assert button.bounding_box()["y"] + button.bounding_box()["height"] <= PHONE["height"]
    button.click()
    expect(page).to_have_url(f"/seances/{sitting.id}/salle")
    expect(page.get_by_role("button", name="Entrer en salle")).to_be_visible()
    assert len(screens) == 2
    if script:
        sound(page)


def test_whoever_chooses_a_password_on_the_way_in_sees_what_they_type(visit, home, delegate, sitting):
    with home.units.begin(SYSTEM) as work:
        token = invite(work, work.session.get_one(Person, delegate.id))
    page = visit(f"/invitation/{token}", **PHONE)
    page.get_by_text("Choisir d’abord un mot de passe").click()
    password = page.get_by_label("Mot de passe")
    password.fill(PASSWORD)
    expect(password).to_have_attribute("type", "password")
    page.get_by_role("button", name="Afficher").click()
    expect(password).to_have_attribute("type", "text")
    expect(password).to_have_value(PASSWORD)
    sound(page)
    press(page, "Enregistrer mon mot de passe")
    expect(page).to_have_url(f"/seances/{sitting.id}/salle")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_somebody_opens_an_account_then_protects_it_with_an_application(visit, last_link, clock, script):
    page = visit("/inscription", script=script, **PHONE)
    page.get_by_label("Adresse électronique").fill("lou@exemple.invalid")
    press(page, "Recevoir le message")
    reads(page, "Regardez vos messages")
    page.goto(last_link("lou@exemple.invalid"))
    page.get_by_label("Prénom").fill("Lou")
    page.get_by_label("Nom", exact=True).fill("Témoin")
    page.get_by_label("Mot de passe").fill("court")
    press(page, "Confirmer mon adresse et ouvrir mon compte")
    expect(page.get_by_role("alert")).to_contain_text("12 signes au moins")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    press(page, "Confirmer mon adresse et ouvrir mon compte")
    expect(page.locator(".masthead__account")).to_contain_text("Lou Témoin")
    page.goto("/compte/protection")
    press(page, "Enregistrer une application")
    secret = page.locator(".totp-key").inner_text().replace(" ", "")
    page.get_by_label("Code à six chiffres").fill(pyotp.TOTP(secret).now())
    press(page, "Enregistrer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gardez vos codes de secours")
    recovery = page.locator(".recovery-codes code").all_inner_texts()
    assert len(recovery) == 10
    page.get_by_role("link", name="C’est fait, continuer").click()
    expect(page).to_have_url(re.compile(r"/compte/protection$"))
    page.context.clear_cookies()
    page.goto("/connexion?suite=/compte")
    page.get_by_label("Adresse électronique").fill("lou@exemple.invalid")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    press(page, "Se connecter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Encore une preuve, Lou")
    page.get_by_label("Code de votre application").fill("000000")
    press(page, "Entrer")
    expect(page.get_by_role("alert")).to_contain_text("Ce code ne correspond pas")
    page.get_by_text("Entrer avec un code de secours").click()
    page.get_by_label("Code de secours").fill("oublié")
    press(page, "Entrer avec ce code")
    expect(page.get_by_role("alert")).to_contain_text("Ce code ne correspond pas")
    page.get_by_label("Code de secours").fill(recovery[0])
    press(page, "Entrer avec ce code")
    expect(page).to_have_url("/compte")
    expect(page.locator("#contenu")).to_contain_text("application de codes")


def _with_authenticator(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**device, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )


NEVER_PROPOSED = "PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)"


@pytest.mark.parametrize("proposed", [True, False], ids=["proposed by the browser", "asked by a button"])
def test_a_telephone_that_recognises_its_person_opens_the_account(visit, server, somebody, proposed):
    site = server.url.replace("127.0.0.1", "localhost")
    page = visit("/", before=_with_authenticator, **PHONE)
    page.goto(f"{site}/connexion?suite=/compte/protection")
    sign_in(page, somebody)
    press(page, "Enregistrer une clé d’accès")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gardez vos codes de secours")
    sound(page)
    page.get_by_role("link", name="C’est fait, continuer").click()
    expect(page.get_by_role("button", name="Retirer cette clé…")).to_have_count(0)
    expect(page.locator("#contenu")).to_contain_text("Clé de Chrome")
    page.get_by_text("Renommer").click()
    page.get_by_label("Nom de cette clé").fill("Mon téléphone")
    press(page, "Enregistrer ce nom")
    expect(page.locator("#contenu")).to_contain_text("Mon téléphone")
    sound(page)
    page.context.clear_cookies()
    if not proposed:
        page.add_init_script(NEVER_PROPOSED)
    page.goto(f"{site}/connexion?suite=/compte")
    if not proposed:
        press(page, "Entrer avec une clé d’accès")
    expect(page).to_have_url(f"{site}/compte")
    expect(page.get_by_role("heading", level=1)).to_have_text(somebody.name)


def test_a_passkey_is_the_second_factor_after_the_password(visit, server, somebody):
    site = server.url.replace("127.0.0.1", "localhost")
    page = visit("/", before=_with_authenticator, **PHONE)
    page.goto(f"{site}/connexion?suite=/compte/protection")
    sign_in(page, somebody)
    press(page, "Enregistrer une clé d’accès")
    page.get_by_role("link", name="C’est fait, continuer").click()
    expect(page).to_have_url(f"{site}/compte/protection")
    page.context.clear_cookies()
    page.route("**/connexion/cle/demande", lambda route: route.abort())
    page.goto(f"{site}/connexion?suite=/compte")
    sign_in(page, somebody)
    expect(page.get_by_role("heading", level=1)).to_have_text("Encore une preuve, Camille")
    sound(page)
    press(page, "Entrer avec ma clé d’accès")
    expect(page).to_have_url(f"{site}/compte")


def test_giving_up_the_passkey_says_what_else_to_do(visit, server):
    page = visit("/", **PHONE)
    page.goto(f"{server.url.replace('127.0.0.1', 'localhost')}/connexion")
    page.route("**/connexion/cle/demande", lambda route: route.fulfill(status=429, json={"detail": "Trop d’essais."}))
    press(page, "Entrer avec une clé d’accès")
    expect(page.get_by_role("alert")).to_contain_text("Trop d’essais.")
    sound(page)


def test_a_device_is_signed_out_from_another_and_its_open_page_becomes_a_visitors(
    visit, two_processes, delegate, sitting
):
    here, there = two_processes
    lost = visit(f"/seances/{sitting.id}/salle", delegate, process=there, **PHONE)
    expect(lost.locator("[data-link-status]")).to_contain_text("à jour")
    page = visit("/compte", delegate, process=here)
    sound(page)
    page.locator("#appareils").scroll_into_view_if_needed()
    press(page, "Me déconnecter partout")
    expect(page).to_have_url("/connexion")
    expect(lost.get_by_role("button", name="Entrer en salle")).to_have_count(0, timeout=60_000)
    expect(lost.locator("main")).to_contain_text("Un point")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_of_an_account_has_a_serious_fault(visit, last_link, somebody, width, dark):
    page = visit("/inscription", width=width, dark=dark)
    sound(page)
    page.get_by_label("Adresse électronique").fill("nom")
    press(page, "Recevoir le message")
    expect(page.get_by_role("alert")).to_be_visible()
    sound(page)
    page.goto("/connexion/lien")
    page.get_by_label("Adresse électronique").fill(somebody.email)
    press(page, "Recevoir le message")
    reads(page, "Regardez vos messages")
    page.goto(last_link(somebody.email))
    sound(page)
    press(page, "Me connecter")
    expect(page.locator(".masthead__account")).to_contain_text(somebody.name)
    for path in (
        "/compte",
        "/compte/journal",
        "/compte/nom",
        "/compte/adresse",
        "/compte/mot-de-passe",
        "/compte/protection",
    ):
        page.goto(path)
        sound(page)
    press(page, "Enregistrer une application")
    reads(page, "Enregistrer une application de codes")
    page.get_by_label("Code à six chiffres").fill("000000")
    press(page, "Enregistrer")
    expect(page.get_by_role("alert")).to_be_visible()
    sound(page)
