import hashlib

import pytest

from app.foundation.errors import NotAllowed, Refused
from app.sittings.models import ItemDocument, StoredFile

from . import files

PDF = files.wire(files.PDF, "../note.pdf")


@pytest.fixture
def item(assembly):
    return assembly.world.item(assembly.sitting)


def _stored(assembly):
    with assembly.world.home.units.reading() as session:
        return session.query(StoredFile.sha256, StoredFile.media_type, StoredFile.size).all()


def test_s2_a_document_is_stored_once_under_its_digest(assembly, item):
    other = assembly.world.item(assembly.sitting)
    for of in (item, other):
        assembly.act("chair", "document.add", item_id=of.id, file=PDF)
    digest = hashlib.sha256(files.PDF).hexdigest()
    assert _stored(assembly) == [(digest, "application/pdf", len(files.PDF))]
    with assembly.world.home.units.reading() as session:
        assert [d.name for d in session.query(ItemDocument)] == ["note.pdf", "note.pdf"]
    entry = assembly.world.entries(assembly.sitting.stream)[0]
    assert entry.kind == "document.added"
    assert (entry.audience, entry.payload["sha256"], entry.payload["late"]) == ("members", digest, False)


def test_s2_the_same_document_is_joined_once_to_an_item(assembly, item):
    assembly.act("chair", "document.add", item_id=item.id, file=PDF)
    with pytest.raises(Refused, match="déjà joint"):
        assembly.act("chair", "document.add", item_id=item.id, file=PDF, name="Le même")


def test_s2_a_document_added_after_publication_is_traced_as_late(assembly, item):
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assembly.act("secretary", "document.add", item_id=item.id, file=PDF)
    entry = assembly.world.entries(assembly.sitting.stream)[-1]
    assert (entry.kind, entry.audience, entry.payload["late"]) == ("document.added", "public", True)


def test_s2_a_document_kept_to_members_is_told_to_members(assembly, item):
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assembly.act("secretary", "document.add", item_id=item.id, file=PDF, public=False)
    assert assembly.world.entries(assembly.sitting.stream)[-1].audience == "members"


def test_s2_an_author_documents_their_proposal_until_publication(assembly):
    proposal = assembly.proposed()
    assembly.act("delegate", "document.add", item_id=proposal.id, file=PDF)
    with pytest.raises(NotAllowed):
        assembly.act("observer", "document.add", item_id=proposal.id, file=PDF)


def test_s2_a_document_taken_back_leaves_the_record_and_no_bytes(assembly, item):
    document = assembly.act("chair", "document.add", item_id=item.id, file=PDF)["document_id"]
    assembly.act("secretary", "document.remove", document_id=document)
    assert _stored(assembly) == []
    assert assembly.kinds() == ["document.added", "document.removed"]


def test_s2_bytes_shown_elsewhere_stay(assembly, item):
    other = assembly.world.item(assembly.sitting)
    document = assembly.act("chair", "document.add", item_id=item.id, file=PDF)["document_id"]
    assembly.act("chair", "document.add", item_id=other.id, file=PDF)
    assembly.act("chair", "document.remove", document_id=document)
    assert len(_stored(assembly)) == 1
