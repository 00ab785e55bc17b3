"""The pages of interpellations: what a citizen, a service and a secretariat read and do, each in few queries."""

import io
import re

import pytest
from PIL import Image

from app.foundation.files import Upload
from app.institutions.models import Institution
from app.interpellations.answers import operations as answers
from app.interpellations.filing import attachments
from app.interpellations.filing import operations as filing
from app.interpellations.loading import file_of
from app.interpellations.models import InterpellationAnswer
from app.interpellations.words import Inadmissibility
from app.sittings.agenda.documents import check
from app.sittings.models import StoredFile
from tests.builders.contracts import an_officer
from tests.interpellations.life import QUESTION, a_draft, act, an_admitted_file, keep


def text_of(answer):
    plain = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return " ".join(plain.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").split())


@pytest.fixture
def officer(world, ground):
    with world.home.units.reading() as session:
        return an_officer(world, session.get_one(Institution, ground[1].owner_id))


def form(client, path, command, **data):
    page = client.get(path).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    return client.post(f"/actes/{command}", data={"csrf_token": token, "page": path, **data})


def test_i11_the_file_is_public_with_its_question_and_dates_in_few_queries(client, world, ground, queries):
    file = an_admitted_file(world, ground)
    with queries(12):
        answer = client.get(f"/interpellations/{file.number}")
    said = text_of(answer)
    assert answer.status_code == 200
    assert QUESTION.replace("\N{NARROW NO-BREAK SPACE}", " ") in said
    assert "Réponse" in said
    assert "4 juillet 2026" in said
    assert ground[3].family_name not in said


def test_i3_a_number_is_found_however_it_is_typed_and_a_wrong_digit_is_not(client, world, ground):
    file = an_admitted_file(world, ground)
    assert client.get(f"/interpellations/{file.number.replace('-', '')}").status_code == 200
    assert client.get("/interpellations/26-0001-9").status_code == 404


def test_i9_a_silence_is_said_so_on_every_page(client, world, ground):
    file = an_admitted_file(world, ground)
    keep(world, file, 2026, 7, 20)
    for path in (
        f"/interpellations/{file.number}",
        "/interpellations",
        "/interpellations?retard=1",
        "/interpellations.atom",
    ):
        said = text_of(client.get(path)).lower()
        assert "réponse non intervenue" in said, path
        assert "accepté" not in said, path


def test_i5_reminders_that_follow_one_another_are_one_moment_and_the_silence_stands_at_the_head(client, world, ground):
    file = an_admitted_file(world, ground)
    for day in ((2026, 5, 10), (2026, 6, 20), (2026, 7, 2), (2026, 7, 6)):
        keep(world, file, *day)
    said = text_of(client.get(f"/interpellations/{file.number}"))
    head, dates = said.split("Les dates du dossier", 1)
    assert "Réponse non intervenue, attendue le 4 juillet 2026" in head
    assert re.search(r"\d rappels envoyés Le dernier le 6 juillet 2026 Les rappels un par un", dates)
    assert "au service qui doit répondre (réponse)" in dates
    assert "Réponse non intervenue : elle était attendue pour le 4 juillet 2026, de" in dates


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("q=chantier", False), ("q=maison+de+sante", True), ("etat=attente", True), ("etat=close", False)],
)
def test_i11_the_list_is_searched_and_sorted_from_the_address(client, world, ground, query, found):
    file = an_admitted_file(world, ground)
    assert (file.title in text_of(client.get(f"/interpellations?{query}"))) is found


def test_i2_a_visitor_reads_the_state_of_the_action_before_signing_in(client, world, ground, queries):
    with queries(12):
        answer = client.get(f"/interpellations/nouvelle?action={ground[1].code}")
    said = text_of(answer)
    assert "en retard" in said or "on ne sait pas" in said
    assert "Me connecter" in said


def test_i2_a_question_goes_from_the_form_to_its_number_without_script(as_, world, ground):
    contract, action, _secretary, citizen = ground
    browser = as_(citizen)
    start = f"/interpellations/nouvelle?action={action.code}"
    kept = form(
        browser,
        start,
        "interpellation.draft",
        contract_id=contract.id,
        action_id=action.id,
        kind="citizen",
        title="La maison de santé",
        question=QUESTION,
    )
    assert kept.status_code == 303
    draft = kept.headers["Location"]
    id = draft.rsplit("/", 1)[1].split("?")[0]
    assert "Rien n’est encore envoyé" in text_of(browser.get(draft))
    filed = form(browser, f"/interpellations/brouillons/{id}", "interpellation.register", interpellation_id=id)
    assert filed.status_code == 303
    assert re.search(r"/interpellations/26-0001-3", filed.headers["Location"])


def test_i2_what_was_typed_stays_when_it_is_refused(as_, world, ground):
    contract, _action, _secretary, citizen = ground
    start = f"/interpellations/nouvelle?contrat={contract.slug}"
    long = "a" * 200
    answer = form(
        as_(citizen), start, "interpellation.draft", contract_id=contract.id, kind="citizen", title=long, question="Oui"
    )
    assert answer.status_code == 422
    assert long in answer.get_data(as_text=True)


