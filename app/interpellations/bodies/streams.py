"""The live side of a body: its record is public, and names nobody."""

from typing import Any

from sqlalchemy.orm import Session

from app.foundation.actors import Actor
from app.foundation.errors import NotFound
from app.foundation.facts import PUBLIC
from app.interpellations.models import Body
from app.journal.streams import STREAM_KINDS, Audiences, Described, StreamKind


def audiences(session: Session, _actor: Actor, id: int) -> Audiences | None:
    """Return what anybody may read of the body's record; None when there is no such body."""
    return None if session.get(Body, id) is None else (PUBLIC,)


def snapshot(session: Session, id: int, _audiences: Audiences) -> dict[str, Any]:
    """Return the body as it is now."""
    body = session.get_one(Body, id)
    return {"body": {"id": id, "name": body.name, "kind": body.kind.value}}


def describe(session: Session, id: int) -> Described:
    """Return the name and the page of a body."""
    body = session.get(Body, id)
    if body is None:
        raise NotFound("Cette instance n’est pas inscrite ici.")
    return Described(title=body.name, href=body.href)


STREAM_KINDS["body"] = StreamKind(audiences=audiences, snapshot=snapshot, describe=describe)
