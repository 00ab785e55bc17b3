"""Documents joined to an item, their bytes stored once (S2)."""

import hashlib

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from app.foundation.errors import Refused
from app.foundation.facts import MEMBERS
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda import policies, record
from app.sittings.agenda.documents import CheckedFile
from app.sittings.agenda.events import DocumentAdded, DocumentRemoved
from app.sittings.models import AgendaItem, ItemDocument, Sitting, StoredFile


def add_document(
    work: UnitOfWork, sitting: Sitting, item: AgendaItem, *, file: CheckedFile, public: bool = True
) -> ItemDocument:
    """Join a checked file to an item; after publication the record says that it came late."""
    work.allow(policies.may_document, item, sitting)
    record.check_not_over(sitting)
    digest = _store(work, file)
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
    _forget(work, digest)


def _audience(sitting: Sitting, item: AgendaItem, document: ItemDocument) -> str:
    return record.audience(sitting) if document.public and not item.closed_doors else MEMBERS


def _store(work: UnitOfWork, file: CheckedFile) -> str:
    digest = hashlib.sha256(file.content).hexdigest()
    stored = insert(StoredFile).values(
        sha256=digest, media_type=file.kind.media_type, size=len(file.content), content=file.content
    )
    # An update of nothing rather than no update: it waits for whoever is forgetting these very bytes.
    work.session.execute(stored.on_conflict_do_update(index_elements=["sha256"], set_={"size": stored.excluded.size}))
    return digest


def _forget(work: UnitOfWork, digest: str) -> None:
    try:
        with work.session.begin_nested():
            work.session.execute(
                delete(StoredFile).where(StoredFile.sha256 == digest).execution_options(synchronize_session=False)
            )
    except IntegrityError:
        return  # shown elsewhere
