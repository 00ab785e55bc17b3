"""Documents joined to a question: recognised by their content, images without what the device hid in them (I2)."""

import hashlib

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.foundation.errors import NotFound, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.events import REQUESTER
from app.interpellations.models import Attachment, Interpellation
from app.interpellations.rules.filing import MOST_ATTACHMENTS
from app.interpellations.words import InterpellationState
from app.sittings.agenda.documents import CheckedFile
from app.sittings.agenda.images import without_metadata
from app.sittings.models import StoredFile

from . import policies
from .events import AttachmentJoined, AttachmentTaken

CHANGEABLE = (InterpellationState.DRAFT, InterpellationState.INADMISSIBLE)


def attach(work: UnitOfWork, file: Interpellation, document: CheckedFile, *, deliberation: bool = False) -> Attachment:
    """Join a checked document to a draft or to a question to correct; not public before the secretariat looked."""
    work.allow(policies.may_change_file, file)
    _check_changeable(file)
    joined = select(func.count(Attachment.id)).where(Attachment.interpellation_id == file.id)
    if work.session.scalars(joined).one() >= MOST_ATTACHMENTS:
        raise Refused(f"{MOST_ATTACHMENTS} documents au plus par interpellation.", rule="I2")
    content = without_metadata(document)
    digest = hashlib.sha256(content).hexdigest()
    work.session.execute(
        insert(StoredFile)
        .values(sha256=digest, media_type=document.kind.media_type, size=len(content), content=content)
        .on_conflict_do_nothing()
    )
    attachment: Attachment = work.add(
        Attachment(
            interpellation_id=file.id,
            file_sha256=digest,
            name=document.name,
            added_at=work.now(),
            deliberation=deliberation,
        )
    )
    work.record(AttachmentJoined(stream=file.stream, audience=REQUESTER, attachment_id=attachment.id, sha256=digest))
    return attachment


def detach(work: UnitOfWork, file: Interpellation, attachment_id: int) -> None:
    """Take a document back before the question is filed."""
    work.allow(policies.may_change_file, file)
    _check_changeable(file)
    attachment = work.session.get(Attachment, attachment_id)
    if attachment is None or attachment.interpellation_id != file.id:
        raise NotFound("Ce document n’est pas joint à cette interpellation.")
    work.session.delete(attachment)
    work.record(
        AttachmentTaken(
            stream=file.stream, audience=REQUESTER, attachment_id=attachment_id, sha256=attachment.file_sha256
        )
    )


def publish(work: UnitOfWork, file: Interpellation, attachment_id: int) -> None:
    """Show a document to everybody, once the secretariat has looked at it."""
    work.allow(policies.may_decide_admissibility, file)
    attachment = work.session.get(Attachment, attachment_id)
    if attachment is None or attachment.interpellation_id != file.id:
        raise NotFound("Ce document n’est pas joint à cette interpellation.")
    if attachment.hidden_reason:
        raise Refused("Cette pièce est masquée : montrez-la de nouveau d’abord.", rule="I11")
    attachment.public = True
    work.record(AttachmentJoined(stream=file.stream, attachment_id=attachment_id, sha256=attachment.file_sha256))


def _check_changeable(file: Interpellation) -> None:
    if file.state not in CHANGEABLE:
        raise Refused("La question est déposée : ses documents ne changent plus.", rule="I2")
