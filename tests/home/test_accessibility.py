"""The declaration says what the grid says, and the grid says no more than what is checked."""

import ast
import json
from fractions import Fraction
from pathlib import Path

import pytest

from app.home.accessibility import declaration, looks
from app.home.accessibility.grid import AUDITED, GRID, THEMES
from app.home.accessibility.model import Axe, Criterion, Failure, Hand, Proof, Verdict, absent, met, unmet
from app.home.accessibility.rates import FULL, NOT, PARTIAL, percent, rates_of
from app.home.accessibility.sample import SAMPLE, Page
from tests.journeys.looks import EXTRA, LEFT_OUT
from tests.journeys.sample import WAYS

ROOT = Path(__file__).resolve().parents[2]
OF_EACH_THEME = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
"""How many criteria each theme of the RGAA 4.1.2 has."""
EXPERIMENTAL = {"css-orientation-lock", "label-content-name-mismatch", "td-has-header", "table-fake-caption"} | {
    "focus-order-semantics"
}
"""Rules that axe runs only when asked."""
RULES = set(json.loads((ROOT / "frontend/node_modules/axe-core/locales/fr.json").read_text())["rules"])
NAMED = {rule for criterion in GRID for check in criterion.checks if isinstance(check, Axe) for rule in check.rules}


def test_the_grid_has_every_criterion_once_in_order():
    expected = [f"{theme}.{n}" for theme, many in enumerate(OF_EACH_THEME, 1) for n in range(1, many + 1)]
    assert [criterion.number for criterion in GRID] == expected
    assert len(expected) == 106
    assert {criterion.theme for criterion in GRID} == THEMES.keys()


@pytest.mark.parametrize("criterion", GRID, ids=[criterion.number for criterion in GRID])
def test_what_is_found_is_said_with_how(criterion):
    if criterion.overall is Verdict.ABSENT:
        assert criterion.absent
        assert not criterion.checks
        assert not criterion.failures
        return
    assert criterion.checks, "neither a tool, nor a test, nor a look"
    assert criterion.failing_on <= criterion.on, "it fails where it does not apply"
    for failure in criterion.failures:
        assert failure.pages
        assert all((failure.what, failure.consequence, failure.meanwhile, failure.plan))


def test_every_test_that_the_grid_names_exists_and_tests():
    proofs = {check.path for criterion in GRID for check in criterion.checks if isinstance(check, Proof)}
    for path in proofs:
        tree = ast.parse((ROOT / path).read_text())
        assert any(isinstance(n, ast.FunctionDef) and n.name.startswith("test_") for n in ast.walk(tree)), path


def test_no_criterion_rests_on_a_rule_that_the_journeys_do_not_run():
    assert set() == NAMED - RULES, "axe has no such rule"
    assert set() == NAMED & LEFT_OUT, "the journeys leave it out"
    assert NAMED & EXPERIMENTAL - set(EXTRA) == set(), "axe runs it only when asked"


def test_a_look_by_hand_is_not_from_the_future_of_the_declaration():
    by_hand = [check for criterion in GRID for check in criterion.checks if isinstance(check, Hand)]
    assert all(check.looked and check.on <= AUDITED for check in by_hand)
    assert declaration.ESTABLISHED <= AUDITED


def test_every_page_of_the_sample_is_walked_and_nothing_else_is_declared():
    assert [sampled.page for sampled in SAMPLE] == list(Page)
    assert set(WAYS) == set(Page)


def test_what_the_browser_found_is_that_of_the_sample_by_the_tool_that_is_installed():
    found = looks.read()
    assert set(found.pages) == set(Page)
    assert all(look.times > 0 for look in found.pages.values()), "look again: docs/accessibility.md"
    installed = json.loads((ROOT / "frontend/node_modules/axe-core/package.json").read_text())["version"]
    assert found.tool == f"axe-core {installed}", "axe has changed: look again (docs/accessibility.md)"


