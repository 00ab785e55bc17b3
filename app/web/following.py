"""What a live page tells its script: the stream it shows, and the truth it was drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.foundation.actors import Actor
from app.foundation.errors import NotFound
from app.journal.epochs import epoch_for
from app.journal.models import StreamHead
from app.journal.queries import database_id, reach
from app.journal.streams import Audiences, audiences_for

from .house import house


@dataclass(frozen=True, kw_only=True)
class Followed:
    """The attributes `data-stream`, `data-position` and `data-epoch` of a live region."""

    stream: str
    position: int
    epoch: str


def followed(session: Session, actor: Actor, stream: str) -> Followed | None:
    """Return how far the stream goes for this reader, None when there is nothing of it to follow.

    Ask before reading what is shown: a page may only be newer than it says.
    """
    try:
        audiences = audiences_for(session, actor, stream)
    except NotFound:
        return None
    position = reach(session, stream, audiences).position
    return Followed(stream=stream, position=position, epoch=epoch_for(_database(session), actor, audiences))


def followed_all(session: Session, actor: Actor, streams: Mapping[str, Audiences]) -> dict[str, Followed]:
    """Return the same for several streams of which the audiences are known. One read."""
    heads = select(StreamHead.stream, StreamHead.position).where(StreamHead.stream.in_(streams))
    return {
        stream: Followed(stream=stream, position=position, epoch=epoch_for(_database(session), actor, streams[stream]))
        for stream, position in session.execute(heads)
    }


def _database(session: Session) -> str:
    known: str | None = house().notes.get("database_id")
    if known is None:
        known = house().notes["database_id"] = database_id(session)
    return known
