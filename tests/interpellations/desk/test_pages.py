"""The desk's pages: the queue by what is owed next, its filters, its export, templates put into an answer."""

import csv
import io
import re
import tracemalloc
import zipfile
from datetime import timedelta

import pytest

from app.contracts.overview.writers import WRITERS
from app.interpellations.answers import operations as answers
from app.interpellations.desk import operations
from app.interpellations.desk.asked import Asked
from app.interpellations.desk.sheet import QueueSheet, lines
from app.interpellations.filing import operations as filing
from app.interpellations.models import Interpellation, InterpellationAnswer, ServiceContact
from tests.builders.contracts import a_contract, a_state_service
from tests.builders.interpellations import a_file
from tests.interpellations.desk.test_operations import save
from tests.interpellations.life import a_draft, act, an_admitted_file, keep
from tests.interpellations.test_pages import text_of

DESK = "/interpellations/bureau"


@pytest.fixture
def three(world, ground, clock, everybody):
    """A late file, one with time left, one whose admissibility is to be decided tomorrow; entrusted or not."""
    contract, action, secretary, citizen = ground
    contact = {"name": "Mission", "email": "mission@essai.invalid", "phone": "01 99 00 00 00", "address": "1 rue"}
    world.add(ServiceContact(institution_id=action.owner_id, **contact))
    late = an_admitted_file(world, ground, title="La plus ancienne")
    keep(world, late)
    clock.set(2026, 6, 20, 9)
    later = an_admitted_file(world, ground, title="La suivante")
    keep(world, later)
    act(world, secretary, operations.entrust, later, person_id=everybody["officer"].id)
    clock.set(2026, 7, 10, 9)
    draft = a_draft(world, citizen, contract, action, title="La dernière arrivée")
    new = act(world, citizen, filing.register, draft)
    return late, later, new


def titles(answer):
    return re.findall(r'class="ledger__title"><a href="[^"]+">([^<]+)<', answer.get_data(as_text=True))


@pytest.mark.parametrize("name", ["secretary", "chair", "officer"])
def test_i5_the_queue_begins_with_what_is_late_and_says_so(as_, three, everybody, queries, name):
    client = as_(everybody[name])
    with queries(12):
        answer = client.get(DESK)
    assert answer.status_code == 200
    assert titles(answer) == ["La plus ancienne", "La dernière arrivée", "La suivante"]
    said = text_of(answer)
    assert "Réponse non intervenue : échéance dépassée depuis 6 jours" in said
    assert "accepté" not in said.lower()
    assert said.index("En retard") < said.index("À venir")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("retard=1", ["La plus ancienne"]),
        ("confie=moi", ["La suivante"]),
        ("confie=personne", ["La plus ancienne", "La dernière arrivée"]),
        ("etat=recevabilite", ["La dernière arrivée"]),
        ("etat=reponse", ["La plus ancienne", "La suivante"]),
        ("etat=terminees", []),
        ("contrat=inconnu", []),
        ("etat=reponse&confie=personne", ["La plus ancienne"]),
        ("etat=%00&page=9999999&confie=x&retard=oui", ["La plus ancienne", "La dernière arrivée", "La suivante"]),
    ],
)
def test_the_queue_is_filtered_by_its_address(as_, three, everybody, query, found):
    client = as_(everybody["officer"])
    assert titles(client.get(f"{DESK}?{query}")) == found
    assert titles(client.get(f"{DESK}/fragments/file-d-attente?{query}")) == found


def test_the_queue_is_that_of_ones_own_desks(as_, client, world, three, everybody):
    for name in ("other officer", "other secretary", "other chair"):
        answer = as_(everybody[name]).get(DESK)
        assert (answer.status_code, titles(answer)) == (200, [])
        assert "Aucun dossier en cours" in text_of(answer)
    for name in ("requester", "citizen", "delegate", "watcher"):
        for path in (DESK, f"{DESK}/export.csv", f"{DESK}/fragments/file-d-attente", f"{DESK}/modeles"):
            assert as_(everybody[name]).get(path).status_code == 403, (name, path)
    assert client.get(DESK).status_code in (302, 303, 401)
    assert as_(everybody["other officer"]).get(f"{DESK}/{three[0].number}").status_code == 403


