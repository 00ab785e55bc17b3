"""Hiding from the public, with a reason, what it must not read; nothing public keeps the text (I11)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, NotFound, NotSignedIn, Refused
from app.foundation.files import Upload
from app.institutions.models import Institution
from app.interpellations.answers import following
from app.interpellations.answers import operations as answers
from app.interpellations.answers.writing import Promise
from app.interpellations.filing import attachments
from app.interpellations.filing import operations as filing
from app.interpellations.loading import file_of
from app.interpellations.models import Interpellation, InterpellationAnswer, OriginalText, Redaction
from app.interpellations.receipts.operations import acknowledge
from app.interpellations.redaction import operations as redaction
from app.interpellations.redaction import policies
from app.interpellations.rules.redaction import redacted
from app.interpellations.words import HidingGround, Inadmissibility
from app.sittings.agenda.documents import check
from tests.builders.contracts import an_officer
from tests.interpellations.life import a_draft, act, an_admitted_file
from tests.interpellations.test_receipts import contact_of

SECRET = "Zébulon Quidam-Factice"
WHY = {"ground": HidingGround.PERSONAL_DATA}


@pytest.fixture
def officer(world, ground):
    with world.home.units.reading() as session:
        return an_officer(world, session.get_one(Institution, ground[1].owner_id))


@pytest.fixture
def told(world, ground, officer):
    """A file that says the name in its title, question, request, answer, commitment and opinion."""
    contract, action, secretary, citizen = ground
    draft = a_draft(
        world,
        citizen,
        contract,
        action,
        title=f"Pourquoi {SECRET} a-t-il arrêté le chantier ?",
        question=f"Le maître d’œuvre, {SECRET}, ne répond plus. Que fait-on ?",
        request=f"Que {SECRET} s’explique.",
    )
    file = act(world, citizen, filing.register, draft)
    act(world, secretary, filing.admit, file)
    with world.home.units.reading() as session:
        promise = Promise(
            title=f"Remplacer {SECRET}",
            owner=session.get_one(Institution, action.owner_id),
            due_on=world.today().replace(year=2027),
        )
    act(
        world,
        officer,
        answers.give_answer,
        file,
        text=f"M. {SECRET} est remplacé.",
        signatory="La directrice",
        promises=[promise],
    )
    act(world, citizen, following.judge, file, satisfied=False, reasons=f"{SECRET} est toujours là.")
    return file


def read(world, entity, **by):
    with world.home.units.reading() as session:
        return session.query(entity).filter_by(**by).all()


def every_public_output(client, file):
    """Every page without an argument, and every page of the file, as a visitor reads them."""
    rules = list(client.application.url_map.iter_rules())
    paths = {rule.rule for rule in rules if "GET" in rule.methods and not rule.arguments}
    numbered = {"number": file.number, "stream": file.stream, "name": "dossier", "id": 1}
    for rule in rules:
        if "GET" in rule.methods and rule.endpoint.startswith(("interpellations.", "journal.")) and rule.arguments:
            paths.add(re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(numbered.get(found[1], 1)), rule.rule))
    search = "Z%C3%A9bulon"
    paths |= {
        f"/interpellations?q={search}",
        f"/interpellations.atom?q={search}",
        f"/interpellations/semblables?q={search}+chantier",
        f"/recherche?q={search}",
        f"/api/v1/journal/{file.stream}",
        f"/api/v1/journal/{file.stream}?after=0",
    }
    return {path: client.get(path).get_data() for path in sorted(paths)}


def leaks(outputs):
    """Pages that still say it."""
    return [path for path, body in outputs.items() if b"Quidam" in body]


def test_i11_a_hidden_passage_is_in_no_public_output(client, world, ground, told):
    assert f"/interpellations/{told.number}" in leaks(every_public_output(client, told))
    act(world, ground[2], redaction.hide_passage, told, passage=SECRET, **WHY)
    assert leaks(every_public_output(client, told)) == []
    page = client.get(f"/interpellations/{told.number}").get_data(as_text=True)
    assert page.count("passage masqué") >= 6
    assert "information sur une personne" in page
    found = client.get("/interpellations?q=Quidam").get_data(as_text=True)
    assert told.number not in found


def test_i11_the_record_says_that_and_why_never_what(world, ground, told):
    act(world, ground[2], redaction.hide_passage, told, passage=SECRET, **WHY, detail="nom d’un tiers")
    entry = world.entries(told.stream)[-1]
    assert (entry.kind, entry.audience) == ("interpellation.part_hidden", "public")
    assert entry.payload == {"what": "passage", "reason": "information sur une personne (nom d’un tiers)"}
    assert not any("Quidam" in str(one.payload) for one in world.entries(told.stream))


def test_i11_the_original_stays_for_the_secretariat_and_the_requester_alone(as_, client, world, ground, told, officer):
    act(world, ground[2], redaction.hide_passage, told, passage=SECRET, **WHY)
    path = f"/interpellations/{told.number}"
    readers = {"secretary": as_(ground[2]), "citizen": as_(ground[3]), "officer": as_(officer), "visitor": client}
    reading = {who for who, reader in readers.items() if "Quidam" in reader.get(path).get_data(as_text=True)}
    assert reading == {"secretary", "citizen"}


def test_i11_shown_again_every_text_is_as_it_was_written(world, ground, told):
    before = read(world, Interpellation, id=told.id)[0]
    act(world, ground[2], redaction.hide_passage, told, passage=SECRET, **WHY)
    (made,) = read(world, Redaction)
    with pytest.raises(Invalid):
        act(world, ground[2], redaction.show_again, told, made.id, reason=" ")
    act(world, ground[2], redaction.show_again, told, made.id, reason="La personne a donné son accord")
    after = read(world, Interpellation, id=told.id)[0]
    assert [after.title, after.question, after.request, after.search] == [
        before.title,
        before.question,
        before.request,
        before.search,
    ]
    assert read(world, OriginalText) == []
    entry = world.entries(told.stream)[-1]
    assert (entry.kind, entry.payload) == (
        "interpellation.part_shown",
        {"what": "passage", "reason": "La personne a donné son accord"},
    )
    (made,) = read(world, Redaction)
    assert (made.lifted_by_id, made.lifted_reason) == (ground[2].id, "La personne a donné son accord")
    with pytest.raises(NotFound):
        act(world, ground[2], redaction.show_again, told, made.id, reason="Encore")


def test_i11_two_hidden_passages_are_shown_again_one_by_one(world, ground, told):
    act(world, ground[2], redaction.hide_passage, told, passage=SECRET, **WHY)
    act(world, ground[2], redaction.hide_passage, told, passage="maître d’œuvre", ground=HidingGround.SECRECY)
    first = read(world, Redaction)[0]
    act(world, ground[2], redaction.show_again, told, first.id, reason="Erreur")
    question = read(world, Interpellation, id=told.id)[0].question
    assert SECRET in question
    assert "maître" not in question


def test_i11_what_is_written_later_is_hidden_too(world, ground, told, officer):
    act(world, ground[2], redaction.hide_passage, told, passage=SECRET, **WHY)
    with world.home.units.begin(world.actor(officer)) as work:
        (former,) = work.session.query(InterpellationAnswer).all()
        given_text = f"Je répète : {SECRET} est remplacé."
        given_now = answers.correct_answer(
            work, file_of(work, told.id), former, text=given_text, signatory="La directrice"
        )
    assert "Quidam" not in given_now.text
    kept = read(world, OriginalText, part=f"answer:{given_now.id}")
    assert [one.text for one in kept] == [given_text]


def test_i11_a_question_rewritten_by_its_author_replaces_its_original(world, ground):
    contract, action, secretary, citizen = ground
    draft = a_draft(world, citizen, contract, action, question=f"Que fait {SECRET} depuis le mois de mars dernier ?")
    file = act(world, citizen, filing.register, draft)
    act(world, secretary, redaction.hide_passage, file, passage=SECRET, **WHY)
    act(world, secretary, filing.refuse, file, code=Inadmissibility.PERSONAL_DATA, reason=f"Retirez {SECRET}.")
    assert "Quidam" not in read(world, Interpellation, id=file.id)[0].inadmissibility_reason
    act(world, citizen, filing.change_draft, file, question="Que fait l’entreprise depuis le mois de mars dernier ?")
    act(world, citizen, filing.correct, file)
    known = read(world, Interpellation, id=file.id)[0]
    assert (known.question, known.inadmissibility_reason) == (
        "Que fait l’entreprise depuis le mois de mars dernier ?",
        "",
    )
    assert read(world, OriginalText) == []


def test_i11_the_whole_question_gives_way_to_its_reason(client, world, ground, told):
    act(world, ground[2], redaction.hide_question, told, ground=HidingGround.INSULT)
    page = client.get(f"/interpellations/{told.number}").get_data(as_text=True)
    assert "Question masquée" in page
    assert "propos que la loi interdit" in page
    assert "ne répond plus" not in page
    assert "Question masquée" in client.get("/interpellations").get_data(as_text=True)
    with pytest.raises(IllegalTransition):
        act(world, ground[2], redaction.hide_question, told, ground=HidingGround.INSULT)
    (made,) = read(world, Redaction)
    act(world, ground[2], redaction.show_again, told, made.id, reason="Décision du juge")
    assert "ne répond plus" in client.get(f"/interpellations/{told.number}").get_data(as_text=True)


def test_i11_a_name_is_hidden_and_shown_again(client, world, ground):
    _contract, _action, secretary, citizen = ground
    file = an_admitted_file(world, ground, publishes_name=True)
    path = f"/interpellations/{file.number}"
    assert citizen.family_name in client.get(path).get_data(as_text=True)
    act(world, secretary, redaction.hide_name, file, **WHY)
    assert citizen.family_name not in client.get(path).get_data(as_text=True)
    with pytest.raises(Refused):
        act(world, secretary, redaction.hide_name, file, **WHY)
    (made,) = read(world, Redaction)
    act(world, secretary, redaction.show_again, file, made.id, reason="À sa demande")
    assert citizen.family_name in client.get(path).get_data(as_text=True)


def test_i11_a_document_and_its_name_are_hidden_and_shown_again(as_, client, world, ground):
    contract, action, secretary, citizen = ground
    draft = a_draft(world, citizen, contract, action)
    act(world, citizen, attachments.attach, draft, check(Upload(name="Quidam.txt", content=b"Une note.")))
    file = act(world, citizen, filing.register, draft)
    act(world, secretary, attachments.publish, file, 1)
    page, document = f"/interpellations/{file.number}", f"/interpellations/{file.number}/pieces/1"
    assert client.get(document).status_code == 200
    act(world, secretary, redaction.hide_document, file, 1, **WHY)
    assert [who.get(document).status_code for who in (client, as_(world.person()), as_(secretary), as_(citizen))] == [
        404,
        404,
        200,
        200,
    ]
    assert "Quidam" not in client.get(page).get_data(as_text=True)
    assert "Pièce masquée" in client.get(page).get_data(as_text=True)
    assert leaks(every_public_output(client, file)) == []
    with pytest.raises(Refused):
        act(world, secretary, attachments.publish, file, 1)
    (made,) = read(world, Redaction)
    act(world, secretary, redaction.show_again, file, made.id, reason="Sans nom")
    assert client.get(document).status_code == 200


def test_i11_the_receipt_of_a_hidden_question_is_for_those_who_may_read_it(as_, world, ground, officer):
    file = an_admitted_file(world, ground)
    contact_of(world, ground[2], file)
    act(world, ground[2], acknowledge, file)
    path = f"/interpellations/{file.number}/accuse.pdf"
    assert as_(officer).get(path).status_code == 200
    act(world, ground[2], redaction.hide_question, file, **WHY)
    assert [as_(who).get(path).status_code for who in (officer, ground[2], ground[3])] == [404, 200, 200]


@pytest.mark.parametrize("passage", [" ", "a", "mots absents du dossier"])
def test_i11_a_passage_must_be_in_the_file_and_long_enough(world, ground, told, passage):
    with pytest.raises((Invalid, Refused)):
        act(world, ground[2], redaction.hide_passage, told, passage=passage, **WHY)


def test_i11_the_public_reason_never_repeats_what_it_hides(world, ground, told):
    with pytest.raises(Invalid):
        act(world, ground[2], redaction.hide_passage, told, passage=SECRET, **WHY, detail=f"nom de {SECRET.upper()}")
    assert read(world, Redaction) == []


def test_i11_only_the_secretariat_hides_and_it_and_the_requester_read_the_original(world, ground, told, officer):
    people = {
        "secretary": ground[2],
        "citizen": ground[3],
        "officer": officer,
        "stranger": world.person(),
    }
    with world.home.units.reading() as session:
        file = session.get_one(Interpellation, told.id)
        people["chair"] = world.chair(file.contract.conference)
        actors = {who: world.actor(person) for who, person in people.items()}
        assert {who for who, actor in actors.items() if policies.may_redact(actor, file)} == {"secretary"}
        assert {who for who, actor in actors.items() if policies.may_read_original(actor, file)} == {
            "secretary",
            "citizen",
        }
    for who in ("citizen", "officer", "stranger"):
        with pytest.raises((NotAllowed, NotSignedIn)):
            act(world, people[who], redaction.hide_passage, told, passage=SECRET, **WHY)


@pytest.mark.parametrize(
    ("text", "passage", "shown"),
    [
        ("Où est M. Dupont ?", "m.  dupont", "Où est [passage masqué\u00a0: R] ?"),
        ("Où est M.\u00a0Dupont ?", "M. Dupont", "Où est [passage masqué\u00a0: R] ?"),
        ("Il dit « non » !", "dit\u00a0«\u202fnon\u202f»\u202f!", "Il [passage masqué\u00a0: R]"),
        ("L’abbé", "l'abbé", "[passage masqué\u00a0: R]"),
        ("a.c", "b", "a.c"),
        ("abc", "a.c", "abc"),
    ],
)
def test_i11_a_passage_is_found_however_the_page_spaces_it(text, passage, shown):
    assert redacted(text, [(passage, "R")]) == shown


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


@given(WORDS, WORDS.filter(lambda words: len("".join(words.split())) >= 2), WORDS)
def test_i11_what_is_hidden_never_stands_outside_its_reason(before, passage, after):
    shown = redacted(f"{before}{passage}{after}", [(passage, "\x00")])
    outside = re.sub("\\[passage masqué\u00a0: \x00\\]", "\x01", shown)
    assert redacted(outside, [(passage, "\x00")]) == outside
