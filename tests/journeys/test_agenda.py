"""S2 as people live it: an agenda prepared by several, with and without script, with and without a mouse."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from app.sittings.rules.agenda import numbered
from app.sittings.words import ItemState
from tests.clock import TestClock
from tests.journeys.looks import serious_findings
from tests.sittings.agenda.conftest import Assembly, gather


@pytest.fixture
def assembly(world, clock: TestClock) -> Assembly:
    # The web processes live today, and so must the mandates of who acts through them.
    clock.moment = datetime.now(UTC)
    assembly = gather(world)
    for title, minutes in (("Ouverture", 10), ("Budget", 30), ("Clôture", 5)):
        world.item(assembly.sitting, title=title, minutes=minutes)
    return assembly


def _here(assembly: Assembly) -> str:
    return f"/seances/{assembly.sitting.id}/preparation"


def _stored(assembly: Assembly) -> str:
    items = {item.id: item for item in assembly.items().values()}
    return " · ".join(f"{at.number} {items[at.id].title}" for at in numbered(items.values()))


def _expect_agenda(page: Page, agenda: str) -> None:
    page.wait_for_function(
        """wanted => [...document.querySelectorAll('.desk__agenda .order__title')]
            .map(title => title.innerText.replace(/\\s+/g, ' ').trim()).join(' · ') === wanted""",
        arg=agenda,
    )


def test_s2_everybody_preparing_sees_the_work_of_the_others(visit, assembly):
    chair = visit(_here(assembly), assembly.chair)
    member = visit(_here(assembly), assembly.delegate, width=390)
    writing = member.locator("#proposer")
    writing.locator("summary").click()
    writing.get_by_label("Intitulé").fill("Le musée")
    writing.get_by_label("Durée en minutes").fill("20")
    writing.get_by_role("button", name="Proposer ce point").click()
    expect(member.locator(".alert--flash").last).to_contain_text("Votre proposition est transmise")
    proposal = chair.locator(".proposal", has_text="Le musée")
    expect(proposal).to_contain_text(f"Par {assembly.delegate.name}")
    proposal.get_by_role("button", name="Inscrire").click()
    _expect_agenda(member, "1 Ouverture · 2 Budget · 3 Clôture · 4 Le musée")
    expect(member.locator(".proposal", has_text="Le musée")).to_have_count(0)
    expect(member.locator("#fin-prevue")).to_contain_text("Fin prévue à")


def test_s2_the_order_is_made_with_the_keyboard_alone_and_seen_by_all(visit, assembly):
    chair = visit(_here(assembly), assembly.chair)
    member = visit(_here(assembly), assembly.delegate)
    budget = assembly.items()["Budget"].id
    expect(chair.locator("[data-script] .handle").first).to_be_visible()
    _tab_to(chair, f"#point-{budget} .handle")
    chair.keyboard.press("Alt+ArrowUp")
    expect(chair.locator("#annonces")).not_to_be_empty()
    _expect_agenda(member, "1 Budget · 2 Ouverture · 3 Clôture")
    _expect_agenda(chair, "1 Budget · 2 Ouverture · 3 Clôture")
    expect(chair.locator(f"#point-{budget} .handle")).to_be_focused()
    chair.keyboard.press("Alt+ArrowDown")
    chair.keyboard.press("Alt+ArrowDown")
    _expect_agenda(member, "1 Ouverture · 2 Clôture · 3 Budget")
    _tab_to(chair, f"#acte-agenda-move-{budget}-monter button")
    chair.keyboard.press("Enter")
    _expect_agenda(member, "1 Ouverture · 2 Budget · 3 Clôture")
    assert _stored(assembly) == "1 Ouverture · 2 Budget · 3 Clôture"


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(120):
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_s2_the_second_of_two_who_reorder_at_once_is_told_and_sees_the_newer_order(visit, assembly):
    chair, secretary = (visit(_here(assembly), person) for person in (assembly.chair, assembly.secretary))
    for page in (chair, secretary):
        expect(page.locator("[data-script] .handle").first).to_be_visible()
    secretary.route("**/preparation?position=*", lambda route: route.abort())
    items = assembly.items()
    chair.locator(f"#point-{items['Budget'].id} .handle").focus()
    chair.keyboard.press("Alt+ArrowUp")
    expect(chair.locator("#annonces")).to_contain_text("Le point est déplacé.")
    closing = secretary.locator(f"#point-{items['Clôture'].id} .handle")
    closing.focus()
    secretary.keyboard.press("Alt+ArrowUp")
    expect(secretary.get_by_role("alert")).to_contain_text("L’ordre n’a pas été changé.")
    expect(secretary.get_by_role("alert")).to_contain_text("Quelqu’un a modifié l’ordre du jour entre-temps.")
    secretary.unroute_all()
    _expect_agenda(secretary, "1 Budget · 2 Ouverture · 3 Clôture")
    closing.focus()
    secretary.keyboard.press("Alt+ArrowUp")
    _expect_agenda(chair, "1 Budget · 2 Clôture · 3 Ouverture")
    assert _stored(assembly) == "1 Budget · 2 Clôture · 3 Ouverture"


def test_s2_the_computed_hours_follow_the_durations(visit, assembly):
    chair = visit(_here(assembly), assembly.chair)
    member = visit(_here(assembly), assembly.delegate)
    budget, closing = (assembly.items()[title].id for title in ("Budget", "Clôture"))
    before = member.locator(f"#heure-{closing}, #point-{closing} .order__when").first.inner_text()
    chair.locator(f"#regler-{budget} summary").click()
    chair.locator(f"#regler-{budget}").get_by_label("Durée en minutes").fill("45")
    chair.locator(f"#regler-{budget}").get_by_role("button", name="Enregistrer").click()
    expect(member.locator(f"#point-{budget}")).to_contain_text("45\u00a0min")
    assert member.locator(f"#point-{closing} .order__when").first.inner_text() != before


def test_s2_what_is_being_typed_survives_what_the_others_do(visit, assembly):
    secretary = visit(_here(assembly), assembly.secretary)
    budget = assembly.items()["Budget"].id
    secretary.locator(f"#regler-{budget} summary").click()
    title = secretary.locator(f"#regler-{budget}").get_by_label("Intitulé")
    title.fill("Budget prévisionnel")
    assembly.act("chair", "agenda.propose", sitting_id=assembly.sitting.id, title="Un quatrième")
    _expect_agenda(secretary, "1 Ouverture · 2 Budget · 3 Clôture · 4 Un quatrième")
    expect(title).to_have_value("Budget prévisionnel")
    secretary.locator(f"#regler-{budget}").get_by_role("button", name="Enregistrer").click()
    _expect_agenda(secretary, "1 Ouverture · 2 Budget prévisionnel · 3 Clôture · 4 Un quatrième")


def test_s2_the_chair_orders_and_publishes_without_script(visit, assembly):
    chair = visit(_here(assembly), assembly.chair, script=False)
    closing = assembly.items()["Clôture"].id
    chair.locator(f"#acte-agenda-move-{closing}-monter button").click()
    titles = chair.locator(".desk__agenda .order__title")
    expect(titles).to_contain_text(["1 Ouverture", "2 Clôture", "3 Budget"])
    chair.locator(f"#regler-{closing} summary").click()
    chair.get_by_role("button", name="En faire une partie du point précédent").locator("visible=true").click()
    expect(titles).to_contain_text(["1 Ouverture", "1.1 Clôture", "2 Budget"])
    chair.locator("#acte-agenda-publish summary").click()
    expect(chair.locator("#acte-agenda-publish")).to_contain_text("devient public et ne changera plus")
    chair.locator("#acte-agenda-publish button").click()
    expect(chair.locator(".alert--flash").last).to_contain_text("publié et la séance convoquée")
    assert chair.url.endswith(f"/seances/{assembly.sitting.id}")
    assert assembly.items()["Clôture"].number == "1.1"


def test_s2_the_public_sees_the_order_paper_change_in_the_sitting(visit, assembly):
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    reader = visit(f"/seances/{assembly.sitting.id}", width=320)
    assembly.act("chair", "agenda.add_urgent", sitting_id=assembly.sitting.id, title="Crue", reason="La Lys monte")
    expect(reader.locator(".order__title").last).to_contain_text("4 Crue")
    expect(reader.locator(".order")).to_contain_text("Ajouté en urgence")


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1440, True)])
def test_the_pages_of_an_agenda_have_no_serious_finding(visit, assembly, width, dark):
    assembly.proposed("Le musée", description="Un exposé.")
    assembly.proposed("Le port", state=ItemState.REFUSED, answered_reason="Non")
    sitting = assembly.sitting
    slug = assembly.conference.slug
    seen = [
        ("chair", _here(assembly)),
        ("secretary", _here(assembly)),
        ("delegate", _here(assembly)),
        ("visitor", f"/seances/{sitting.id}"),
        ("visitor", "/calendrier"),
        ("chair", f"/calendrier?conference={slug}"),
        ("chair", f"/conferences/{slug}/seances/nouvelle"),
        ("partner", f"/conferences/{slug}/saisine"),
    ]
    for capacity, path in seen:
        page = visit(path, assembly.people[capacity], width=width, dark=dark)
        _unfold(page)
        assert serious_findings(page) == [], f"{capacity} {path}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
        page.context.close()


def _unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true })")
