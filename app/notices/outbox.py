"""Writing a message with the change it tells: it will be sent if and only if the change is kept."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy.dialects.postgresql import insert

from app.foundation.unit_of_work import UnitOfWork

from .models import Message, MessageAttachment, MessageFile

DELIVER = "outbox.deliver"


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that goes with a message: `media_type` as in `text/calendar; method=REQUEST`."""

    name: str
    media_type: str
    content: bytes


def send(
    work: UnitOfWork,
    *,
    to: str,
    subject: str,
    text: str,
    kind: str,
    about: str = "",
    reply_to: str | None = None,
    unsubscribe: str | None = None,
    attachments: Sequence[Attachment] = (),
    reference: str | None = None,
) -> Message:
    """Put a message in the outbox, in the transaction of this change.

    `{site}` in the text stands for the site's address. `about` is the name of a stream (`sitting:4`): those who
    administer that object see what becomes of the message. `unsubscribe` is a path that answers to POST.
    """
    now = work.now()
    message: Message = work.add(
        Message(
            reference=reference or str(uuid4()),
            kind=kind,
            about=about,
            recipient=to,
            subject=re.sub(r"[ \t\r\n]+", " ", subject).strip(),
            text=text,
            reply_to=reply_to,
            unsubscribe=unsubscribe,
            created_at=now,
            trying_since=now,
            next_attempt_at=now,
            attachments=[_attached(work, rank, file) for rank, file in enumerate(attachments)],
        )
    )
    work.later(DELIVER, message_id=message.id)
    return message


def _attached(work: UnitOfWork, rank: int, file: Attachment) -> MessageAttachment:
    digest = hashlib.sha256(file.content).hexdigest()
    kept = insert(MessageFile).values(digest=digest, content=file.content)
    # The useless update takes the row's lock: a cleaning of unused contents under way cannot take it from under us.
    work.session.execute(kept.on_conflict_do_update(index_elements=["digest"], set_={"digest": kept.excluded.digest}))
    return MessageAttachment(rank=rank, name=file.name, media_type=file.media_type, digest=digest)
