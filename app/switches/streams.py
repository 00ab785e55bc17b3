"""The record of the platform: read by everybody."""

from typing import Any

from sqlalchemy.orm import Session

from app.foundation.actors import Actor
from app.foundation.facts import PUBLIC
from app.journal.streams import STREAM_KINDS, Audiences, StreamKind


def audiences(_session: Session, _actor: Actor, id: int) -> Audiences | None:
    """Return what the actor may read: all of it, for there is nothing else than public notices."""
    return (PUBLIC,) if id == 1 else None


def snapshot(_session: Session, _id: int, _audiences: Audiences) -> dict[str, Any]:
    """Return nothing: the notices are on the pages."""
    return {}


STREAM_KINDS["platform"] = StreamKind(audiences=audiences, snapshot=snapshot)
