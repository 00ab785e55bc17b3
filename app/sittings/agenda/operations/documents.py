"""Documents joined to an item, their bytes stored once (S2)."""

from app.foundation.errors import Refused
from app.foundation.facts import MEMBERS
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda import policies, record
from app.sittings.agenda.documents import CheckedFile
from app.sittings.agenda.events import DocumentAdded, DocumentRemoved
from app.sittings.files import forget_file, store_file
from app.sittings.models import AgendaItem, ItemDocument, Sitting


def add_document(
    work: UnitOfWork, sitting: Sitting, item: AgendaItem, *, file: CheckedFile, public: bool = True
) -> ItemDocument:
    """Join a checked file to an item; after publication the record says that it came late."""
    work.allow(policies.may_document, item, sitting)
    record.check_not_over(sitting)
    digest = store_file(work, file)
    if any(document.file_sha256 == digest for document in item.documents):
        raise Refused("Ce document est déjà joint à ce point.", rule="S2")
    document: ItemDocument = work.add(
        ItemDocument(
            item_id=item.id,
            file_sha256=digest,
            name=file.name,
            added_at=work.now(),
            added_by_id=work.actor.person_id,
            public=public,
        )
    )
    work.record(
        DocumentAdded(
            stream=sitting.stream,
            audience=_audience(sitting, item, document),
            document_id=document.id,
            item_id=item.id,
            name=document.name,
            sha256=digest,
            late=sitting.agenda_published_at is not None,
            version=record.next_version(sitting),
        )
    )
    return document


def remove_document(work: UnitOfWork, sitting: Sitting, document: ItemDocument) -> None:
    """Take a document back; its bytes go when nothing else shows them, the record keeps that it was there."""
    item = document.item
    work.allow(policies.may_document, item, sitting)
    record.check_not_over(sitting)
    work.record(
        DocumentRemoved(
            stream=sitting.stream,
            audience=_audience(sitting, item, document),
            document_id=document.id,
            item_id=item.id,
            name=document.name,
            sha256=document.file_sha256,
            late=sitting.agenda_published_at is not None,
            version=record.next_version(sitting),
        )
    )
    digest = document.file_sha256
    work.session.delete(document)
    work.session.flush()
    forget_file(work, digest)


def _audience(sitting: Sitting, item: AgendaItem, document: ItemDocument) -> str:
    return record.audience(sitting) if document.public and not item.closed_doors else MEMBERS
