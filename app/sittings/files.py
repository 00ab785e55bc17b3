"""Bytes of documents: stored once whatever shows them, forgotten when nothing does any more."""

import hashlib

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda.documents import CheckedFile
from app.sittings.agenda.images import without_metadata
from app.sittings.models import StoredFile


def store_file(work: UnitOfWork, file: CheckedFile) -> str:
    """Keep the bytes of a checked file, an image as its pixels alone, and return their digest."""
    content = without_metadata(file)
    digest = hashlib.sha256(content).hexdigest()
    stored = insert(StoredFile).values(
        sha256=digest, media_type=file.kind.media_type, size=len(content), content=content
    )
    # An update of nothing rather than no update: it waits for whoever is forgetting these very bytes.
    work.session.execute(stored.on_conflict_do_update(index_elements=["sha256"], set_={"size": stored.excluded.size}))
    return digest


def forget_file(work: UnitOfWork, digest: str) -> None:
    """Let the bytes go, unless something else still shows them."""
    try:
        with work.session.begin_nested():
            work.session.execute(
                delete(StoredFile).where(StoredFile.sha256 == digest).execution_options(synchronize_session=False)
            )
    except IntegrityError:
        return  # shown elsewhere
