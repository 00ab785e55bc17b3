"""Every page of the interpellations with axe: small and wide, light and dark, as whoever works there."""

import pytest
from sqlalchemy import select

from app.interpellations.models import Hearing
from app.sittings.words import SittingState
from tests.builders.interpellations import a_body, a_body_officer, a_watcher
from tests.journeys.looks import overflow, serious_findings

WIDTHS = (320, 390, 1440)


@pytest.fixture
def look(visit, story):
    """Open a page once, then look at it at every width, light and dark."""

    def look(path, person=None):
        page = visit(path, person, process=story.process, width=WIDTHS[0])
        for unfolded in page.locator("main details:not([open]) > summary").all():
            if unfolded.is_visible():
                unfolded.click()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert overflow(page) == 0, f"{path} at {width} pixels"
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                assert serious_findings(page) == [], f"{path} at {width} pixels, {scheme}"
        return page

    return look


def test_what_leads_to_a_question_is_clean(look, story):
    for path in (
        "/interpellations",
        "/interpellations/mode-d-emploi",
        f"/interpellations/nouvelle?action={story.action.code}",
    ):
        look(path)


def test_the_form_and_the_preview_are_clean(look, story):
    look(f"/interpellations/nouvelle?contrat={story.contract.slug}", story.citizen)
    draft = story.do(
        story.citizen, "interpellation.draft", contract_id=story.contract.id, title="Pourquoi ?", question="Quand ?"
    )
    look(draft["location"], story.citizen)


def test_a_refused_question_and_its_correction_are_clean(look, story):
    file = story.filed(admitted=False)
    look(f"/interpellations/{file.number}", story.secretary)
    refused = {"code": "insult", "reason": "Retirez ce mot."}
    story.do(story.secretary, "interpellation.refuse", interpellation_id=file.id, **refused)
    look(f"/interpellations/{file.number}")
    look(f"/interpellations/{file.number}/corriger", story.citizen)


@pytest.fixture
def late(story):
    """A file that nobody has answered: it asks to be heard, the next sitting is in preparation."""
    file = story.filed()
    story.on(2027, 3, 12)
    story.sitting = story.world.sitting(story.conference, starts_at=story.world.clock().replace(month=4, day=20))
    story.work()
    return file


def test_a_file_without_answer_is_clean_for_whoever_looks_at_it(look, story, late):
    for person in (None, story.chair):
        page = look(f"/interpellations/{late.number}", person)
        assert "Réponse non intervenue" in page.locator("main").inner_text()


def test_a_file_without_answer_is_clean_for_who_must_answer_and_who_asked(look, story, late):
    for person in (story.officer, story.citizen):
        look(f"/interpellations/{late.number}", person)


def test_an_answered_file_and_the_lists_are_clean(look, story, late):
    given = {"text": "Le chantier reprend.", "signatory": "Claude Fictif, adjointe"}
    promised = [{"title": "Publier le calendrier", "due_on": "2027-06-01"}]
    story.do(story.officer, "interpellation.answer", interpellation_id=late.id, commitments=promised, **given)
    look(f"/interpellations/{late.number}", story.citizen)
    look("/interpellations?etat=audition")


def test_the_pass_to_the_hearing_is_clean(look, story, late):
    with story.home.units.reading() as session:
        hearing_id = session.scalars(select(Hearing.id)).one()
    story.do(story.chair, "hearing.schedule", hearing_id=hearing_id, sitting_id=story.sitting.id)
    link = story.link(story.citizen)
    look(link)
    story.on(2027, 4, 20)
    now = story.world.clock()
    story.world.update(story.sitting, state=SittingState.OPEN, agenda_published_at=now, opened_at=now)
    look(link)


def test_the_desk_and_the_scoreboard_are_clean(look, story, late):
    look("/interpellations/bureau", story.secretary)
    look(f"/interpellations/bureau/{late.number}", story.officer)
    look("/interpellations/tableau")


def test_the_templates_and_the_supports_are_clean(look, story, late):
    look("/interpellations/bureau/modeles", story.officer)
    look(f"/interpellations/{late.number}/soutiens", story.secretary)


def test_the_bodies_and_their_watchers_are_clean(look, story):
    body = a_body(story.world, name="Conseil de développement d’essai")
    officer = a_body_officer(story.world, body)
    a_watcher(story.world, body, story.contract)
    look("/instances")
    look(f"/instances/{body.id}", officer)


def test_the_guide_of_a_contract_is_clean(look, story):
    watcher = a_watcher(story.world, a_body(story.world), story.contract, guide_read_at=None)
    look(f"/contrats/{story.contract.slug}/guide", watcher)
    look(f"/contrats/{story.contract.slug}/vigies")
