"""What a socket may ask, and how it is answered. A refusal is the same problem object as over HTTP."""

from collections.abc import Callable
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO

from app.foundation.actors import Actor
from app.foundation.commands import COMMANDS
from app.foundation.errors import DomainError, Invalid, TooMany
from app.journal.streams import split
from app.switches.board import board_of
from app.web import refusals
from app.web.dispatch import perform
from app.web.identity import Account, claimed_account
from app.web.problems import problem_of

from .connections import Connection
from .hub import Hub
from .joins import Joins
from .links import Links

Data = dict[str, Any]
Handler = Callable[[Connection, Data], Data]


class TooManyJoins(TooMany):
    """The newcomer must wait `retry_after` seconds."""

    slug = "too-many-joins"
    title = "Beaucoup de personnes arrivent en même temps"
    status = 503


class Handlers:
    """Answers the client events of docs/live-protocol.md."""

    def __init__(self, hub: Hub, joins: Joins, links: Links) -> None:
        self.hub, self.joins, self.links = hub, joins, links

    def connect(self, sid: str, environ: dict[str, Any], _auth: Any = None) -> None:
        """Take a socket in; who it claims to be is checked at each event."""
        eio_sid = self.hub.sockets.server.manager.eio_sid_from_sid(sid, "/")
        self.hub.connections.open(sid, eio_sid, _claim(environ))
        self.hub.lanes.open(eio_sid, environ)

    def disconnect(self, sid: str, _reason: Any = None) -> None:
        """Forget a socket."""
        connection = self.hub.connections.close(sid)
        if connection:
            self.hub.lanes.close(connection.eio_sid)
            self.links.lost(connection)

    def follow(self, connection: Connection, data: Data) -> Data:
        """Send a stream to the socket from now on, and what it must know first."""
        stream = data.get("stream")
        split(stream)
        name = str(stream)
        wait = self.joins.take(member=connection.claim is not None)
        if wait:
            raise TooManyJoins("La page réessaie d’elle-même dans un instant.", retry_after=round(max(wait, 0.5), 2))
        actor = connection.actor(self.hub.home)
        board_of(self.hub.home).check_stream(name, actor)
        answer = self.hub.follow(connection, actor, name, _after(data), _text(data.get("epoch")))
        self.links.made(connection, actor, name)
        return answer | {
            "server_time": self.hub.home.units.clock().isoformat(),
            "you": _you(actor, connection.streams[name].audiences),
        }

    def unfollow(self, connection: Connection, data: Data) -> Data:
        """Stop sending a stream to the socket."""
        stream = data.get("stream")
        if isinstance(stream, str):
            self.hub.leave(connection, stream)
            self.links.lost(connection, stream)
        return {}

    def command(self, connection: Connection, data: Data) -> Data:
        """Perform a command as the person behind the socket."""
        home = self.hub.home
        answer = perform(
            home,
            connection.actor(home),
            data.get("name"),
            data.get("data"),
            request_id=data.get("request_id"),
            expected_version=data.get("expected_version"),
        )
        return {"result": answer}


def install(sockets: SocketIO, hub: Hub, joins: Joins, links: Links) -> None:
    """Answer the client events of docs/live-protocol.md."""
    handlers = Handlers(hub, joins, links)
    sockets.on_event("command", _with_request(handlers.command, hub))
    # The others need no Flask request: a thousand newcomers are spared a thousand request contexts.
    sockets.server.on("connect", handlers.connect)
    sockets.server.on("disconnect", handlers.disconnect)
    for name in ("follow", "unfollow"):
        sockets.server.on(name, _answering(getattr(handlers, name), hub))


def _claim(environ: dict[str, Any]) -> Account | None:
    if "HTTP_COOKIE" not in environ:
        return None
    app: Flask = environ["flask.app"]
    with app.request_context(environ):
        return claimed_account()


def _after(data: Data) -> int | None:
    after = data.get("after")
    if after is None:
        return None
    if isinstance(after, bool) or not isinstance(after, int) or after < 0:
        raise _invalid("after", "Un nombre entier positif est attendu.")
    return after


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _you(actor: Actor, audiences: tuple[str, ...]) -> Data:
    return {
        "person_id": actor.person_id,
        "name": actor.name,
        "seat_id": next((int(a[5:]) for a in audiences if a.startswith("seat:")), None),
        "audiences": list(audiences),
    }


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]  # put there by Flask-SocketIO
    return sid


def _invalid(field: str, detail: str) -> Invalid:
    return Invalid("Cette demande est illisible.", errors=[{"pointer": f"#/{field}", "detail": detail}])


def _with_request(handler: Handler, hub: Hub) -> Callable[..., Data]:
    answer = _answering(handler, hub)
    return lambda *arguments: answer(_sid(), *arguments)


def _answering(handler: Handler, hub: Hub) -> Callable[..., Data]:
    def answer(sid: str, *arguments: Any) -> Data:
        connection = hub.connections.get(sid)
        try:
            if connection is None or len(arguments) != 1 or not isinstance(arguments[0], dict):
                raise _invalid("", "Un objet est attendu.")
            return handler(connection, arguments[0])
        except Exception as error:  # the acknowledgement is the only way back to the client
            _note(hub, connection, error, arguments)
            return {"problem": problem_of(error)}

    return answer


def _note(hub: Hub, connection: Connection | None, error: Exception, arguments: tuple[Any, ...]) -> None:
    if connection is not None and isinstance(error, DomainError) and error.denied:
        name = arguments[0].get("name")
        refusals.note(hub.home, connection.actor(hub.home), error, name if name in COMMANDS else "follow")