def test_the_queue_comes_by_pages_which_keep_the_filters(world, as_, ground, everybody):
    contract = a_contract(world, a_state_service(world), conference_id=ground[0].conference_id)
    for rank in range(31):
        a_file(world, contract, title=f"Dossier {rank:02}")
    secretary = as_(everybody["secretary"])
    first = secretary.get(f"{DESK}?contrat={contract.slug}")
    assert len(titles(first)) == 30
    assert f"{DESK}?contrat={contract.slug}&amp;page=2" in first.get_data(as_text=True)
    assert titles(secretary.get(f"{DESK}?contrat={contract.slug}&page=2")) == ["Dossier 30"]


def test_what_the_requester_owes_is_never_the_lateness_of_the_desk(world, as_, ground, three, everybody):
    late, *_ = three
    keep(world, late)
    act(world, everybody["officer"], answers.give_answer, late, text="Voici.", signatory="Une élue")
    world.clock.moment += timedelta(days=2)
    answer = as_(everybody["officer"]).get(DESK)
    assert "En retard" not in re.findall(r"<h2[^>]*>([^<]+)<", answer.get_data(as_text=True))


def test_a_file_is_taken_from_the_queue_by_who_works_on_it(as_, three, everybody):
    late = three[0]
    client = as_(everybody["secretary"])
    assert "M’en charger" in text_of(client.get(DESK))
    sent = client.post(
        "/actes/interpellation.entrust",
        data={"interpellation_id": late.id, "person_id": everybody["secretary"].id, "page": f"{DESK}?retard=1"},
    )
    assert (sent.status_code, sent.location) == (303, f"{DESK}?retard=1")
    assert titles(client.get(f"{DESK}?confie=moi")) == ["La plus ancienne"]
    # The chair presides and answers to requests: a file is not taken there.
    assert "M’en charger" not in text_of(as_(everybody["chair"]).get(DESK))


def test_the_page_of_a_file_shows_what_is_due_who_has_it_and_is_read_in_few_queries(as_, three, everybody, queries):
    client = as_(everybody["officer"])
    with queries(12):
        answer = client.get(f"{DESK}/{three[1].number}")
    said = text_of(answer)
    assert f"Confié à {everybody['officer'].name}" in said
    assert "Comment cette date est calculée" in said
    assert f'data-stream="{three[1].stream}"' in answer.get_data(as_text=True)


def test_a_refused_note_gives_the_page_back_with_what_was_typed(as_, three, everybody):
    path = f"{DESK}/{three[0].number}"
    sent = as_(everybody["officer"]).post(
        "/actes/interpellation.add_note",
        data={"interpellation_id": three[0].id, "text": "Gardez ceci", "institution_id": "x", "page": path},
    )
    assert sent.status_code == 422
    assert "Gardez ceci" in text_of(sent)


def csv_of(answer):
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")), delimiter=";"))


def test_the_export_is_the_queue_as_it_is_filtered_without_names_of_citizens(world, as_, ground, three, everybody):
    late, later, _new = three
    world.update(world.home.units.sessions().get_one(Interpellation, later.id), title="=HYPERLINK(1)")
    client = as_(everybody["secretary"])
    answer = client.get(f"{DESK}/export.csv?etat=reponse")
    rows = csv_of(answer)
    assert [row["numero"] for row in rows] == [late.number, later.number]
    assert rows[0]["intitule"] == "La plus ancienne"
    assert rows[1]["intitule"] == "'=HYPERLINK(1)"
    assert (rows[0]["reponse"], rows[0]["jours_de_retard"]) == ("réponse non intervenue", "6")
    assert (rows[1]["reponse"], rows[1]["jours_de_retard"]) == ("attendue", "")
    assert rows[1]["confiee_a"] == everybody["officer"].name
    assert ground[3].family_name not in answer.get_data(as_text=True)
    assert "no-store" in answer.headers["Cache-Control"]
    book = zipfile.ZipFile(io.BytesIO(client.get(f"{DESK}/export.xlsx").get_data()))
    assert late.number in book.read("xl/worksheets/sheet1.xml").decode()
    assert client.get(f"{DESK}/export.json").status_code == 404


