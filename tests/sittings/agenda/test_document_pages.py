"""A document is served to who may read it, as what it is, and can do nothing to who opens it."""

import pytest

from app.sittings.words import ItemState

from . import files
from .conftest import CAPACITIES

INSIDE = {"chair", "secretary", "delegate", "observer", "partner"}


@pytest.fixture
def item(assembly):
    return assembly.world.item(assembly.sitting)


@pytest.fixture
def join(assembly, item):
    """Join a file to the item and return its path."""

    def added(content, name, **more):
        answer = assembly.act("chair", "document.add", item_id=item.id, file=files.wire(content, name), **more)
        return f"/documents/{answer['document_id']}"

    return added


def _readers(assembly, as_, client, path):
    found = set()
    for capacity in CAPACITIES:
        person = assembly.people[capacity]
        if (client if person is None else as_(person)).get(path).status_code == 200:
            found.add(capacity)
    return found


@pytest.mark.parametrize(
    ("published", "public", "of_the_sitting", "closed_doors", "everybody"),
    [
        (False, True, True, False, False),
        (True, True, True, False, True),
        (True, False, True, False, False),
        (True, True, False, False, False),
        (True, True, True, True, False),
    ],
)
def test_s11_a_document_is_public_when_everything_about_it_is(
    assembly, as_, client, item, join, published, public, of_the_sitting, closed_doors, everybody
):
    path = join(files.PDF, "note.pdf", public=public)
    assembly.world.update(item, closed_doors=closed_doors)
    assembly.world.update(assembly.sitting, public=of_the_sitting)
    if published:
        assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assert _readers(assembly, as_, client, path) == (set(CAPACITIES) if everybody else INSIDE)


@pytest.mark.parametrize("state", [ItemState.REFUSED, ItemState.DEFERRED, ItemState.PROPOSED])
def test_s2_the_document_of_an_item_that_is_not_on_the_agenda_is_for_members(assembly, as_, client, item, join, state):
    path = join(files.PDF, "note.pdf")
    assembly.world.update(item, state=state)
    assembly.world.update(assembly.sitting, agenda_published_at=assembly.world.clock())
    assert _readers(assembly, as_, client, path) == INSIDE


def test_s2_the_document_of_a_published_item_put_off_in_the_sitting_stays_public(assembly, client, item, join):
    path = join(files.PDF, "note.pdf")
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assembly.world.update(item, state=ItemState.DEFERRED)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("content", "name", "media_type", "disposition"),
    [
        (files.PDF, "note.pdf", "application/pdf", "inline; filename=note.pdf"),
        (files.PNG, "plan.png", "image/png", "inline; filename=plan.png"),
        (b"Bonjour", "note.txt", "text/plain; charset=utf-8", "attachment; filename=note.txt"),
        (b"a;b", "t.csv", "text/csv; charset=utf-8", "attachment; filename=t.csv"),
        (files.open_document(), "a.odt", "application/vnd.oasis.opendocument.text", "attachment; filename=a.odt"),
    ],
)
def test_a_document_is_served_as_what_it_is(assembly, as_, join, content, name, media_type, disposition):
    answer = as_(assembly.delegate).get(join(content, name))
    assert answer.data == content
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"] == disposition
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"


def test_a_name_with_accents_travels_whole(assembly, as_, join):
    answer = as_(assembly.delegate).get(join(files.PDF, "Délibération n° 3.pdf"))
    assert "filename*=UTF-8''D%C3%A9lib%C3%A9ration%20n%C2%B0%203.pdf" in answer.headers["Content-Disposition"]


def test_a_document_for_members_is_kept_by_no_cache_and_no_browser(assembly, as_, client, join):
    path = join(files.PDF, "note.pdf")
    assert as_(assembly.delegate).get(path).headers["Cache-Control"] == "no-store"
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assert client.get(path).headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_document_already_there_is_not_sent_again(assembly, as_, join):
    client, path = as_(assembly.delegate), join(files.PDF, "note.pdf")
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_part_of_a_document_can_be_asked_for(assembly, as_, join):
    answer = as_(assembly.delegate).get(join(files.PDF, "note.pdf"), headers={"Range": "bytes=0-4"})
    assert (answer.status_code, answer.data) == (206, b"%PDF-")


def test_a_document_taken_back_is_gone(assembly, as_, join):
    path = join(files.PDF, "note.pdf")
    assembly.act("chair", "document.remove", document_id=int(path.rsplit("/", 1)[1]))
    assert as_(assembly.delegate).get(path).status_code == 404
