"""P2: a spreadsheet is compared, shown, then written exactly as shown; or refused when things changed meanwhile."""

import io

import pytest
from sqlalchemy import func, select

from app.contracts.importing.sheets.cells import write_table
from app.contracts.importing.sheets.columns import ACTION_COLUMNS, FUNDING_COLUMNS
from app.contracts.models import Action, ActionUpdate, FundingLine, ImportPreview
from app.contracts.words import ContractState, Progress
from app.journal.models import JournalEntry
from tests.builders.contracts import a_contract, a_funding_line, a_state_service, an_action, an_axis, an_officer

HEADS = {"actions": [c.head for c in ACTION_COLUMNS], "financements": [c.head for c in FUNDING_COLUMNS]}


@pytest.fixture
def town(world):
    return world.institution(name="Ville d’Essai")


@pytest.fixture
def contract(world, town):
    kept = a_contract(world, town, a_state_service(world), state=ContractState.NEGOTIATED)
    an_axis(world, kept, number=1, title="Habiter")
    return kept


@pytest.fixture
def officer(world, town):
    return an_officer(world, town)


@pytest.fixture
def send(as_):
    def _send(person, what, *rows, contract=None, **more):
        heads = HEADS[what]
        content = write_table(heads, [[row.get(head, "") for head in heads] for row in rows])
        return post(as_(person), "sheet.preview", what=what, content=content.encode(), contract=contract, **more)

    return _send


def post(client, command, **given):
    data = {key: value for key, value in given.items() if key not in ("content", "contract") and value is not None}
    if "content" in given:
        data["file"] = (io.BytesIO(given["content"]), "tableau.csv")
    if given.get("contract"):
        data["contract_id"] = given["contract"].id
    page = f"/contrats/importer/{given['preview_id']}" if "preview_id" in given else "/contrats/importer"
    return client.post(f"/actes/{command}", data=data | {"page": page})


def latest(home):
    with home.units.reading() as session:
        return session.scalars(select(ImportPreview).order_by(ImportPreview.id.desc()).limit(1)).one()


def count(home, entity):
    with home.units.reading() as session:
        return session.scalar(select(func.count()).select_from(entity))


def test_p2_the_preview_shows_what_each_line_does_and_writes_nothing(home, world, contract, officer, send, as_, town):
    known = an_action(world, contract, title="Halle", cost_cents=100_00, owner=town)
    same = an_action(world, contract, title="Parc")
    entries = count(home, JournalEntry)
    sent = send(
        officer,
        "actions",
        {"contrat": contract.slug, "intitule": "École", "axe": "1", "cout": "1 250 000,50", "echeance": "T4 2027"},
        {"code": known.code, "cout": "200", "avancement": "en cours"},
        {"code": same.code, "intitule": "Parc"},
        {"code": "nulle-part"},
        {"contrat": contract.slug, "intitule": "Pont", "axe": "9"},
        {"contrat": contract.slug, "intitule": "Quai", "cout": "-3"},
    )
    assert sent.status_code == 303
    lines = latest(home).lines
    assert [line["kind"] for line in lines] == ["added", "changed", "unchanged", "refused", "refused", "refused"]
    assert lines[1]["changes"] == {"cost_cents": [100_00, 200_00], "progress": ["unknown", "under_way"]}
    assert [line["line"] for line in lines] == [2, 3, 4, 5, 6, 7]
    assert "Aucune action n’a le code « nulle-part »" in lines[3]["reason"]
    assert "L’axe 9 n’existe pas" in lines[4]["reason"]
    assert "colonne cout" in lines[5]["reason"]
    assert (count(home, Action), count(home, ActionUpdate), count(home, JournalEntry)) == (2, 0, entries)
    page = as_(officer).get(sent.headers["Location"])
    shown = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "1 ajoutée, 1 modifiée, 1 inchangée et 3 refusées" in shown.replace("\N{NO-BREAK SPACE}", " ")


