"""One item of a sitting, lived by five screens on two processes."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from app.sittings.words import AttendanceProfile, SittingState
from tests.journeys.acts import press, settled, unfold, vote
from tests.sittings.conftest import Room

TITLE = "Un train par heure entre Exemple-sur-Mer et Fictive"
TEXT = "La conférence demande un train par heure."
DECISION = "Un train circulera chaque heure dès l’automne."


@pytest.fixture
def convened(room) -> Room:
    """The assembly of `room` before another sitting, its agenda published, not yet open."""
    world = room.world
    room.sitting = world.sitting(
        room.conference,
        title="Séance du printemps",
        state=SittingState.CONVENED,
        attendance=AttendanceProfile.HYBRID,
        agenda_published_at=world.clock(),
    )
    world.item(room.sitting, title=TITLE)
    return room


@dataclass
class Screens:
    chair: Page
    member: Page
    secretary: Page
    gallery: Page
    projector: Page

    def __iter__(self):
        return iter((self.chair, self.member, self.secretary, self.gallery, self.projector))


@pytest.fixture
def screens(visit, two_processes, convened) -> Screens:
    second = two_processes[1]
    hall = f"/seances/{convened.sitting.id}/salle"
    found = Screens(
        chair=visit(hall, convened.chair, width=1440),
        member=visit(hall, convened.delegates[0], width=390, height=800, process=second),
        secretary=visit(hall, convened.secretary, width=1440, process=second),
        gallery=visit(hall),
        projector=visit(f"/seances/{convened.sitting.id}/projection", width=1920, height=1080, process=second),
    )
    for page in found:
        settled(page)
    return found


def test_an_item_is_lived_together_from_the_opening_to_the_record(screens, convened):
    _opened(screens)
    _quorum_reached(screens, convened)
    _item_called(screens)
    _floor_asked_and_given(screens, convened)
    _text_put_to_the_vote(screens, convened)
    _decision_recorded(screens, convened)
    _closed(screens)


def _opened(screens):
    press(screens.chair, "Ouvrir la séance")
    for page in (screens.member, screens.gallery, screens.secretary):
        expect(page.locator("#situation")).to_contain_text("Aucun point n’est appelé.")


def _quorum_reached(screens, room):
    expect(screens.gallery.locator("#quorum")).to_contain_text("Quorum non atteint")
    press(screens.chair, "Entrer en salle")
    press(screens.member, "Entrer à distance")
    seat = screens.secretary.get_by_role("row", name=room.delegates[1].name)
    seat.get_by_role("button", name="En salle").click()
    expect(seat).to_contain_text("noté par le secrétariat")
    for page in (screens.chair, screens.member, screens.secretary, screens.gallery):
        expect(page.locator("#quorum")).to_contain_text("Quorum atteint : 3 présents sur 5, 3 requis")
    expect(screens.projector.locator(".idea__foot")).to_contain_text("Quorum 3/5")


def _item_called(screens):
    press(screens.chair, "Point suivant")
    for page in screens:
        expect(page.get_by_role("heading", name=TITLE).first).to_be_visible()


def _floor_asked_and_given(screens, room):
    name = room.delegates[0].name
    unfold(screens.member, "Demander la parole")
    press(screens.member, "Intervenir")
    expect(screens.member.locator("#agir")).to_contain_text("Vous êtes 1er sur la liste")
    press(screens.chair, f"Donner la parole à {name}")
    for page in (screens.member, screens.secretary, screens.gallery):
        expect(page.locator(".now-speaker__name")).to_have_text(name)
    expect(screens.projector.get_by_role("heading", level=1)).to_have_text(name)
    press(screens.member, "J’ai terminé")
    expect(screens.gallery.locator("#situation")).to_contain_text("Personne n’a la parole.")


def _text_put_to_the_vote(screens, room):
    form = unfold(screens.member, "Déposer un texte")
    form.get_by_label("Titre").fill("Vœu sur les trains")
    form.get_by_label("Texte").fill(TEXT)
    press(screens.member, "Déposer le texte")
    expect(screens.gallery.locator("#textes")).to_contain_text("Vœu sur les trains")
    sheet = unfold(screens.chair, "Mettre aux voix", within="#scrutin")
    expect(sheet.get_by_label("Texte", exact=False).first).to_contain_text("Vœu sur les trains")
    press(screens.chair, "Ouvrir le scrutin")
    expect(screens.projector.locator(".idea__line")).to_contain_text("0 sur 5 ont voté")
    assert vote(screens.member, "Pour")
    assert vote(screens.chair, "Pour")
    _noted_by_the_secretary(screens.secretary, room.delegates[1].name)
    expect(screens.projector.locator(".idea__line")).to_contain_text("3 sur 5 ont voté")
    press(screens.chair, "Clore le scrutin")
    for page in screens:
        expect(page.get_by_text("Adopté").first).to_be_visible()
    unfold(screens.gallery, "Voir qui a voté quoi")
    names = screens.gallery.get_by_role("table", name="Votes nominatifs")
    expect(names.get_by_role("row", name=room.delegates[0].name)).to_contain_text("Pour")
    expect(names.get_by_role("row", name=room.delegates[1].name)).to_contain_text("Contre")
    expect(names.get_by_role("row", name=room.delegates[2].name)).to_contain_text("absent")


def _noted_by_the_secretary(secretary, name):
    line = secretary.locator(".missing li", has_text=name)
    line.get_by_text("Noter son vote").click()
    line.get_by_label("Contre").check()
    line.get_by_role("button", name=f"Noter le vote de {name}").click()
    expect(secretary.locator("#scrutin")).to_contain_text("Tous les présents ont voté.")


def _decision_recorded(screens, room):
    form = unfold(screens.secretary, "Enregistrer une décision")
    form.get_by_label("Texte de la décision").fill(DECISION)
    press(screens.secretary, "Enregistrer la décision")
    decision = screens.secretary.locator(".decision", has_text=DECISION)
    unfold(screens.secretary, "Ajouter un engagement", within=".decision")
    decision.get_by_label("Ce qui sera fait").fill("Mettre en service le train de chaque heure")
    decision.get_by_label("Par qui").select_option(index=1)
    decision.get_by_label("Pour le").fill("2031-09-01")
    decision.get_by_role("button", name="Ajouter l’engagement").click()
    for page in (screens.member, screens.gallery):
        expect(page.locator(".decision", has_text=DECISION)).to_contain_text("pour le 1er septembre 2031")


def _closed(screens):
    lever = unfold(screens.chair, "Lever la séance")
    lever.get_by_role("button", name="Lever la séance").click()
    for page in (screens.chair, screens.member, screens.secretary, screens.gallery):
        expect(page.locator("#situation")).to_contain_text("La séance est levée")
    expect(screens.projector.get_by_role("heading", level=1)).to_have_text("Séance levée")
