"""What the desk writes never leaves it: every address of the site is read by everybody else, and searched."""

import logging
from io import BytesIO
from zipfile import ZipFile

import pytest
from werkzeug.routing import AnyConverter, IntegerConverter

from app.institutions.models import Institution
from app.interpellations.desk import operations, templates
from app.interpellations.filing import operations as filing
from app.interpellations.loading import file_of
from app.interpellations.words import RequesterKind
from app.journal.models import JournalEntry
from tests.builders.interpellations import a_body, a_body_officer, a_watcher
from tests.interpellations.life import a_draft, act

SECRETARIAT_NOTE = "zibeline-du-secretariat"
SERVICE_NOTE = "marmotte-du-service"
TEMPLATE = "genette-du-modele"
SHEET = "xl/worksheets/sheet1.xml"
SECRETS = (SECRETARIAT_NOTE, SERVICE_NOTE, TEMPLATE)


@pytest.fixture
def written(world, file, everybody):
    """A note at each desk, a template, and the file in the hands of the officer."""
    for name, text, desk in (("secretary", SECRETARIAT_NOTE, None), ("officer", SERVICE_NOTE, file.service_id)):
        with world.home.units.begin(world.actor(everybody[name])) as work:
            operations.add_note(work, file_of(work, file.id), text=text, institution_id=desk)
    with world.home.units.begin(world.actor(everybody["officer"])) as work:
        institution = work.session.get_one(Institution, file.service_id)
        templates.save_template(work, institution, title=f"Titre, {TEMPLATE}", text=TEMPLATE)
    act(world, everybody["secretary"], operations.entrust, file, person_id=everybody["officer"].id)
    return file


def addresses(app, file, contract, action):
    """Every address that can be asked for, with the identifiers of this file wherever one is expected."""
    known = {
        "number": file.number,
        "slug": contract.slug,
        "code": action.code,
        "kind": "interpellation",
        "stream": file.stream,
        "form": "csv",
        "what": "contrats",
        "by": "institution",
    }
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" not in rule.methods or rule.endpoint == "static":
                continue
            given = {name: wanted(rule, name, file, known) for name in rule.arguments} | (rule.defaults or {})
            yield app.url_map.bind("localhost").build(rule.endpoint, given)
    yield f"/api/v1/journal/{file.stream}?after=0"
    yield "/interpellations?q=dossier"
    yield "/interpellations/tableau.csv"


def wanted(rule, name, file, known):
    converter = rule._converters.get(name)
    if isinstance(converter, IntegerConverter):
        return file.id
    return min(converter.items) if isinstance(converter, AnyConverter) else known.get(name, "1")


@pytest.mark.parametrize("name", ["visitor", "requester", "delegate", "other officer"])
def test_nothing_of_the_desk_is_on_any_address_open_to_others(
    app, client, as_, written, everybody, ground, name, caplog
):
    caplog.set_level(logging.DEBUG)
    reader = client if name == "visitor" else as_(everybody[name])
    asked = list(addresses(app, written, ground[0], ground[1]))
    assert len(asked) > 100
    for address in asked:
        answer = reader.get(address)
        assert answer.status_code < 500, address
        for secret in SECRETS:
            assert secret.encode() not in answer.get_data(), (address, secret)
    assert not [secret for secret in SECRETS if secret in caplog.text]


def test_neither_the_record_nor_the_exports_of_the_desk_hold_a_note(world, as_, written, everybody):
    with world.home.units.reading() as session:
        told = str([entry.payload for entry in session.query(JournalEntry)])
        assert not [secret for secret in SECRETS if secret in told]
        public = session.query(JournalEntry).filter_by(audience="public").all()
        assert everybody["officer"].family_name not in str([entry.payload for entry in public])
    for name in ("secretary", "chair", "officer"):
        for form in ("csv", "xlsx"):
            answer = as_(everybody[name]).get(f"/interpellations/bureau/export.{form}")
            assert answer.status_code == 200
            written_out = ZipFile(BytesIO(answer.data)).read(SHEET) if form == "xlsx" else answer.data
            assert not [secret for secret in SECRETS if secret.encode() in written_out]


def test_each_desk_reads_its_own_notes_and_not_the_others(as_, written, everybody):
    path = f"/interpellations/bureau/{written.number}"
    for name, read, hidden in (
        ("secretary", SECRETARIAT_NOTE, SERVICE_NOTE),
        ("chair", SECRETARIAT_NOTE, SERVICE_NOTE),
        ("officer", SERVICE_NOTE, SECRETARIAT_NOTE),
    ):
        for address in (path, f"{path}/fragments/travail"):
            said = as_(everybody[name]).get(address).get_data(as_text=True)
            assert read in said, name
            assert hidden not in said, name


def test_a_draft_that_was_taken_back_is_nobody_elses(client, as_, world, ground, officer):
    """It never was filed: neither the public, nor the desk, nor a body's officers know what was written in it."""
    contract, action, secretary, citizen = ground
    body = a_body(world)
    watcher, head = a_watcher(world, body, contract), a_body_officer(world, body)
    for author, kind in ((citizen, RequesterKind.CITIZEN), (watcher, RequesterKind.WATCHER)):
        draft = a_draft(world, author, contract, action, title="Ce que je retire", kind=kind)
        act(world, author, filing.withdraw, draft)
        for reader in (client, *map(as_, (secretary, officer, head))):
            assert reader.get(f"/api/v1/journal/interpellation:{draft.id}").status_code == 404
            assert "Ce que je retire" not in reader.get("/interpellations/bureau?etat=terminees").text
        assert as_(author).get(f"/api/v1/journal/interpellation:{draft.id}").status_code == 200