def test_i2_a_draft_is_read_by_its_writer_alone(as_, client, world, ground):
    draft = a_draft(world, ground[3], ground[0])
    path = f"/interpellations/brouillons/{draft.id}"
    assert as_(ground[3]).get(path).status_code == 200
    assert as_(world.person()).get(path).status_code == 404


def test_i4_the_correction_page_is_for_who_may_correct(as_, world, ground):
    contract, action, secretary, citizen = ground
    file = act(world, citizen, filing.register, a_draft(world, citizen, contract, action))
    act(world, secretary, filing.refuse, file, code=Inadmissibility.INSULT, reason="Retirez ce mot.")
    path = f"/interpellations/{file.number}/corriger"
    assert "Retirez ce mot." in text_of(as_(citizen).get(path))
    assert as_(world.person()).get(path).status_code == 403


def test_each_one_is_offered_the_acts_that_are_theirs_and_no_other(as_, client, world, ground, officer):
    file = an_admitted_file(world, ground)
    path = f"/interpellations/{file.number}"
    offers = {
        "visitor": client,
        "citizen": as_(ground[3]),
        "secretary": as_(ground[2]),
        "officer": as_(officer),
        "stranger": as_(world.person()),
    }
    found = {
        who: set(re.findall(r'action="/actes/(interpellation\.[a-z_]+)"', reader.get(path).get_data(as_text=True)))
        for who, reader in offers.items()
    }
    assert found == {
        "visitor": set(),
        "stranger": {"interpellation.support"},
        "citizen": {"interpellation.withdraw"},
        "officer": {"interpellation.answer", "interpellation.support"},
        "secretary": {
            "interpellation.suspend_clock",
            "interpellation.resume_clock",
            "interpellation.hide_passage",
            "interpellation.hide_question",
            "interpellation.support",
        },
    }


def test_i5_the_answer_is_public_with_its_former_version(client, world, ground, officer):
    file = an_admitted_file(world, ground)
    act(world, officer, answers.give_answer, file, text="Le chantier reprend en juin.", signatory="La directrice")
    with world.home.units.begin(world.actor(officer)) as work:
        (former,) = work.session.query(InterpellationAnswer).all()
        corrected = {"text": "En juillet.", "signatory": "La directrice"}
        answers.correct_answer(work, file_of(work, file.id), former, **corrected)
    said = text_of(client.get(f"/interpellations/{file.number}"))
    assert "En juillet." in said
    assert "Le chantier reprend en juin." in said


def test_i2_images_lose_what_the_device_hid_in_them(world, ground):
    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Appareil-Secret"
    Image.new("RGB", (8, 6), "red").save(photo, "JPEG", exif=exif)
    assert b"Appareil-Secret" in photo.getvalue()
    draft = a_draft(world, ground[3], ground[0])
    document = check(Upload(name="photo.jpg", content=photo.getvalue()))
    act(world, ground[3], attachments.attach, draft, document)
    with world.home.units.reading() as session:
        (kept,) = session.query(StoredFile).all()
        content = kept.content
    assert b"Appareil-Secret" not in content
    with Image.open(io.BytesIO(content)) as read:
        assert (read.size, dict(read.getexif())) == ((8, 6), {})


def test_i2_a_joined_document_is_not_public_before_the_secretariat_has_looked(as_, client, world, ground):
    draft = a_draft(world, ground[3], ground[0], ground[1])
    document = check(Upload(name="note.txt", content=b"Une note."))
    act(world, ground[3], attachments.attach, draft, document)
    file = act(world, ground[3], filing.register, draft)
    path = f"/interpellations/{file.number}/pieces/1"
    assert [reader.get(path).status_code for reader in (client, as_(ground[3]))] == [404, 200]
    act(world, ground[2], attachments.publish, file, 1)
    assert client.get(path).status_code == 200


def test_i2_similar_questions_are_read_again_while_one_writes_those_of_the_action_first(client, world, ground):
    contract, action, _secretary, _citizen = ground
    an_admitted_file(world, ground)
    page = client.get(f"/interpellations/nouvelle?action={action.code}").get_data(as_text=True)
    assert 'data-island="similar"' in page
    source = re.search(r'data-src="(/interpellations/semblables[^"]*)"', page)[1]
    assert action.code in source
    assert "1 question ressemble à la vôtre" in text_of(client.get(f"{source}&q=tout+autre+chose"))
    assert "Aucune question semblable" in text_of(client.get("/interpellations/semblables?q=tout+autre+chose"))
    assert client.get(f"/interpellations/semblables?contrat={contract.slug}&q=sante").status_code == 200
    assert client.get("/interpellations/semblables?contrat=inconnu&q=sante").status_code == 404


def test_i4_before_it_is_admissible_nobody_is_said_to_have_kept_silent(client, world, ground):
    contract, action, secretary, citizen = ground
    file = act(world, citizen, filing.register, a_draft(world, citizen, contract, action))
    asked_later = "sera demandée à l’institution quand la question sera déclarée recevable"
    assert asked_later in text_of(client.get(f"/interpellations/{file.number}"))
    act(world, secretary, filing.admit, file)
    said = text_of(client.get(f"/interpellations/{file.number}"))
    assert asked_later not in said
    assert "Aucune réponse n’est intervenue à ce jour." in said
