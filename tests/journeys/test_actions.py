"""An officer gives news of an action on a phone, with one thumb; and what everybody then reads."""

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from app.contracts.actions.rollups import refresh_rollup
from app.contracts.models import IndicatorValue
from app.contracts.rules.partial_dates import last_day
from app.contracts.words import Progress
from app.foundation.actors import SYSTEM
from tests.builders.contracts import a_funding_line, a_milestone, an_action, an_axis, an_indicator
from tests.contracts.actions_desk import Desk
from tests.journeys.looks import overflow, serious_findings


@pytest.fixture
def desk(world, home, clock):
    """A contract of three axes, its actions in every state, on the day when the web processes live."""
    clock.moment = datetime.now(UTC)
    desk = Desk(world, home)
    world.update(desk.contract, title="Pacte d’essai pour la Halle-en-Plaine")
    axes = [an_axis(world, desk.contract, number=n, title=t, rank=n) for n, t in ((1, "Revitaliser"), (2, "Soigner"))]
    year = clock().year
    world.update(
        desk.action, axis_id=axes[0].id, cost_cents=125_000_000, cost_qualifier="environ", progress=Progress.UNDER_WAY,
        progress_percent=40, starts=str(year - 1), due=str(year + 1), due_on=last_day(str(year + 1)),
        description="Rouvrir la halle du dix-neuvième siècle au marché et aux associations.",
    )  # fmt: skip
    a_funding_line(world, desk.action, 40_000_000, funder_name="Département factice", granted_cents=40_000_000)
    a_funding_line(world, desk.action, 20_000_000, funder_name="Région factice", qualifier="près de")
    for title, due, done in (
        ("Études", year - 1, date(year - 1, 6, 2)),
        ("Travaux", year, None),
        ("Ouverture", year + 1, None),
    ):
        a_milestone(world, desk.action, title=title, due=str(due), due_on=last_day(str(due)), done_on=done)
    an_action(
        world,
        desk.contract,
        axis_id=axes[0].id,
        title="Refaire le toit",
        parent_id=desk.action.id,
        cost_cents=9_000_000,
    )
    for title, due, progress in (
        ("Une maison de santé", "2019-09", Progress.NOT_STARTED),
        ("Un bus le soir", "", Progress.UNKNOWN),
        ("Un verger", "2018", Progress.DONE),
    ):
        an_action(
            world, desk.contract, axis_id=axes[1].id, title=title, due=due, due_on=last_day(due), progress=progress,
            informed_on=date(2019, 6, 1), done=due if progress is Progress.DONE else "", owner=desk.town,
        )  # fmt: skip
    measured = an_indicator(world, desk.action, name="Étals ouverts", unit="étals", baseline=0, target=30)
    for dated, value in ((str(year - 2), 4), (str(year - 1), 12), (f"{year}-01", 15)):
        world.add(IndicatorValue(indicator_id=measured.id, value=value, dated=dated))
    with home.units.begin(SYSTEM) as work:
        refresh_rollup(work, desk.contract.id)
    return desk


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_of_the_actions_has_a_serious_fault(visit, desk, width, dark):
    sheet = f"/actions/{desk.action.code}"
    places = (
        (None, (f"/contrats/{desk.contract.slug}/actions", f"/contrats/{desk.contract.slug}/actions?q=zzz", sheet)),
        (desk.officer, (f"{sheet}/suivi", f"{sheet}/modifier", f"/contrats/{desk.contract.slug}/actions/nouvelle")),
    )
    for person, paths in places:
        page = visit("/contact", person, width=width, dark=dark)
        for path in paths:
            page.goto(path)
            assert serious_findings(page) == [], path
            assert overflow(page) == 0, path


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_r1_4_an_officer_updates_an_action_on_a_phone_and_meets_a_colleague_s_version(visit, desk, script):
    page = visit(f"/actions/{desk.action.code}", desk.officer, width=390, height=780, script=script)
    page.get_by_role("link", name="Donner des nouvelles").click()
    page.get_by_label("Part réalisée").fill("55")
    page.get_by_label("Les nouvelles").fill("Le toit est posé.")
    page.get_by_label("Travaux").check()
    # Meanwhile the colleague, who shares the desk, moves the date and speaks of the cost of steel.
    desk.say(due=str(desk.world.today().year + 2), text="L’acier manque : la fin recule d’un an.", percent=45)
    page.get_by_role("button", name="Publier ces nouvelles").click()
    told = page.locator(".alert--warning")
    expect(told).to_contain_text("Cette action a changé pendant votre saisie")
    expect(told).to_contain_text("L’acier manque")
    expect(told).to_contain_text("55 (gardée dans le formulaire)")
    assert serious_findings(page) == []
    assert overflow(page) == 0
    expect(page.get_by_label("Les nouvelles")).to_have_value("Le toit est posé.")
    expect(page.get_by_label("Part réalisée")).to_have_value("55")
    expect(page.get_by_label("Travaux")).to_be_checked()
    expect(page.get_by_label("Échéance")).to_have_value(str(desk.world.today().year + 2))
    page.get_by_role("button", name="Publier ces nouvelles").click()
    expect(page.locator("#contenu")).to_contain_text("Merci")
    page.goto(f"/actions/{desk.action.code}")
    expect(page.locator("#historique ~ .history, .history")).to_contain_text("Le toit est posé.")
    expect(page.locator(".history")).to_contain_text("L’acier manque")
    assert desk.read().progress_percent == 55


def test_r1_4_a_button_of_the_phone_form_stays_in_reach_of_the_thumb(visit, desk):
    page = visit(f"/actions/{desk.action.code}/suivi", desk.officer, width=390, height=780)
    button = page.get_by_role("button", name="Publier ces nouvelles")
    box = button.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 780
    assert box["height"] >= 44
