"""The desk and the text as pages: every part opens, and refusals come back with what was typed."""

import hashlib
import io
import re
from datetime import timedelta

import pikepdf
import pytest

from app.contracts.models import Clause, ContractFinalite, ContractPlace, Rider, SignedText, Theme
from app.contracts.rules.clauses import FORMS
from app.contracts.rules.envelopes import by_theme_and_year
from app.contracts.rules.texts import digest
from app.contracts.words import ClauseKind, ContractState, EnvelopePurpose
from tests.builders.clauses import MANDATORY, WRITTEN
from tests.builders.contracts import a_contract, a_theme, an_action, an_officer
from tests.builders.money import an_envelope
from tests.builders.negotiating import a_clause, a_complete_table, a_table, an_agent
from tests.contracts.test_life_operations import sign_all, sign_rider

PARTS = ("", "/identite", "/parties", "/perimetre", "/finalites", "/clauses", "/negociation", "/signature", "/avenants")


def plain(answer):
    text = re.sub(r"<[^>]+>", " ", answer.text)
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " "))


@pytest.mark.parametrize("part", [*PARTS, *(f"/clauses/{kind}" for kind in ClauseKind)])
def test_each_part_of_the_desk_opens_within_twelve_queries(world, as_, queries, part):
    table = a_complete_table(world)
    client = as_(table.epci_officer)
    with queries(12):
        answer = client.get(f"/contrats/{table.contract.slug}/bureau{part}")
    assert answer.status_code == 200
    assert "Bureau" in answer.text


@pytest.mark.parametrize("state", ContractState)
def test_the_first_page_of_the_desk_opens_in_every_state(world, as_, state):
    table = a_complete_table(world, state)
    for part in PARTS:
        assert as_(table.secretary).get(f"/contrats/{table.contract.slug}/bureau{part}").status_code == 200


def test_a_draft_does_not_exist_for_others_and_its_desk_asks_who_one_is(world, as_, client):
    table = a_table(world)
    base = f"/contrats/{table.contract.slug}"
    assert as_(world.person()).get(f"{base}/bureau").status_code == 404
    assert client.get(f"{base}/texte").status_code == 404
    assert client.get(f"{base}/bureau").status_code in (303, 401)
    signed = a_table(world, ContractState.SIGNED)
    answer = as_(world.person()).get(f"/contrats/{signed.contract.slug}/bureau")
    assert answer.status_code == 403
    assert "ouvert à ses parties" in plain(answer)


def test_a_member_of_the_conference_reads_the_desk_and_is_offered_no_act(world, as_):
    table = a_complete_table(world)
    delegate = world.delegate(table.conference)
    for part in PARTS:
        answer = as_(delegate).get(f"/contrats/{table.contract.slug}/bureau{part}")
        assert answer.status_code == 200
        assert 'action="/actes/contract.' not in answer.text
        assert 'action="/actes/negotiation.' not in answer.text


def test_the_desk_names_what_is_missing_with_its_rule_and_the_next_act_first(world, as_):
    table = a_table(world, ContractState.NEGOTIATED)
    answer = as_(table.secretary).get(f"/contrats/{table.contract.slug}/bureau")
    told = plain(answer)
    assert told.index("À faire maintenant") < told.index("Ce qu’il faut pour signer")
    for rule in ("R1.2", "R1.3", "R9.1", "R14.1", "R16.1", "R19", "R23.1", "R11.1", "R7.1"):
        assert f"règle {rule}" in told
    assert f'href="/contrats/{table.contract.slug}/bureau/clauses/participation"' in answer.text


def test_r9_1_signing_without_the_clause_is_refused_alike_by_page_and_by_api(world, as_):
    table = a_complete_table(world, ContractState.READY)
    with world.home.units.sessions() as session:
        session.query(Clause).filter_by(kind=ClauseKind.PARTICIPATION).delete()
        session.commit()
    party = table.party(table.epci)
    data = {
        "contract_id": table.contract.id,
        "party_id": party.id,
        "signatory": "Alix Fictif",
        "signed_on": world.today().isoformat(),
    }
    page = f"/contrats/{table.contract.slug}/bureau/signature"
    by_form = as_(table.epci_officer).post("/actes/contract.sign", data=data | {"page": page, "form_key": party.id})
    by_api = as_(table.epci_officer).post("/api/v1/commands/contract.sign", json={"data": data})
    assert by_form.status_code == by_api.status_code == 422
    problem = by_api.get_json()
    assert problem["rule"] == "R9.1"
    assert [one["key"] for one in problem["missing"]] == ["participation"]
    assert problem["missing"][0]["detail"].replace("\N{NO-BREAK SPACE}", " ") in plain(by_form)
    assert 'value="Alix Fictif"' in by_form.text