def test_p2_what_is_confirmed_is_what_was_shown(home, world, contract, officer, send, as_, town):
    known = an_action(world, contract, title="Halle", owner=town)
    send(
        officer,
        "actions",
        {"contrat": contract.slug, "intitule": "École", "porteur": "Ville d’Essai", "lieux": "Centre | Gare"},
        {"code": known.code, "cout": "200,50", "avancement": "en étude", "pourcentage": "10"},
        {"code": "nulle-part"},
    )
    done = post(as_(officer), "sheet.confirm", preview_id=latest(home).id)
    assert done.status_code == 303
    with home.units.reading() as session:
        school = session.scalars(select(Action).where(Action.title == "École")).one()
        hall = session.get_one(Action, known.id)
        assert (school.owner_id, [place.name for place in school.places]) == (town.id, ["Centre", "Gare"])
        assert (hall.cost_cents, hall.progress, hall.progress_percent) == (200_50, Progress.IN_STUDY, 10)
    kinds = world.kinds(contract.stream)
    assert kinds.count("action.created") == 1
    assert {"action.changed", "action.updated"} <= set(kinds)
    again = post(as_(officer), "sheet.confirm", preview_id=latest(home).id)
    assert again.status_code == 409
    assert as_(officer).get(f"/contrats/importer/{latest(home).id}").status_code == 200


def test_p2_a_preview_is_refused_once_its_data_have_changed(home, world, contract, officer, send, as_):
    known = an_action(world, contract, title="Halle")
    send(officer, "actions", {"code": known.code, "cout": "200"})
    with home.units.begin(world.actor(officer)) as work:
        work.session.get_one(Action, known.id).title = "Grande halle"
    refused = post(as_(officer), "sheet.confirm", preview_id=latest(home).id)
    assert refused.status_code == 409
    assert "ont changé depuis la comparaison" in refused.get_data(as_text=True)
    with home.units.reading() as session:
        assert session.get_one(Action, known.id).cost_cents is None


def test_p2_unknown_empties_and_an_empty_cell_leaves_things_alone(home, world, contract, officer, send, as_):
    known = an_action(world, contract, title="Halle", cost_cents=100, cost_qualifier="environ")
    send(officer, "actions", {"code": known.code, "cout": "inconnu"})
    post(as_(officer), "sheet.confirm", preview_id=latest(home).id)
    with home.units.reading() as session:
        action = session.get_one(Action, known.id)
        assert (action.cost_cents, action.cost_qualifier) == (None, "environ")


def test_p2_funding_lines_are_added_and_changed_by_their_funder_or_rank(
    home, world, contract, officer, send, as_, town
):
    action = an_action(world, contract, title="Halle", owner=town)
    line = a_funding_line(world, action, 100_00, funder_name="État", rank=1)
    send(
        officer,
        "financements",
        {"action": action.code, "financeur": "etat", "montant": "250", "par_an": "oui"},
        {
            "action": action.code,
            "financeur": "Ville d’Essai",
            "montant": "1 000",
            "accorde": "1 000",
            "demande": "1 000",
        },
        {"action": action.code, "rang": "9", "montant": "5"},
        {"action": action.code, "montant": "5"},
    )
    kinds = [one["kind"] for one in latest(home).lines]
    assert kinds == ["changed", "added", "refused", "refused"]
    post(as_(officer), "sheet.confirm", preview_id=latest(home).id)
    with home.units.reading() as session:
        assert session.get_one(FundingLine, line.id).amount_cents == 250_00
        added = session.scalars(select(FundingLine).where(FundingLine.funder_name == "Ville d’Essai")).one()
        assert (added.amount_cents, added.funder_id) == (1_000_00, town.id)


def test_p2_what_a_contract_holds_can_be_sent_back_and_changes_nothing(home, world, contract, officer, as_, town):
    action = an_action(
        world,
        contract,
        title="=cmd",
        owner=town,
        cost_cents=1_250_000_50,
        due="2027-T4",
        progress=Progress.UNDER_WAY,
        note="deux\nlignes ; et « signes »",
    )
    a_funding_line(world, action, 3, funder_name="État", rank=1)
    a_funding_line(world, action, None, funder_name="État", rank=2)
    client = as_(officer)
    for what in ("actions", "financements"):
        file = client.get(f"/contrats/{contract.slug}/importer/{what}.csv")
        assert file.status_code == 200
        post(client, "sheet.preview", what=what, content=file.data, contract=contract)
        assert {line["kind"] for line in latest(home).lines} == {"unchanged"}
    assert "'=cmd" in client.get(f"/contrats/{contract.slug}/importer/actions.csv").get_data(as_text=True)


def test_p2_a_file_sent_for_one_contract_touches_no_other(home, world, contract, officer, send, town):
    other = a_contract(world, town, state=ContractState.NEGOTIATED)
    there = an_action(world, other, title="Ailleurs")
    send(
        officer,
        "actions",
        {"intitule": "Ici"},
        {"code": there.code, "intitule": "Pris"},
        {"contrat": other.slug, "intitule": "X"},
        contract=contract,
    )
    assert [line["kind"] for line in latest(home).lines] == ["added", "refused", "refused"]