def test_a_page_where_the_tool_finds_a_fault_is_not_wholly_conform():
    found, rates = looks.read(), rates_of(GRID, list(Page))
    assert [page for page, look in found.pages.items() if look.faults and rates.by_page[page] == 1] == []


def test_the_declared_level_is_the_one_the_grid_comes_to():
    assert rates_of(GRID, list(Page)).level == declaration.DECLARED


def criterion(number, *verdicts):
    pages = (Page.HOME, Page.PLAN)
    on = [page for page, verdict in zip(pages, verdicts, strict=True) if verdict is not None]
    failing = frozenset(page for page, verdict in zip(pages, verdicts, strict=True) if verdict is False)
    if not on:
        return absent(number, "?", "rien")
    if not failing:
        return met(number, "?", on=on)
    told = {"what": "…", "consequence": "…", "meanwhile": "…", "plan": "…"}
    return unmet(number, "?", on=on, failures=(Failure(pages=failing, **told),))


@pytest.mark.parametrize(
    ("found", "overall", "average", "level"),
    [
        ([(True, True)], Fraction(1), Fraction(1), FULL),
        ([(True, True), (None, None)], Fraction(1), Fraction(1), FULL),
        # One page that fails fails the criterion; the other page keeps its own rate.
        ([(True, True), (False, True)], Fraction(1, 2), Fraction(3, 4), PARTIAL),
        ([(True, None), (False, True), (None, False)], Fraction(1, 3), Fraction(1, 2), NOT),
    ],
)
def test_rates_are_counted_as_the_method_says(found, overall, average, level):
    grid = [criterion(f"1.{n}", *verdicts) for n, verdicts in enumerate(found, 1)]
    rates = rates_of(grid, [Page.HOME, Page.PLAN])
    assert (rates.overall, rates.average, rates.level) == (overall, average, level)


def test_a_rate_is_never_rounded_up_to_the_whole():
    assert percent(Fraction(9999, 10000)) == "99,9\u00a0%"
    assert percent(Fraction(1)) == "100\u00a0%"


def test_the_page_says_all_that_the_law_asks(client):
    page = client.get("/accessibilite").text.replace("\u00a0", " ").replace("\u202f", " ")
    for words in (
        "État de conformité",
        "Résultats des tests",
        "auto-évaluation",
        "Contenus non accessibles",
        "Non-conformités",
        "Dérogations pour charge disproportionnée",
        "Contenus non soumis à l’obligation",
        "Établissement de cette déclaration",
        "21 novembre 2026",
        "Technologies utilisées",
        "Environnement de test",
        "Aucune personne n’a encore fait ces tests avec un lecteur d’écran",
        "Outils",
        "Retour d’information et contact",
        "Voies de recours",
        "09 69 39 00 00",
        "Libre réponse 71120",
        "formulaire.defenseurdesdroits.fr",
        "defenseurdesdroits.fr/saisir/delegues",
    ):
        assert words in page, words
    for sampled in SAMPLE:
        assert sampled.name in page
    for found in GRID:
        assert f"{found.number} {found.asks}" in page
        for failure in found.failures:
            assert failure.what in page


def test_the_foot_of_every_page_states_the_level(client):
    for path in ("/", "/contact", "/nulle-part"):
        assert f"Accessibilité\u00a0: {declaration.DECLARED}" in client.get(path).text


def test_an_audit_that_the_operator_had_made_is_stated_instead():
    told = declaration.today(NOT)
    assert (told.level, told.by_operator, told.own_level) == (NOT, True, declaration.DECLARED)
    assert declaration.today().level == declaration.DECLARED


def test_a_criterion_speaks_of_a_page_or_not():
    one = Criterion(number="1.1", asks="?", on=frozenset({Page.HOME}))
    assert one.verdict(Page.HOME) is Verdict.CONFORM
    assert one.verdict(Page.PLAN) is Verdict.ABSENT