def test_a_clause_refused_comes_back_with_every_word_that_was_typed(world, as_):
    table = a_table(world)
    page = f"/contrats/{table.contract.slug}/bureau/clauses/evaluation"
    answer = as_(table.epci_officer).post(
        "/actes/clause.write",
        data={
            "contract_id": table.contract.id,
            "kind": "evaluation",
            "page": page,
            "expected_version": "0",
            "fields.percent": "-2",
            "fields.evaluator": "joint",
            "prose": "Un rapport chaque année.",
        },
    )
    assert answer.status_code == 422
    assert "strictement positif" in plain(answer)
    assert 'value="-2"' in answer.text
    assert "Un rapport chaque année." in answer.text
    assert re.search(r'value="joint" checked', answer.text)


def test_an_older_version_of_a_clause_is_shown_the_newer_one_and_loses_nothing(world, as_):
    table = a_table(world)
    a_clause(world, table.contract, ClauseKind.EVALUATION)
    page = f"/contrats/{table.contract.slug}/bureau/clauses/evaluation"
    answer = as_(table.epci_officer).post(
        "/actes/clause.write",
        data={
            "contract_id": table.contract.id,
            "kind": "evaluation",
            "page": page,
            "expected_version": "0",
            "fields.percent": "7,5",
            "fields.evaluator": "joint",
        },
    )
    assert answer.status_code == 409
    told = plain(answer)
    assert "La version enregistrée entre-temps" in told
    assert "1,5 % de l’enveloppe du contrat est réservé" in told
    assert 'value="7,5"' in answer.text
    assert 'name="expected_version" value="1"' in answer.text


def test_r1_3_a_pasted_perimeter_comes_back_with_the_number_of_each_refused_line(world, as_):
    table = a_table(world)
    page = f"/contrats/{table.contract.slug}/bureau/perimetre"
    data = {"contract_id": table.contract.id, "kind": "communes", "mode": "replace", "lines": "Nulle-Part\n\nAilleurs"}
    answer = as_(table.epci_officer).post(
        "/actes/contract.set_perimeter", data=data | {"page": page, "form_key": "liste"}
    )
    assert answer.status_code == 422
    assert "Ligne 1" in plain(answer)
    assert "Ligne 3" in plain(answer)
    assert "Nulle-Part\n\nAilleurs" in answer.text


def test_a_perimeter_is_searched_and_completed_without_script(world, as_):
    table = a_table(world)
    commune = world.institution(name="Fourmies", code="59249")
    page = f"/contrats/{table.contract.slug}/bureau/perimetre"
    client = as_(table.epci_officer)
    found = client.get(f"{page}?q=fourm")
    assert "Fourmies (59249)" in found.text
    data = {"contract_id": table.contract.id, "mode": "add", "kind": "administrative", "lines": "Fourmies (59249)"}
    assert client.post("/actes/contract.set_perimeter", data=data | {"page": page}).status_code == 303
    assert f'value="{commune.id}"' in client.get(page).text


def signed_table(world):
    table = a_complete_table(world, ContractState.READY, promise="Moins de distance.", total_cents=120_000_000)
    an_action(world, table.contract, title="Rénover l’école", owner=table.epci, cost_cents=5_000_050)
    sign_all(table)
    return table


