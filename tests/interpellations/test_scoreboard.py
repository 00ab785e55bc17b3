"""The scoreboard: what each figure counts, that it opens onto the very files it counts, as page, CSV and JSON (I11)."""

import csv
import io
import re

import pytest

from app.drawings.answer_records import Record, answer_records, answer_records_table
from app.institutions.models import Institution
from app.interpellations.answers import operations as answers
from app.interpellations.filing import operations as filing
from app.interpellations.scoreboard.measures import MEASURES
from tests.builders.contracts import a_contract, an_action, an_officer
from tests.interpellations.life import a_draft, act, an_admitted_file, keep
from tests.interpellations.test_pages import text_of

BOARD, API = "/interpellations/tableau", "/api/v1/interpellations/scoreboard"
FIGURES = {
    "due": 6,
    "answered": 3,
    "in_time": 2,
    "answered_late": 1,
    "no_answer": 2,
    "awaited": 1,
    "answered_after_reminder": 2,
    "late_percent": "60.0",
    "median_days": "47",
}
OPENED = {
    "dues": 6,
    "donnees": 3,
    "dans-le-delai": 2,
    "apres-delai": 1,
    "retard": 3,
    "apres-rappel": 2,
    "non-intervenue": 2,
    "attendue": 1,
}


@pytest.fixture
def played(world, ground, clock):
    """Every fate an answer can have, on 1 August; one file owes nothing, one is of a contract that is not public."""
    contract, action, secretary, citizen = ground
    with world.home.units.reading() as session:
        owner = session.get_one(Institution, action.owner_id)
    officer = an_officer(world, owner)

    def answer(file):
        act(world, officer, answers.give_answer, file, text="Voici où nous en sommes.", signatory="Une élue")

    quick, reminded, late, silent, left, gone = (an_admitted_file(world, ground) for _ in range(6))
    act(world, citizen, filing.register, a_draft(world, citizen, contract, action))
    private = a_contract(world, owner, conference_id=contract.conference_id)
    hidden = an_admitted_file(world, (private, an_action(world, private, owner=owner), secretary, citizen))
    world.update(private, public=False)
    act(world, citizen, filing.withdraw, gone)
    clock.set(2026, 5, 10, 9)
    answer(quick)
    clock.set(2026, 6, 4, 9)
    for file in (reminded, late, silent, left, hidden):
        keep(world, file)
    clock.set(2026, 6, 20, 9)
    answer(reminded)
    clock.set(2026, 7, 10, 9)
    for file in (late, silent, left, hidden):
        keep(world, file)
    answer(late)
    act(world, citizen, filing.withdraw, left)
    waiting = an_admitted_file(world, ground)
    clock.set(2026, 8, 1, 9)
    return {"owner": owner, "contract": contract, "silent": silent, "waiting": waiting}


@pytest.mark.parametrize("by", ["institution", "contrat"])
def test_i11_the_figures_are_those_of_the_public_files(client, played, by):
    board = client.get(f"{API}?by={by}").get_json()
    key = str(played["owner"].id) if by == "institution" else played["contract"].slug
    line = next(line for line in board["lines"] if line["key"] == key)
    assert {name: line[name] for name in FIGURES} == FIGURES
    assert {name: board["whole"][name] for name in FIGURES} == FIGURES
    assert len(board["lines"]) == 1
    assert client.get(line["href"]).status_code == 200


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_i11_each_figure_opens_onto_the_files_it_counts(client, played, measure):
    for restricted in ("", f"&institution={played['owner'].id}", f"&contrat={played['contract'].slug}"):
        answer = client.get(f"/interpellations?reponse={measure}{restricted}")
        assert f"{OPENED[measure]} interpellation" in text_of(answer), restricted
        assert "retirer ce filtre" in text_of(answer)


def test_i11_the_page_says_the_figures_and_links_each_in_few_queries(client, played, queries):
    with queries(12):
        answer = client.get(BOARD)
    page, said = answer.get_data(as_text=True), text_of(answer)
    for measure in ("dues", "donnees", "retard", "apres-rappel", "non-intervenue", "attendue"):
        assert re.search(rf'href="/interpellations\?institution={played["owner"].id}&amp;reponse={measure}"', page)
    assert "60 %" in said
    assert "2 réponses ne sont pas intervenues" in said
    assert "La moitié des réponses sont venues en 47 jours ou moins" in said
    assert "<svg" in page
    assert "accepté" not in said.lower()
    assert "Un silence n’est jamais un accord" in said


def test_i9_a_silence_is_never_an_acceptance_in_the_figures_exported(client, played):
    answer = client.get(f"{BOARD}.csv?par=contrat")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")), delimiter=";"))
    assert [(row["identifiant"], row["reponse_non_intervenue"]) for row in rows] == [(played["contract"].slug, "2")]
    assert (rows[0]["part_en_retard_pourcent"], rows[0]["delai_median_jours"]) == ("60,00", "47,00")
    assert client.get(f"{BOARD}.xlsx").status_code == 200
    assert client.get(f"{BOARD}.pdf").status_code == 404
    for path in (BOARD, f"{BOARD}.csv", API):
        assert "accept" not in client.get(path).get_data(as_text=True).lower(), path


def test_i11_nothing_is_judged_before_a_day_has_passed(client, world, ground):
    assert "Aucune réponse n’est due" in text_of(client.get(BOARD))
    an_admitted_file(world, ground)
    line = client.get(API).get_json()["lines"][0]
    assert (line["due"], line["awaited"], line["late_percent"], line["median_days"]) == (1, 1, None, None)
    assert "non connu" in text_of(client.get(BOARD)).lower() or "inconnu" in text_of(client.get(BOARD)).lower()


@pytest.mark.parametrize("query", ["par=x", "page=0", "page=99999", "par=contrat&page=2", "page=%00"])
def test_an_address_that_makes_no_sense_shows_the_board(client, played, query):
    assert client.get(f"{BOARD}?{query}").status_code == 200


def test_the_drawing_holds_the_figures_of_its_table_and_draws_nothing_that_is_none():
    records = [Record(label="Région <Réelle>", in_time=2, late=0, silent=3, awaited=1)]
    drawn = str(answer_records(records, id="a", title="Réponses"))
    assert "Région &lt;Réelle&gt;" in drawn
    assert drawn.count('class="answer-late"') == 1  # in the key alone
    assert drawn.count('class="answer-silent"') == 2
    assert answer_records_table(records, caption="Réponses").rows == [["Région <Réelle>", "2", "0", "3", "1", "6"]]
    assert str(answer_records([], id="a", title="Réponses")) == ""
