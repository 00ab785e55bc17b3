"""Somebody is sent to watch a contract: they read its guide, ask, and see what they are owed come true by itself."""

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from app.contracts.actions.rollups import refresh_rollup
from app.contracts.rules.partial_dates import last_day
from app.contracts.words import Health, Progress
from app.foundation.actors import SYSTEM
from app.interpellations.filing import operations as filing
from tests.builders.contracts import a_contract, a_milestone, a_state_service, an_action, an_axis
from tests.builders.interpellations import a_body, a_body_officer, a_watcher
from tests.interpellations.life import QUESTION, a_draft, act
from tests.journeys.looks import overflow, serious_findings


class Watch:
    """A contract that is late, the body that watches it, its president and its watcher."""

    def __init__(self, world):
        conference = world.conference()
        service = a_state_service(world, name="Préfecture d’essai")
        self.secretary = world.secretary(conference)
        self.contract = a_contract(
            world, service, conference_id=conference.id, title="Pacte d’essai", promise="Se soigner près de chez soi."
        )
        axis = an_axis(world, self.contract, title="Se soigner")
        given = {"due": "2019-09", "due_on": last_day("2019-09"), "progress": Progress.NOT_STARTED}
        self.action = an_action(
            world, self.contract, owner=service, axis_id=axis.id, health=Health.FAILING, title="La maison de santé",
            informed_on=date(2019, 6, 1), **given,
        )  # fmt: skip
        a_milestone(world, self.action, title="Études", due="2018", due_on=last_day("2018"))
        self.body = a_body(world, name="Conseil de développement d’essai")
        self.president = a_body_officer(world, self.body)
        self.watcher = a_watcher(world, self.body, self.contract, guide_read_at=None, guide_digest="")
        with world.home.units.begin(SYSTEM) as work:
            refresh_rollup(work, self.contract.id)


@pytest.fixture
def watch(world, clock):
    """On the day when the web processes live."""
    clock.moment = datetime.now(UTC)
    return Watch(world)


def looks_well(page):
    assert serious_findings(page) == []
    assert overflow(page) == 0


@pytest.mark.parametrize(
    ("script", "width"), [(True, 1280), (False, 320)], ids=["with script", "small, without script"]
)
def test_i10_a_watcher_reads_the_guide_then_files_and_follows_what_is_owed(visit, watch, world, script, width):
    page = visit("/vigies", watch.watcher, width=width, script=script)
    expect(page.get_by_role("heading", name="Pacte d’essai")).to_be_visible()
    looks_well(page)
    page.get_by_role("link", name="Interpeller sur Pacte d’essai").click()
    expect(page.locator("#contenu, main")).to_contain_text("lisez le guide du contrat")
    looks_well(page)
    page.get_by_role("link", name="Lire le guide du contrat").click()
    expect(page.get_by_role("heading", name="J’ai lu ce guide")).to_be_visible()
    looks_well(page)
    page.get_by_role("button", name="Déclarer que j’ai lu le guide").click()
    expect(page.locator(".error-summary")).to_contain_text("Cochez la case")
    page.get_by_label("Je suis vigie de ce contrat et j’ai lu son guide").check()
    page.get_by_role("button", name="Déclarer que j’ai lu le guide").click()
    page.get_by_role("heading", name="Comme vigie désignée par").wait_for()
    form = page.locator("form", has=page.get_by_role("button", name="Continuer comme vigie"))
    form.get_by_label("Votre question en une phrase").fill("Pourquoi la maison de santé n’est-elle pas ouverte ?")
    form.get_by_label("Expliquez").fill(QUESTION)
    form.get_by_role("button", name="Continuer comme vigie").click()
    expect(page.get_by_role("heading", name="Relire avant de déposer")).to_be_visible()
    expect(page.locator(".preview")).to_contain_text("Vigie désignée par Conseil de développement d’essai")
    page.get_by_role("button", name="Déposer mon interpellation").click()
    expect(page).to_have_url(re.compile(r"/interpellations/\d\d-\d{4}-\d"))
    looks_well(page)
    page.goto("/vigies")
    expect(page.locator(".watched")).to_contain_text("Pourquoi la maison de santé")
    expect(page.locator(".watched")).to_contain_text("recevabilité")


def test_i5_what_is_owed_to_a_watcher_changes_by_itself_on_an_open_page(visit, watch, world):
    file = act(world, watch.president, filing.register, a_draft(world, watch.president, watch.contract, watch.action))
    page = visit("/vigies", watch.president)
    line = page.locator(f"#interpellation-{file.id}")
    expect(line).to_contain_text("Décision sur la recevabilité")
    act(world, watch.secretary, filing.admit, file)
    expect(line).to_contain_text("Réponse")
    expect(line).to_contain_text("Préfecture d’essai")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_of_bodies_and_guides_has_a_serious_fault(visit, watch, width, dark):
    of_contract, of_body = f"/contrats/{watch.contract.slug}", watch.body.href
    places = (
        (None, ("/instances", of_body, f"{of_contract}/vigies", f"{of_contract}/guide")),
        (watch.president, (of_body, f"{of_contract}/vigies", "/vigies")),
        (watch.secretary, ("/instances", of_body, "/vigies")),
    )
    for person, paths in places:
        page = visit("/contact", person, width=width, dark=dark)
        for path in paths:
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            assert serious_findings(page) == [], path
            assert overflow(page) == 0, path