def test_the_signed_text_is_public_with_its_digest_and_its_bytes(world, client):
    table = signed_table(world)
    base = f"/contrats/{table.contract.slug}"
    answer = client.get(f"{base}/texte")
    with world.home.units.reading() as session:
        sealed = session.query(SignedText).one()
    told = plain(answer)
    for words in (
        "Article 1",
        "Participation des citoyens",
        "Rénover l’école",
        "50 000,50 €",
        sealed.sha256,
        "1 200 000 €",
    ):
        assert words in told

    assert (
        hashlib.sha256(client.get(f"{base}/texte/0.json").data).hexdigest() == sealed.sha256 == digest(sealed.content)
    )
    assert client.get(f"{base}/texte/1.json").status_code == 404


def test_the_text_opens_within_twelve_queries(world, client, queries):
    table = signed_table(world)
    with queries(12):
        client.get(f"/contrats/{table.contract.slug}/texte")
    draft = a_complete_table(world, public=True)
    with queries(12):
        client.get(f"/contrats/{draft.contract.slug}/texte")


def test_a_rider_shows_in_the_margin_beside_the_original(world, as_, client):
    table = signed_table(world)
    slug = table.contract.slug
    secretary = as_(table.secretary)
    opened = secretary.post(
        "/api/v1/commands/rider.open",
        json={"data": {"contract_id": table.contract.id, "title": "Plus", "reason": "Bilan"}},
    ).get_json()["result"]
    page = f"/contrats/{slug}/bureau/avenants/{opened['number']}"
    assert secretary.get(f"{page}/clauses/evaluation").status_code == 200
    data = {
        "contract_id": table.contract.id, "kind": "evaluation", "rider_id": opened["rider_id"],
        "fields": WRITTEN[ClauseKind.EVALUATION] | {"percent": "4"}, "expected_version": 0,
    }  # fmt: skip
    assert secretary.post("/api/v1/commands/clause.write", json={"data": data}).status_code == 200
    assert "4 % de l’enveloppe" in plain(secretary.get(page))
    assert "4 % de l’enveloppe" not in plain(client.get(f"/contrats/{slug}/texte"))
    with world.home.units.reading() as session:
        sign_rider(table, session.get_one(Rider, opened["rider_id"]))
    told = plain(client.get(f"/contrats/{slug}/texte"))
    for words in (
        "4 % de l’enveloppe",
        "1,5 % de l’enveloppe",
        "Histoire de l’article",
        "Avenant n° 1",
        "Texte d’origine",
    ):
        assert words in told
    assert pikepdf.open(io.BytesIO(client.get(f"/contrats/{slug}/texte.pdf").data)).pages


def test_p2_an_imported_contract_says_which_clauses_the_source_does_not_give(world, client):
    contract = a_contract(world, world.institution(), source={"document": "002"}, title="Pacte de 2019")
    told = plain(client.get(f"/contrats/{contract.slug}/texte"))
    assert "la source ne donne pas le texte" in told
    assert "Participation des citoyens" in told
    assert client.get(f"/contrats/{contract.slug}/texte.pdf").data[:5] == b"%PDF-"


def test_the_printed_contract_is_tagged_titled_and_in_french(world, client):
    table = signed_table(world)
    answer = client.get(f"/contrats/{table.contract.slug}/texte.pdf")
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr-FR"
        assert str(pdf.docinfo.Title) == table.contract.title


def test_r7_2_an_agent_prints_the_sheet_of_their_job_description(world, as_):
    table = signed_table(world)
    agent = an_agent(world, table.party(table.epci))
    page = f"/contrats/{table.contract.slug}/bureau/agents/{agent.id}"
    told = plain(as_(table.epci_officer).get(page))
    for words in ("Volet contractualisation", "50 %", "Rénover l’école", "chaque semestre", "60 jours"):
        assert words in told
    assert as_(table.epci_officer).get(f"{page}/volet.pdf").data[:5] == b"%PDF-"
    other = a_table(world)
    stranger = as_(other.epci_officer).get(f"/contrats/{other.contract.slug}/bureau/agents/{agent.id}")
    assert stranger.status_code == 404