def test_the_export_takes_the_same_memory_whatever_the_number_of_files(world, ground, everybody):
    contract = a_contract(world, a_state_service(world), conference_id=ground[0].conference_id)
    actor, requester = world.actor(everybody["secretary"]), world.person()

    def peak(form):
        with world.home.units.reading() as session:
            for _block in WRITERS[form](QueueSheet(), lines(session, actor, Asked(), world.today())):
                pass
            tracemalloc.start()
            written = sum(
                len(block) for block in WRITERS[form](QueueSheet(), lines(session, actor, Asked(), world.today()))
            )
            _now, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return written, most

    def add(first, last):
        with world.home.units.sessions() as session:
            for n in range(first, last):
                session.add(
                    Interpellation(
                        requester_kind="citizen",
                        requester_id=requester.id,
                        contract_id=contract.id,
                        title=f"Dossier {n} " + "x" * 300,
                        question="?",
                        search="x",
                        created_at=world.clock(),
                        registered_at=world.clock(),
                        number=f"26-{n}",
                        state="registered",
                    )
                )
            session.commit()

    add(0, 1000)
    few = {form: peak(form) for form in ("csv", "xlsx")}
    add(1000, 5000)
    for form, (written, most) in few.items():
        more, then = peak(form)
        assert more > 2 * written, form
        assert then < 1.5 * most + 500_000, form


def test_i5_a_template_is_put_after_what_is_typed_without_script_and_nothing_is_published(
    world, as_, file, everybody, client
):
    kept = save(world, everybody["officer"], file, title="Calendrier", text="Le calendrier est le suivant.")
    officer, path = as_(everybody["officer"]), f"/interpellations/{file.number}"
    shown = officer.get(path).get_data(as_text=True)
    assert f'formaction="{path}/modeles/{kept.id}#repondre"' in shown
    typed = {"interpellation_id": file.id, "text": "Bonjour,", "signatory": "Une élue", "commitments.0.title": "Faire"}
    answer = officer.post(f"{path}/modeles/{kept.id}", data=typed)
    assert answer.status_code == 200
    again = answer.get_data(as_text=True)
    assert "Bonjour,\n\nLe calendrier est le suivant.</textarea>" in again
    assert 'value="Une élue"' in again
    assert 'value="Faire"' in again
    assert "Le modèle « Calendrier » est inséré" in text_of(answer)
    assert "error-summary" not in again
    with world.home.units.reading() as session:
        assert session.query(InterpellationAnswer).count() == 0
    for other in ("secretary", "requester", "other officer"):
        assert as_(everybody[other]).post(f"{path}/modeles/{kept.id}", data=typed).status_code == 403
    assert officer.post(f"{path}/modeles/999", data=typed).status_code == 404


def test_a_template_of_another_institution_is_not_there(world, as_, file, everybody):
    kept = save(world, everybody["officer"], file, title="Retard de chantier")
    stranger = as_(everybody["other officer"])
    for command, data in (
        ("answer_template.retire", {"template_id": kept.id}),
        ("answer_template.save", {"institution_id": 1, "template_id": kept.id, "title": "a", "text": "b"}),
    ):
        sent = stranger.post(f"/api/v1/commands/{command}", json={"data": data})
        assert sent.status_code == 404, command
    assert "Retard de chantier" not in text_of(stranger.get(f"{DESK}/modeles"))


def test_templates_are_kept_from_their_page(world, as_, file, everybody):
    officer = as_(everybody["officer"])
    path = f"{DESK}/modeles"
    assert "Aucun modèle" in text_of(officer.get(path))
    data = {"institution_id": file.service_id, "title": "Calendrier", "text": "Voici.", "page": path}
    assert officer.post("/actes/answer_template.save", data=data).status_code == 303
    assert "Calendrier" in text_of(officer.get(path))


def test_the_first_page_says_what_waits_at_the_desk(as_, client, three, everybody, queries):
    with queries(12):
        answer = as_(everybody["officer"]).get("/")
    assert "Rattraper 1 interpellation en retard" in text_of(answer)
    assert "Traiter 1 interpellation confiée à vous" in text_of(answer)
    for reader in (client, as_(everybody["requester"]), as_(everybody["other officer"])):
        assert "interpellations/bureau" not in reader.get("/").get_data(as_text=True)
