"""The pages of actions, read as HTML."""

import re
from datetime import date

import pytest

from app.contracts.actions.rollups import refresh_rollup
from app.contracts.models import Action, IndicatorValue
from app.contracts.words import Health, Progress
from app.foundation.actors import SYSTEM
from tests.builders.contracts import a_contract, a_funding_line, a_milestone, an_action, an_axis, an_indicator


def words(answer):
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", answer.text, flags=re.S)
    plain = re.sub(r"<[^>]+>", " ", text).replace("&nbsp;", " ").replace("&#39;", "’")
    return re.sub(r"\s+", " ", plain.replace("\u00a0", " ").replace("\u202f", " "))


@pytest.fixture
def told(desk):
    """The desk's contract with an axis, a late action, a part of it, and one of which nothing is known."""
    world = desk.world
    axis = an_axis(world, desk.contract, number=1, title="Revitaliser le centre")
    world.update(
        desk.action, axis_id=axis.id, cost_cents=100_000_00, due="2026-02", due_on=date(2026, 2, 28),
        starts="2025-02", progress=Progress.UNDER_WAY, progress_percent=40, description="Ouvrir la halle au marché.",
    )  # fmt: skip
    a_funding_line(world, desk.action, 40_000_00, funder_name="Département factice", granted_cents=40_000_00)
    a_funding_line(world, desk.action, None, funder_name="Mécène factice")
    for title, due, done in (
        ("Études", "2025-06", date(2025, 7, 1)),
        ("Travaux", "2026-01", None),
        ("Fête", "2027", None),
    ):
        year = int(due[:4])
        a_milestone(
            world, desk.action, title=title, due=due, due_on=date(year, 1 if "-01" in due else 6, 30), done_on=done
        )
    desk.part = an_action(world, desk.contract, parent_id=desk.action.id, title="Refaire le toit", cost_cents=10_000_00)
    desk.unknown = an_action(world, desk.contract, title="Un pôle santé")
    measured = an_indicator(world, desk.action, name="Étals ouverts", unit="étals", baseline=0, target=30)
    for dated, value in (("2025", 4), ("2026-02", 12)):
        world.add(IndicatorValue(indicator_id=measured.id, value=value, dated=dated))
    with desk.home.units.begin(SYSTEM) as work:
        refresh_rollup(work, desk.contract.id)
    return desk


def test_r1_4_the_table_of_actions_says_who_where_how_much_and_where_it_stands(told, client, queries):
    with queries(12):
        answer = client.get(f"/contrats/{told.contract.slug}/actions")
    text = words(answer)
    for said in (
        "Axe 1. Revitaliser le centre", "Rénover la halle", "Ville factice", "100 000 €", "40 000 €",
        "en retard", "échéance de février 2026 dépassée de 3 jours", "en cours, 40 %",
        "3 actions", "Coût inconnu pour 1 action", "non connu", "(partie de « Rénover la halle »)",
        "Sans axe", "Avancement et prévision",
    ):  # fmt: skip
        assert said in text, said
    assert text.index("Rénover la halle") < text.index("Refaire le toit") < text.index("Un pôle santé")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("sante=retard", {"Rénover la halle"}),
        ("sante=unknown", {"Refaire le toit", "Un pôle santé"}),
        ("axe=1", {"Rénover la halle"}),
        ("axe=sans", {"Refaire le toit", "Un pôle santé"}),
        ("q=POLE", {"Un pôle santé"}),
        ("q=zzz", set()),
        ("sante=nimporte&page=9", {"Rénover la halle", "Refaire le toit", "Un pôle santé"}),
    ],
)
def test_r1_4_the_address_holds_the_filters(told, client, query, titles):
    text = words(client.get(f"/contrats/{told.contract.slug}/actions?{query}"))
    assert {t for t in ("Rénover la halle", "Refaire le toit", "Un pôle santé") if t in text} == titles


def test_p2_the_sheet_says_in_plain_words_what_is_known_and_what_is_not(told, client, as_, queries):
    with queries(12):
        as_(told.officer).get(f"/actions/{told.action.code}")
    text = words(client.get(f"/actions/{told.action.code}"))
    for said in (
        "Ouvrir la halle au marché", "Ville factice porte cette action",
        "Coût : 100 000 €. Financements connus : 40 000 €, soit 40 % du coût.",
        "Échéance de février 2026 dépassée de 3 jours", "Études", "Atteint le 1er juillet 2025", "En retard",
        "Étals ouverts", "12 étals", "30 étals", "Elle comprend", "Refaire le toit", "Mécène factice",
    ):  # fmt: skip
        assert said in text, said
    unknown = words(client.get(f"/actions/{told.unknown.code}"))
    for said in (
        "La source ne dit pas qui porte cette action",
        "Le coût n’est pas connu",
        "Aucune échéance n’est connue",
        "on ne sait pas",
    ):
        assert said in unknown, said
    assert "Donner des nouvelles" not in text


