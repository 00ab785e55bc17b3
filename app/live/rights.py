"""Rights change while sockets are open: whoever may no longer read what they receive is told and cut off at once."""

from typing import TYPE_CHECKING

import structlog

from app.foundation.actors import VISITOR
from app.foundation.errors import DomainError
from app.journal.epochs import epoch_for
from app.switches.board import board_of

from .connections import Connection, Followed

if TYPE_CHECKING:
    from .hub import Hub

log = structlog.get_logger()


def reassess(hub: "Hub", stream: str | None = None) -> None:
    """Ask again what every socket may read, of one stream or of all."""
    for connection in hub.connections.all():
        _reassess(hub, connection, [s for s in connection.streams if stream in (None, s)])


def gallery_paused(hub: "Hub") -> None:
    """A part of the service was suspended or restored: sittings are asked again of whoever follows one."""
    for stream in hub.connections.followed_streams():
        if stream.startswith("sitting:"):
            reassess(hub, stream)


def account_changed(hub: "Hub", person_id: int) -> None:
    """Something happened to an account: its sockets on a device now signed out are a visitor's from here on."""
    theirs = [c for c in hub.connections.all() if c.claim and c.claim.person_id == person_id]
    for connection in theirs:
        if not connection.actor(hub.home).signed_in:
            connection.claim = None
        _reassess(hub, connection, list(connection.streams))


def _reassess(hub: "Hub", connection: Connection, streams: list[str]) -> None:
    for name in streams:
        now = _followed_now(hub, connection, name)
        # Asking takes time: the socket may have left meanwhile.
        followed = connection.streams.get(name)
        if followed and followed != now:
            hub.leave(connection, name)
            hub.sockets.emit("moved", {"stream": name}, to=connection.sid)


def _followed_now(hub: "Hub", connection: Connection, stream: str) -> Followed | None:
    try:
        actor = connection.actor(hub.home) if connection.claim else VISITOR
        board_of(hub.home).check_stream(stream, actor)
        audiences = hub.audiences(actor, stream)
        return Followed(audiences=audiences, epoch=epoch_for(hub.database_id, actor, audiences))
    except DomainError:
        return None
    except Exception:  # whoever cannot be asked about reads nothing more, and shields nobody else: they come back
        log.exception("rights_not_read", stream=stream)
        return None
