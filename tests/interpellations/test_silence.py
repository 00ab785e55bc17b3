"""I9: a silence is « réponse non intervenue », never an acceptance, on every page, export, feed, mail and PDF."""

import io
import re
import zipfile

import pytest

from app.institutions.models import Institution
from app.interpellations.answers import closing
from app.interpellations.receipts.operations import set_contact
from app.interpellations.words import Closing
from app.jobs import keep_time
from app.notices.models import Message, MessageFile
from app.sittings.models import AgendaItem
from tests.builders.contracts import an_officer
from tests.interpellations.life import act, an_admitted_file, keep
from tests.interpellations.test_hearings import Assembly
from tests.minutes.test_pdf import text_of as words_of_pdf

SAID = "réponse non intervenue"
NEVER = re.compile(r"accept|approuv|tacite|implicite|réputé|vaut (?:accord|oui)|réponse (?:favorable|positive)")
"""What no word about a file that nobody has answered may hold."""
SHEETS = ("csv", "xlsx")
CONTACT = {"name": "Accueil", "email": "accueil@exemple.invalid", "phone": "03 00 00 00 00", "address": "1 rue A"}


class Silent:
    """A file that nobody has answered, with everybody around it and a sitting in preparation."""

    def __init__(self, world, ground):
        self.world, (self.contract, self.action, self.secretary, self.citizen) = world, ground
        self.assembly = Assembly(world, ground)
        self.sitting = self.assembly.sitting(2026, 9, 1)
        with world.home.units.begin(world.actor(self.secretary)) as work:
            self.owner = work.session.get_one(Institution, self.action.owner_id)
            set_contact(work, self.owner, **CONTACT)
        self.officer = an_officer(world, self.owner)
        self.file = an_admitted_file(world, ground)
        for day in ((2026, 6, 20), (2026, 7, 5), (2026, 7, 20), (2026, 8, 10)):
            keep(world, self.file, *day)
            keep_time(world.home.units)

    def close(self, how):
        """Close it, by the requester or because time has passed."""
        if how in (Closing.SATISFIED, Closing.UNSATISFIED):
            act(self.world, self.citizen, closing.close_by_requester, self.file, satisfied=how is Closing.SATISFIED)
        else:
            act(self.world, self.citizen, closing.close, self.file, how)
        keep_time(self.world.home.units)

    def people(self):
        """Whoever looks, the visitor first."""
        return (None, self.citizen, self.secretary, self.officer, self.assembly.chair)


@pytest.fixture(params=[None, *Closing], ids=lambda how: how.value if how else "open")
def silent(request, world, ground):
    story = Silent(world, ground)
    if request.param is not None:
        story.close(request.param)
    return story


def words(response):
    """The words of an answer, whatever it is made of; of a page, those of its own part."""
    kind, data = response.mimetype, response.data
    if kind == "application/pdf":
        return plain(words_of_pdf(data))
    if "spreadsheet" in kind:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return plain(" ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml")))
    text = data.decode()
    main = re.search(r"<main.*</main>", text, re.S) if kind == "text/html" else None
    return plain(re.sub(r"<[^>]+>", " ", main[0] if main else text))


def plain(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").lower().split())


def places(app, silent):
    """Every address where interpellations are read, with the names this file gives to its parts."""
    known = {"number": silent.file.number, "slug": silent.contract.slug}
    of_other_things = {"id", "token", "office_id", "watcher_id"}
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("interpellations.") or "GET" not in rule.methods:
            continue
        if rule.arguments <= set(known):
            yield fill(rule, known)
        elif "form" in rule.arguments:
            yield from (fill(rule, known | {"form": form}) for form in SHEETS)
        else:
            assert rule.arguments & of_other_things, f"a test must know how {rule} is read"
    yield from (f"/interpellations?{asked}" for asked in ("retard=1", "etat=attente", "etat=audition", "etat=close"))
    yield from (
        f"/contrats/{silent.contract.slug}",
        f"/actions/{silent.action.code}",
        f"/institutions/{silent.owner.id}",
    )
    yield f"/api/v1/journal/{silent.file.stream}"
    yield f"/recherche?q={silent.file.number}"


def fill(rule, names):
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: names[part[1]], str(rule))


def test_i9_no_page_nor_export_nor_feed_nor_pdf_takes_a_silence_for_an_acceptance(app, as_, client, silent):
    walked = {}
    for person in silent.people():
        reader = as_(person) if person else client
        for path in places(app, silent):
            answer = reader.get(path)
            assert answer.status_code in (200, 303, 401, 403, 404), path
            if answer.status_code == 200:
                walked.setdefault(path, words(answer))
                found = NEVER.search(words(answer))
                assert found is None, f"{path}: …{words(answer)[max(0, found.start() - 60) : found.end() + 40]}…"
    number = silent.file.number
    assert {f"/interpellations/{number}", f"/interpellations/{number}/accuse.pdf"} <= set(walked)
    assert SAID in walked[f"/interpellations/{number}"]
    assert SAID in walked[f"/interpellations/{number}/accuse.pdf"]
    assert len(walked) > 15


def test_i9_lists_feeds_and_the_desk_say_the_silence(app, as_, client, silent):
    for path in ("/interpellations", "/interpellations.atom"):
        # The name of a filter of the list says nothing of this file.
        said = words(client.get(path)).replace(f"{SAID} dans le délai (facultatif)", "")
        assert SAID in said, path
    if "interpellation.closed" not in silent.world.kinds(silent.file.stream):
        desk = as_(silent.secretary)
        for path in ("/interpellations/bureau", *(f"/interpellations/bureau/export.{form}" for form in SHEETS)):
            assert SAID in words(desk.get(path)), path


def test_i9_no_mail_nor_its_pieces_takes_a_silence_for_an_acceptance(silent):
    with silent.world.home.units.reading() as session:
        every = session.query(Message).filter_by(about=silent.file.stream).all()
        late = [m for m in every if m.subject.startswith("En retard")]
        pieces = [
            (piece.media_type, session.get_one(MessageFile, piece.digest).content)
            for message in every
            for piece in message.attachments
        ]
    assert late
    for message in every:
        said = plain(f"{message.subject} {message.text}")
        assert NEVER.search(said) is None, message.subject
    assert all(SAID in plain(message.text) for message in late if "réponse" in message.subject)
    for media_type, content in pieces:
        said = words_of_pdf(content) if media_type == "application/pdf" else content.decode()
        assert NEVER.search(plain(said)) is None, media_type


def test_i9_the_item_proposed_to_the_assembly_says_the_silence(silent):
    with silent.world.home.units.reading() as session:
        said = [plain(f"{i.title} {i.description}") for i in session.query(AgendaItem).all()]
    assert any(SAID in one for one in said)
    assert not any(NEVER.search(one) for one in said)


def test_i9_a_closed_file_that_nobody_answered_says_so_however_it_was_closed(client, silent):
    closed = [e for e in silent.world.entries(silent.file.stream) if e.kind == "interpellation.closed"]
    assert not any(entry.payload["answered"] for entry in closed)
    assert SAID in words(client.get(f"/interpellations/{silent.file.number}"))
