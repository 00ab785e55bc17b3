"""Interpellations as they are lived, in a real browser and over the months they take (I1–I9)."""

import pytest
from playwright.sync_api import expect

from app.interpellations.words import Closing, InterpellationState
from app.sittings.words import SittingState
from tests.journeys.acts import press, tab_to, unfold
from tests.journeys.looks import overflow

S = InterpellationState
TITLE = "Pourquoi la maison de santé est-elle fermée ?"
QUESTION = "La date annoncée est passée et rien n’est ouvert. Quand pourrons-nous y entrer ?"


@pytest.fixture
def visit_dated(visit, story):
    """Open a page of the process that lives on the story's day."""
    return lambda path, person=None, **given: visit(path, person, process=story.process, **given)


def test_i1_to_i9_a_citizens_file_from_filing_to_the_hearing_and_its_closing(visit_dated, story):
    page = visit_dated(f"/interpellations/nouvelle?action={story.action.code}", story.citizen)
    page.get_by_label("Votre question en une phrase").fill(TITLE)
    page.get_by_label("Expliquez").fill(QUESTION)
    press(page, "Continuer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Relire avant de déposer")
    press(page, "Déposer mon interpellation")
    expect(page.locator("#dossier")).to_contain_text("27-0001")
    number = story.file().number
    story.do(story.secretary, "interpellation.admit", interpellation_id=story.file().id)
    sitting = story.world.sitting(story.conference, starts_at=story.world.clock().replace(month=4, day=20))

    story.on(2027, 3, 12)
    story.work()
    page.goto(f"/interpellations/{number}")
    expect(page.locator("#dossier")).to_contain_text("Réponse non intervenue")
    assert story.file().state is S.ESCALATED

    desk = visit_dated(f"/interpellations/{number}", story.chair)
    desk.get_by_label("Séance en préparation").select_option(str(sitting.id))
    press(desk, "Inscrire l’audition")
    expect(desk.locator("section[aria-labelledby=audition]")).to_contain_text("inscrite à l’ordre du jour")

    story.on(2027, 4, 20)
    story.world.update(
        sitting, state=SittingState.OPEN, agenda_published_at=story.world.clock(), opened_at=story.world.clock()
    )
    guest = visit_dated(story.link(story.citizen))
    press(guest, "Entrer en séance")
    place = guest.locator("#votre-place")
    expect(place).to_contain_text("Votre point n’est pas encore appelé")
    gallery = visit_dated(f"/seances/{sitting.id}/salle")
    item = story.item_of(sitting)
    story.do(story.chair, "item.start", item_id=item.id)
    story.do(story.chair, "floor.give_next", sitting_id=sitting.id)
    expect(place).to_contain_text("Vous avez la parole.")
    expect(gallery.locator(".now-speaker__name")).to_have_text(story.citizen.name)
    story.do(story.chair, "item.end", item_id=item.id)
    expect(place).to_contain_text("Votre audition est terminée.")

    story.on(2027, 4, 22)
    page.goto(f"/interpellations/{number}")
    expect(page.locator("#dossier")).to_contain_text("Entendue en séance")
    page.get_by_label("Non, et je dis pourquoi").check()
    page.get_by_label("Mes raisons").fill("Aucune date n’a été donnée.")
    press(page, "Publier mon avis")
    expect(page.locator("#dossier")).to_contain_text("Aucune date n’a été donnée.")
    unfold(page, "Clore le dossier")
    press(page, "Clore le dossier", within=".act__consequence")
    expect(page.locator("#dossier")).to_contain_text("sans être satisfaite")
    assert (story.file().state, story.file().closing) == (S.CLOSED, Closing.UNSATISFIED)


def test_i5_a_service_answers_late_and_everybody_reads_it_without_script(visit_dated, story):
    file = story.filed()
    story.on(2027, 3, 20)
    story.work()
    page = visit_dated(f"/interpellations/{file.number}", story.officer, script=False)
    expect(page.locator("#dossier")).to_contain_text("Réponse non intervenue")
    page.get_by_role("textbox", name="La réponse").fill("Le chantier reprend en mai.\n\nIl finira en juin.")
    page.get_by_label("Qui répond").first.fill("Claude Fictif, adjointe")
    page.get_by_label("Engagement 1").fill("Publier le calendrier du chantier")
    page.get_by_label("Pour le").first.fill("2027-06-01")
    press(page, "Publier et envoyer la réponse")
    expect(page.locator("#dossier")).to_contain_text("Le chantier reprend en mai.")
    citizen = visit_dated(f"/interpellations/{file.number}", story.citizen, script=False)
    dossier = citizen.locator("#dossier")
    expect(dossier).to_contain_text("Le chantier reprend en mai.")
    expect(dossier).to_contain_text("Publier le calendrier du chantier")
    expect(dossier).to_contain_text("après le délai")
    citizen.get_by_label("Oui, le dossier peut être clos").check()
    press(citizen, "Publier mon avis")
    expect(citizen.locator("#dossier")).to_contain_text("est satisfaite de la réponse")
    assert story.file(file.id).closing is Closing.SATISFIED


def test_i6_a_threshold_is_crossed_then_undone_before_everybodys_eyes(visit_dated, story):
    story.world.update(story.conference, reglement={"support_meeting": 2, "support_agenda": 3})
    file = story.filed()
    for _ in range(2):
        story.do(story.world.person(), "interpellation.support", interpellation_id=file.id)
    reader = visit_dated(f"/interpellations/{file.number}")
    third = visit_dated(f"/interpellations/{file.number}", story.world.person())
    expect(reader.locator("#dossier")).to_contain_text("2 personnes soutiennent")
    press(third, "Soutenir")
    expect(third.locator("#dossier")).to_contain_text("Vous la soutenez")
    expect(reader.locator("#dossier")).to_contain_text("3 personnes soutiennent")
    expect(reader.locator("#dossier")).to_contain_text("Audition demandée")
    press(third, "Retirer mon soutien")
    expect(third.locator("#dossier")).to_contain_text("2 personnes soutiennent")
    expect(reader.locator("#dossier")).to_contain_text("Recevable, réponse attendue")
    expect(reader.locator("#dossier")).to_contain_text("Moins de 3 soutiens")
    assert story.file(file.id).state is S.ADMISSIBLE


def test_i4_a_question_is_corrected_and_accepted_by_keyboard_at_320_pixels(visit_dated, story):
    file = story.filed(admitted=False)
    refused = {"code": "personal_data", "reason": "Retirez le nom de l’agent."}
    story.do(story.secretary, "interpellation.refuse", interpellation_id=file.id, **refused)
    page = visit_dated(f"/interpellations/{file.number}", story.citizen, width=320, height=640)
    expect(page.locator("#dossier")).to_contain_text("Retirez le nom de l’agent.")
    tab_to(page, page.get_by_role("link", name="Corriger ma question"), steps=90)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Expliquez"), steps=90)
    page.keyboard.press("Control+a")
    page.keyboard.type(QUESTION)
    assert overflow(page) == 0
    tab_to(page, page.get_by_role("button", name="Envoyer ma question corrigée"))
    page.keyboard.press("Enter")
    expect(page.locator("#dossier")).to_contain_text("recevabilité à examiner")
    expect(page.locator("#dossier")).to_contain_text("Quand pourrons-nous y entrer")
    assert overflow(page) == 0
    secretary = visit_dated(f"/interpellations/{file.number}", story.secretary)
    press(secretary, "Déclarer recevable")
    expect(page.locator("#dossier")).to_contain_text("Recevable, réponse attendue")
    assert story.file(file.id).state is S.ADMISSIBLE
