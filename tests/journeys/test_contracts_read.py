"""A conseil de développement opens a contract and knows in a minute what was promised, and what is late and why."""

import pytest
from playwright.sync_api import expect

from tests.journeys.looks import overflow, serious_findings

PACT = "/contrats/pacte-sambre-avesnois-thierache"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_conseil_de_developpement_finds_what_is_late_in_the_sambre_avesnois_thierache_pact(visit, demo, script):
    page = visit("/", process=demo.process, width=390, script=script)
    page.get_by_role("navigation").get_by_role("link", name="Contrats").first.click()
    page.get_by_label("Mots").fill("Sambre Avesnois Thiérache")
    page.get_by_role("button", name="Afficher").click()
    expect(page.get_by_text("Filtres en place").or_(page.locator(".chips"))).to_contain_text(
        "Sambre Avesnois Thiérache"
    )
    page.get_by_role("link", name="Pacte pour la réussite de la Sambre-Avesnois-Thiérache").click()
    late = page.get_by_role("region", name="Ce qui est en retard, et pourquoi")
    expect(late).to_contain_text("Apprentissage du code de la route au lycée")
    expect(late).to_contain_text("échéance de septembre 2019 dépassée de")
    expect(late).to_contain_text("dernière nouvelle")
    expect(page.get_by_role("region", name="Ce qui est promis")).to_contain_text("3 axes")
    expect(page.get_by_role("region", name="Avec quel argent")).to_contain_text("60")
    expect(page.get_by_role("region", name="Par qui, jusqu’à quand")).to_contain_text("7 novembre 2018")
    late.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_overview_is_filtered_and_unfiltered_with_the_keyboard_alone(visit, demo):
    page = visit("/contrats", process=demo.process)
    page.get_by_label("Territoire").focus()
    page.keyboard.type("Maubeuge")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Maubeuge", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("Maubeuge")
    expect(page.get_by_role("link", name="Pacte pour la réussite de la Sambre-Avesnois-Thiérache")).to_be_visible()
    page.get_by_role("link", name="retirer le filtre Territoire").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_of_the_overview_has_a_serious_fault(visit, demo, width, dark):
    page = visit("/contrats", process=demo.process, width=width, dark=dark)
    for path in (
        "/contrats",
        "/contrats?retard=oui&tri=retard",
        "/contrats?q=introuvable",
        "/contrats?lieu=Maubeuge",
        "/contrats/graphiques",
        "/contrats/carte",
        PACT,
        f"{PACT}/revues",
    ):
        page.goto(path)
        assert serious_findings(page) == [], path
        assert overflow(page) == 0, path