def test_r8_2_a_confidential_mandate_is_for_the_state_alone(world, as_):
    table = a_table(world, ContractState.NEGOTIATED)
    data = {"contract_id": table.contract.id, "margins": "60 pour cent", "themes": "Santé", "confidential": True}
    sent = as_(table.state_officer).post("/api/v1/commands/negotiation.record_mandate", json={"data": data})
    assert sent.status_code == 200
    page = f"/contrats/{table.contract.slug}/bureau/negociation"
    assert "60 pour cent" in as_(table.state_officer).get(page).text
    for person in (table.epci_officer, table.secretary, world.delegate(table.conference)):
        answer = as_(person).get(page)
        assert "60 pour cent" not in answer.text
        assert "garder confidentiel" in plain(answer)
    (entry,) = world.entries(table.contract.stream)
    assert entry.audience == "bureau"
    opened = data | {"confidential": False, "expected_version": 1}
    as_(table.state_officer).post("/api/v1/commands/negotiation.record_mandate", json={"data": opened})
    assert "60 pour cent" in as_(table.epci_officer).get(page).text


def test_r8_1_rounds_follow_one_another_and_a_closed_one_is_frozen(world, as_):
    table = a_table(world, ContractState.NEGOTIATED)
    client = as_(table.epci_officer)

    def send(command, **data):
        return client.post(f"/api/v1/commands/{command}", json={"data": {"contract_id": table.contract.id} | data})

    opened = send("negotiation.open_round", held_on=world.today().isoformat(), place="Lille").get_json()["result"]
    again = send("negotiation.open_round", held_on=world.today().isoformat())
    assert again.status_code == 409
    said = {"round_id": opened["round_id"], "subject": "Durée", "position": "Six ans.", "side": "collectivites"}
    assert send("negotiation.record_position", **said).status_code == 200
    blocked = send("contract.make_ready")
    assert blocked.status_code == 422
    assert blocked.get_json()["rule"] == "R8.1"
    send("negotiation.close_round", round_id=opened["round_id"], summary="À suivre.")
    assert send("negotiation.record_position", **said).status_code == 409
    told = plain(client.get(f"/contrats/{table.contract.slug}/bureau/negociation"))
    assert "Durée" in told
    assert "laissé ouvert" in told
    closed = [e for e in world.entries(table.contract.stream) if e.kind == "negotiation.round_closed"]
    assert closed[0].payload["left_open"] == ["Durée"]


