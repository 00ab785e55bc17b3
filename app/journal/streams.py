"""Which kinds of stream exist, who may read them and what a newcomer receives. Filled by the features."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.foundation.actors import Actor
from app.foundation.errors import Denied, NotFound
from app.foundation.numbering import numbered

Audiences = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Described:
    """What people call the object of a stream, its page, and where its hours are told."""

    title: str
    href: str
    timezone: str = "Europe/Paris"


@dataclass(frozen=True, kw_only=True)
class StreamKind:
    """A kind of stream (`sitting`).

    `audiences(session, actor, id)` gives the audiences the actor may read, None when there is no such object.
    `snapshot(session, id, audiences)` gives what a newcomer of these audiences must know, JSON-ready.
    `describe(session, id)` names the object, when it is one that people can name: those can be followed by mail.
    """

    audiences: Callable[[Session, Actor, int], Audiences | None]
    snapshot: Callable[[Session, int, Audiences], dict[str, Any]]
    describe: Callable[[Session, int], Described] | None = None


HIDDEN = "Ce flux n’existe pas, ou n’est pas public."
STREAM_KINDS: dict[str, StreamKind] = {}


def split(stream: object) -> tuple[StreamKind, int]:
    """Return the kind and the id of a stream name, or raise `NotFound`."""
    name, _, number = stream.partition(":") if isinstance(stream, str) else ("", "", "")
    kind = STREAM_KINDS.get(name)
    id = numbered(number)
    if kind is None or id is None:
        raise NotFound("Ce flux n’existe pas. Un flux s’écrit par exemple « sitting:12 ».")
    return kind, id


def described(session: Session, stream: object) -> Described | None:
    """Return what people call the object of a stream; None when it has no name of its own or is not there."""
    try:
        kind, id = split(stream)
        return kind.describe(session, id) if kind.describe else None
    except NotFound:
        return None


def audiences_for(session: Session, actor: Actor, stream: object) -> Audiences:
    """Return what the actor may read of the stream, or raise `NotFound`."""
    kind, id = split(stream)
    audiences = kind.audiences(session, actor, id)
    if not audiences:
        raise NotFound(HIDDEN).because(Denied("journal.streams.audiences_for", HIDDEN, (str(stream),)))
    return audiences