def test_p2_lines_of_contracts_one_does_not_keep_are_refused_with_the_sentence_of_the_policy(
    home, world, officer, send
):
    foreign = a_contract(world, world.institution(), state=ContractState.NEGOTIATED)
    send(officer, "actions", {"contrat": foreign.slug, "intitule": "X"})
    (line,) = latest(home).lines
    assert line["kind"] == "refused"
    assert "référent d’une partie" in line["reason"]


def test_p2_a_signed_contract_changes_only_with_a_reason(home, world, officer, send, town):
    signed = a_contract(world, town)
    known = an_action(world, signed, title="Halle")
    send(
        officer,
        "actions",
        {"code": known.code, "intitule": "Grande halle"},
        {"code": known.code, "intitule": "Grande halle", "motif": "Délibération du 3 mars"},
    )
    assert [line["kind"] for line in latest(home).lines] == ["refused", "changed"]


def test_p2_only_officers_and_bureaux_send_files_and_only_their_sender_confirms(
    home, world, contract, officer, send, as_
):
    conference = world.conference()
    assert send(world.delegate(conference), "actions", {"intitule": "X"}).status_code == 403
    known = an_action(world, contract, title="Halle")
    send(officer, "actions", {"code": known.code, "cout": "1"})
    secretary = world.secretary(conference)
    assert post(as_(secretary), "sheet.confirm", preview_id=latest(home).id).status_code == 404
    assert latest(home).confirmed_at is None
    assert as_(secretary).get(f"/contrats/importer/{latest(home).id}").status_code == 404


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"couleur;intitule\nx;y\n", "Colonnes inconnues ou en double"),
        (b"intitule;intitule\nx;y\n", "Colonnes inconnues ou en double"),
        (b"", "vide"),
    ],
)
def test_p2_a_file_of_another_shape_is_refused_whole(officer, as_, content, reason):
    refused = post(as_(officer), "sheet.preview", what="actions", content=content)
    assert refused.status_code == 422
    assert reason in refused.get_data(as_text=True)


def test_p2_the_pages_open_to_who_may_and_ask_little(world, contract, officer, as_, client, queries):
    mine = as_(officer)
    for path in ("/contrats/importer", f"/contrats/{contract.slug}/importer"):
        with queries(12):
            assert mine.get(path).status_code == 200
        assert client.get(path).status_code in (302, 303, 401)
    for what in ("actions", "financements"):
        assert client.get(f"/contrats/importer/modele-{what}.csv").status_code == 200
    assert client.get("/contrats/importer/modele-autre.csv").status_code == 404


def test_p2_the_same_file_of_new_actions_sent_twice_adds_nothing_twice(home, world, contract, officer, send, as_):
    lines = (
        {"contrat": contract.slug, "intitule": "École de musique", "cout": "1 000", "porteur": "Ville d’Essai"},
        {"contrat": contract.slug, "intitule": "Piscine", "echeance": "2028", "avancement": "en cours"},
    )
    send(officer, "actions", *lines)
    post(as_(officer), "sheet.confirm", preview_id=latest(home).id)
    assert (count(home, Action), [line["kind"] for line in latest(home).lines]) == (2, ["added", "added"])
    history = count(home, ActionUpdate)
    send(officer, "actions", *lines)
    assert [line["kind"] for line in latest(home).lines] == ["unchanged", "unchanged"]
    send(officer, "actions", {"contrat": contract.slug, "intitule": "ECOLE DE MUSIQUE", "cout": "1 200"})
    assert latest(home).lines[0]["kind"] == "changed"
    assert (count(home, Action), count(home, ActionUpdate)) == (2, history)


def test_p2_two_actions_of_one_title_are_told_apart_by_their_code(home, world, contract, officer, send):
    for _ in range(2):
        an_action(world, contract, title="Halle")
    send(
        officer,
        "actions",
        {"contrat": contract.slug, "intitule": "Halle", "cout": "10"},
        {"contrat": contract.slug, "intitule": "Quai"},
        {"contrat": contract.slug, "intitule": "Quai", "cout": "3"},
    )
    told = [(line["kind"], line["reason"]) for line in latest(home).lines]
    assert [kind for kind, _ in told] == ["refused", "added", "refused"]
    assert "dites laquelle par la colonne code" in told[0][1]
    assert "plus haut" in told[2][1]
