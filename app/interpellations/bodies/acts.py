"""The acts that prove: kept as they were given, once for the same content."""

import hashlib

from sqlalchemy.dialects.postgresql import insert

from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda.documents import CheckedFile
from app.sittings.models import StoredFile


def keep_act(work: UnitOfWork, document: CheckedFile | None) -> str | None:
    """Keep a checked document and return the SHA-256 it is found by, None when none was joined."""
    if document is None:
        return None
    digest = hashlib.sha256(document.content).hexdigest()
    work.session.execute(
        insert(StoredFile)
        .values(
            sha256=digest, media_type=document.kind.media_type, size=len(document.content), content=document.content
        )
        .on_conflict_do_nothing()
    )
    return digest