def test_a_contract_is_opened_by_page_and_only_by_whom_may(world, as_):
    assert as_(world.person()).get("/contrats/nouveau").status_code == 403
    epci = world.institution(name="Agglomération exemple")
    officer = as_(an_officer(world, epci))
    assert "Agglomération exemple" in officer.get("/contrats/nouveau").text
    answer = officer.post("/actes/contract.draft", data={"title": "Pacte", "page": "/contrats/nouveau"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/contrats/pacte/bureau/parties"
    refused = officer.post(
        "/actes/contract.draft", data={"title": " ", "territory": "Ici", "page": "/contrats/nouveau"}
    )
    assert refused.status_code == 422
    assert 'value="Ici"' in refused.text


def test_a_signature_of_tomorrow_is_refused_where_its_date_is_typed(world, as_):
    table = a_complete_table(world, ContractState.READY)
    party = table.party(table.epci)
    tomorrow = world.today() + timedelta(days=1)
    answer = as_(table.epci_officer).post(
        "/actes/contract.sign",
        data={
            "contract_id": table.contract.id, "party_id": party.id, "signatory": "Alix", "signed_on": tomorrow,
            "form_key": party.id, "page": f"/contrats/{table.contract.slug}/bureau/signature",
        },
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Cette date est à venir" in plain(answer)


def test_the_checklist_and_the_text_are_read_by_machines_as_by_people(world, as_, client):
    table = a_complete_table(world)
    path = f"/api/v1/contracts/{table.contract.slug}"
    told = as_(table.secretary).get(f"{path}/checklist").get_json()
    assert {row["standing"] for row in told["requirements"]} >= {"satisfied", "missing"}
    assert next(row for row in told["requirements"] if row["key"] == "agents")["moment"] == "force"
    assert client.get(f"{path}/text").status_code == 404
    signed = signed_table(world)
    path = f"/api/v1/contracts/{signed.contract.slug}"
    text = client.get(f"{path}/text").get_json()
    assert text["clauses"][0]["kind"] == "participation"
    assert text["absent"] == []
    assert len(text["seals"][0]["sha256"]) == 64
    assert client.get(f"{path}/checklist").status_code == 401


def test_the_numbers_of_the_rules_are_settings_of_the_contract_while_its_text_is_open(world, as_):
    table = a_complete_table(world)
    client, page = as_(table.epci_officer), f"/contrats/{table.contract.slug}/bureau/identite"
    form = {"contract_id": table.contract.id, "page": page, "settings.fungibility_share": "1/5"}
    sent = client.post("/actes/contract.change_settings", data=form | {"settings.strata": "20 40 80"})
    assert sent.status_code == 303
    assert table.stored().settings == {"fungibility_share": "1/5", "strata": [20, 40, 80]}
    refused = client.post("/actes/contract.change_settings", data=form | {"settings.strata": "80 20"})
    assert refused.status_code == 422
    assert "taux croissants" in plain(refused)
    assert 'value="80 20"' in refused.text
    (entry,) = world.entries(table.contract.stream)
    assert entry.payload["changes"]["settings.fungibility_share"] == ["1/4", "1/5"]
    world.update(table.contract, state=ContractState.SIGNED)
    data = {"contract_id": table.contract.id, "settings": {"fungibility_share": "1/2"}}
    assert client.post("/api/v1/commands/contract.change_settings", json={"data": data}).status_code == 409


MISSING = {
    **{kind.value: (kind, FORMS[kind].rule) for kind in MANDATORY},
    "finalite": (ContractFinalite, "R1.2"),
    "perimeter": (ContractPlace, "R1.3"),
    "menu": (Theme, "R11.1"),
}


@pytest.mark.parametrize("key", MISSING)
def test_what_blocks_a_signature_blocks_it_by_page_and_by_api_with_the_same_sentence(world, as_, key):
    table = a_complete_table(world)
    what, rule = MISSING[key]
    with world.home.units.sessions() as session:
        if isinstance(what, ClauseKind):
            session.query(Clause).filter_by(kind=what).delete()
        else:
            session.query(what).delete()
        session.commit()
    data = {"contract_id": table.contract.id}
    client, page = as_(table.epci_officer), f"/contrats/{table.contract.slug}/bureau"
    by_api = client.post("/api/v1/commands/contract.make_ready", json={"data": data})
    by_form = client.post("/actes/contract.make_ready", data=data | {"page": page})
    assert by_api.status_code == by_form.status_code == 422
    (missing,) = by_api.get_json()["missing"]
    assert (missing["key"], missing["rule"]) == (key, rule)
    said = missing["detail"].replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert said in plain(by_form)


def test_the_envelopes_of_a_text_are_printed_by_theme_and_by_year_and_add_up(world, client):
    table = a_complete_table(world, public=True)
    theme = a_theme(world, table.contract, title="Se loger")
    for year, cents, purpose in (
        (2027, 40_000_00, EnvelopePurpose.PROJECTS),
        (2028, 50_000_50, EnvelopePurpose.GENERAL),
    ):
        an_envelope(world, table.contract, cents, theme=theme, year=year, purpose=purpose)
    an_envelope(world, table.contract, 9_999_50)
    base = f"/contrats/{table.contract.slug}"
    said = plain(client.get(f"{base}/texte"))
    for words in (
        "Enveloppes par thème et par année", "Se loger 90 000,50 €", "2027 Financeur (projets) 40 000 €",
        "Sans thème 9 999,50 €", "Toutes années", "Total 100 000 €",
    ):  # fmt: skip
        assert words in said, words
    assert len(client.get(f"{base}/texte.pdf").data) > 5_000


def test_the_envelopes_of_a_text_are_in_the_order_of_themes_the_undated_last():
    given = {"funder": "État", "purpose": "general", "qualifier": ""}
    envelopes = [
        given | {"theme": None, "year": 2027, "cents": 1},
        given | {"theme": "Santé", "year": None, "cents": 2},
        given | {"theme": "Santé", "year": 2028, "cents": 3},
        given | {"theme": "Santé", "year": 2028, "cents": 4},
    ]
    themes = by_theme_and_year(envelopes)
    assert [(one.title, one.cents, [year.year for year in one.years]) for one in themes] == [
        ("Santé", 9, ["2028", "Toutes années"]),
        ("Sans thème", 1, ["2027"]),
    ]