def test_an_action_of_a_draft_is_not_found_by_others(desk, client, as_):
    desk.world.update(desk.contract, public=False)
    assert client.get(f"/actions/{desk.action.code}").status_code == 404
    assert client.get(f"/contrats/{desk.contract.slug}/actions").status_code == 404
    assert as_(desk.officer).get(f"/actions/{desk.action.code}").status_code == 200


def test_who_may_not_follow_is_told_why(desk, as_, client):
    assert as_(desk.world.person()).get(f"/actions/{desk.action.code}/suivi").status_code == 403
    assert client.get(f"/actions/{desk.action.code}/modifier").status_code == 303


def post(client, desk, command, page, **data):
    given = {"action_id": desk.action.id, "page": page, **data}
    return client.post(f"/actes/{command}", data=given)


def test_an_officer_gives_news_without_script(told, as_):
    client, page = as_(told.officer), f"/actions/{told.action.code}/suivi"
    with_form = client.get(page)
    assert "Publier ces nouvelles" in with_form.text
    step = re.search(r'name="reached\[\]"\s+value="(\d+)"|value="(\d+)"[^>]*name="reached', with_form.text)
    answer = post(
        client, told, "action.update", page, expected_version=told.version(), progress="under_way", percent="55",
        text="Le toit est posé.", starts="2025-02", due="2026-02", done="", **{"reached[]": ["2"]},
    )  # fmt: skip
    assert answer.status_code == 303, words(answer)
    assert told.read().progress_percent == 55
    sheet = words(client.get(f"/actions/{told.action.code}"))
    assert "Part réalisée : 40 % → 55 %" in sheet
    assert "Jalon « Travaux » : atteint, 3 mars 2026" in sheet
    assert step


def test_a_conflict_shows_the_newer_version_beside_what_was_typed_and_takes_over_what_was_not_touched(told, as_):
    page, seen = f"/actions/{told.action.code}/suivi", told.version()
    told.say(progress="under_way", percent=70, due="2026-06", text="Le marché rouvre en juin.")
    client = as_(told.officer)
    typed = {
        "progress": "under_way", "percent": "45", "text": "Ma nouvelle.", "starts": "2025-02",
        "due": "2026-02", "done": "",
    }  # fmt: skip
    answer = post(client, told, "action.update", page, expected_version=seen, **typed)
    assert answer.status_code == 409
    text = words(answer)
    assert "Cette action a changé pendant votre saisie" in text
    assert "Le marché rouvre en juin." in text
    assert re.search(r"Part réalisée 70 % 45 \(gardée dans le formulaire\)", text), text
    assert "Échéance juin 2026 Vous n’y aviez pas touché" in text
    assert 'value="45"' in answer.text
    assert 'name="due"' in answer.text
    assert re.search(r'name="due"[^>]*value="2026-06"', answer.text)
    assert "Ma nouvelle." in answer.text
    version = re.search(r'name="expected_version" value="(\d+)"', answer.text)[1]
    again = post(client, told, "action.update", page, expected_version=version, **{**typed, "due": "2026-06"})
    assert again.status_code == 303
    assert told.read().progress_percent == 45
    assert told.read().due == "2026-06"


def test_the_desk_changes_a_signed_action_with_a_reason_and_sees_the_other_s_version(told, as_):
    person = told.world.secretary(told.conference)
    client, page, seen = as_(person), f"/actions/{told.action.code}/modifier", told.version()
    text = words(client.get(page))
    assert "Pourquoi elle change" in text
    typed = {"title": "Rénover toute la halle", "cost": "100 000", "owner_name": "Ville factice", "places": ""}
    refused = post(client, told, "action.change", page, expected_version=seen, **typed)
    assert refused.status_code == 422
    assert "Dites pourquoi l’action change" in words(refused)
    told.run(
        person,
        "action.change",
        action_id=told.action.id,
        expected_version=seen,
        cost="120000",
        reason="Appel d’offres.",
    )
    conflict = post(client, told, "action.change", page, expected_version=seen, **typed, reason="Accord du 2 mars.")
    assert conflict.status_code == 409
    assert "Coût 120 000 € Vous n’y aviez pas touché" in words(conflict)
    assert re.search(r'name="cost"[^>]*value="120\u202f000"', conflict.text)


def test_the_desk_of_an_action_has_a_form_for_each_part_and_few_queries(told, as_, queries):
    client = as_(told.officer)
    with queries(12):
        text = words(client.get(f"/actions/{told.action.code}/modifier"))
    for said in ("Ajouter une étape", "Ajouter une ligne", "Ajouter un indicateur", "Joindre le document"):
        assert said in text
    answer = post(
        client, told, "funding.set", "/", expected_version=told.version(), funder_name="Région", amount="1 000,50"
    )
    assert answer.status_code == 303


def test_a_conflict_on_a_line_of_funding_shows_what_the_other_wrote_and_keeps_what_was_typed(told, as_):
    page, seen = f"/actions/{told.action.code}/modifier", told.version()
    given = {"action_id": told.action.id, "line_id": 1}
    told.run(told.officer, "funding.set", **given, expected_version=seen, committed="15 000")
    typed = {"line_id": 1, "funder_name": "Département factice", "granted": "40 000", "paid": "12 000", "form_key": "1"}
    answer = post(as_(told.officer), told, "funding.set", page, expected_version=seen, **typed)
    assert answer.status_code == 409
    text = words(answer)
    assert "Cette action a changé pendant votre saisie" in text
    assert "Financement de Département factice : engagé : inconnu → 15 000 €" in text
    assert re.search(r'name="paid"[^>]*value="12 000"', answer.text)


