"""The record of a case: read by those who may decide it or look at it again."""

from typing import Any

from sqlalchemy.orm import Session

from app.foundation.actors import Actor
from app.foundation.facts import BUREAU
from app.journal.streams import STREAM_KINDS, Audiences, StreamKind

from .models import ModerationCase
from .policies import may_read_case


def audiences(session: Session, actor: Actor, id: int) -> Audiences | None:
    """Return what the actor may read of the record of a case."""
    case = session.get(ModerationCase, id)
    if case is None:
        return None
    return (BUREAU,) if may_read_case(actor, case) else ()


def snapshot(session: Session, id: int, _audiences: Audiences) -> dict[str, Any]:
    """Return where the case stands."""
    case = session.get_one(ModerationCase, id)
    return {"case": {"id": id, "content": case.content, "state": case.state.value, "due_on": case.due_on.isoformat()}}


STREAM_KINDS["moderation"] = StreamKind(audiences=audiences, snapshot=snapshot)