def test_r1_4_the_front_page_asks_the_officer_for_news_of_what_is_late(told, as_):
    text = words(as_(told.officer).get("/"))
    assert "Donner des nouvelles : Rénover la halle" in text
    assert "en retard, échéance de février 2026" in text
    assert "Donner des nouvelles" not in words(as_(told.world.person()).get("/"))


def test_an_empty_contract_says_what_will_be_there(desk, client, as_):
    empty = a_contract(desk.world, desk.town)
    text = words(client.get(f"/contrats/{empty.slug}/actions"))
    assert "Les actions du contrat seront ici" in text
    assert as_(desk.officer).get(f"/contrats/{empty.slug}/actions/nouvelle").status_code == 200


def test_a_document_kept_to_the_parties_is_served_to_them_alone(desk, as_, client):
    from app.foundation.files import Upload

    file = Upload(name="note.txt", content=b"une note")
    answer = desk.run(desk.officer, "contract_document.add", action_id=desk.action.id, file=file, public="false")
    path = f"/actions/documents/{answer['document_id']}"
    assert client.get(path).status_code == 303
    served = as_(desk.officer).get(path)
    assert (served.status_code, served.data) == (200, b"une note")
    assert "sandbox" in served.headers["Content-Security-Policy"]
    assert "note.txt" not in client.get(f"/actions/{desk.action.code}").text
    assert as_(desk.world.person()).get("/actions/documents/999").status_code == 404


def test_health_of_the_table_is_that_of_the_day_even_before_the_worker_has_passed(desk, client, clock):
    desk.say(progress="under_way", due="2026-03-10", text="Bientôt.")
    assert desk.read().health is Health.ON_TIME
    clock.set(2026, 3, 12, 9, 0)
    assert "échéance du 10 mars 2026 dépassée de 2 jours" in words(
        client.get(f"/contrats/{desk.contract.slug}/actions")
    )
    with desk.home.units.reading() as session:
        assert session.get_one(Action, desk.action.id).health is Health.ON_TIME


def test_a_conflict_on_a_line_of_funding_compares_field_by_field_and_takes_over_what_was_not_touched(told, as_):
    page, seen = f"/actions/{told.action.code}/modifier", told.version()
    given = {"action_id": told.action.id, "line_id": 1}
    told.run(told.officer, "funding.set", **given, expected_version=seen, committed="15 000", note="Vu au comité.")
    typed = {
        "line_id": 1, "form_key": "1", "funder_name": "Département factice", "granted": "40 000", "committed": "12 000",
        "note": "",
    }  # fmt: skip
    answer = post(as_(told.officer), told, "funding.set", page, expected_version=seen, **typed)
    assert answer.status_code == 409
    text = words(answer)
    assert "Engagé 15 000 12 000 (gardée dans le formulaire)" in text
    assert "Note Vu au comité. Vous n’y aviez pas touché" in text
    assert re.search(r'name="committed"[^>]*value="12 000"', answer.text)
    assert re.search(r'name="note"[^>]*value="Vu au comité."', answer.text)


def test_what_was_typed_on_a_line_that_the_other_took_away_is_shown_not_lost(told, as_):
    page, seen = f"/actions/{told.action.code}/modifier", told.version()
    told.run(
        told.officer, "funding.remove", action_id=told.action.id, line_id=1, expected_version=seen, text="En double."
    )
    typed = {"line_id": 1, "form_key": "1", "funder_name": "Département factice", "paid": "12 345"}
    answer = post(as_(told.officer), told, "funding.set", page, expected_version=seen, **typed)
    assert answer.status_code in (404, 409)
    text = words(answer)
    assert "12 345" in text
    assert "retiré depuis" in text


def test_a_conflict_on_a_step_and_on_a_measure_shows_both_versions(told, as_):
    page, client = f"/actions/{told.action.code}/modifier", as_(told.officer)
    for command, given, typed, shown in (
        (
            "indicator.define",
            {"indicator_id": 1, "target": "32,5"},
            {"indicator_id": 1, "name": "Étals ouverts", "baseline": "0", "target": "31"},
            "Cible 32,5 31 (gardée dans le formulaire)",
        ),
        (
            "action.change_milestone",
            {"milestone_id": 2, "due": "2026-05", "text": "Crue."},
            {"milestone_id": 2, "title": "Travaux", "due": "2026-09", "text": "Retard."},
            "Prévue pour 2026-05 2026-09 (gardée dans le formulaire)",
        ),
    ):
        seen = told.version()
        told.run(told.officer, command, action_id=told.action.id, expected_version=seen, **given)
        form_key = str(next(iter(typed.values())))
        answer = post(client, told, command, page, expected_version=seen, form_key=form_key, **typed)
        assert answer.status_code == 409
        assert shown in words(answer)
