"""What a socket may ask, and how it is answered. A refusal is the same problem object as over HTTP."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask_socketio import SocketIO

from app.foundation.errors import Invalid, TooMany
from app.journal.streams import split
from app.web.dispatch import perform
from app.web.identity import claimed_account
from app.web.problems import problem_of

from .connections import Connection
from .hub import Hub
from .joins import Joins
from .links import Links

Data = dict[str, Any]


class TooManyJoins(TooMany):
    """The newcomer must wait `retry_after` seconds."""

    slug = "too-many-joins"
    title = "Beaucoup de personnes arrivent en même temps"
    status = 503


def install(sockets: SocketIO, hub: Hub, joins: Joins, links: Links) -> None:
    """Answer the client events of docs/live-protocol.md."""

    def connect(_auth: Any = None) -> None:
        hub.connections.open(_sid(), claimed_account())

    def disconnect(_reason: Any = None) -> None:
        connection = hub.connections.close(_sid())
        if connection:
            links.lost(connection)

    def follow(connection: Connection, data: Data) -> Data:
        stream = data.get("stream")
        split(stream)
        wait = joins.take(member=connection.claim is not None)
        if wait:
            raise TooManyJoins("La page réessaie d’elle-même dans un instant.", retry_after=round(max(wait, 0.5), 2))
        actor = connection.actor(hub.home)
        after, epoch = data.get("after"), data.get("epoch")
        if after is not None and (isinstance(after, bool) or not isinstance(after, int) or after < 0):
            raise _invalid("after", "Un nombre entier positif est attendu.")
        answer = hub.follow(connection, actor, str(stream), after, epoch if isinstance(epoch, str) else None)
        links.made(connection, actor, str(stream))
        audiences = connection.streams[str(stream)].audiences
        return answer | {
            "server_time": hub.home.units.clock().isoformat(),
            "you": {
                "person_id": actor.person_id,
                "name": actor.name,
                "seat_id": next((int(a[5:]) for a in audiences if a.startswith("seat:")), None),
                "audiences": list(audiences),
            },
        }

    def unfollow(connection: Connection, data: Data) -> Data:
        stream = data.get("stream")
        if isinstance(stream, str):
            hub.leave(connection, stream)
            links.lost(connection, stream)
        return {}

    def command(connection: Connection, data: Data) -> Data:
        answer = perform(
            hub.home,
            connection.actor(hub.home),
            data.get("name"),
            data.get("data"),
            request_id=data.get("request_id"),
            expected_version=data.get("expected_version"),
        )
        return {"result": answer}

    sockets.on_event("connect", connect)
    sockets.on_event("disconnect", disconnect)
    for name, handler in (("follow", follow), ("unfollow", unfollow), ("command", command)):
        sockets.on_event(name, _answering(hub, handler))


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]  # put there by Flask-SocketIO
    return sid


def _invalid(field: str, detail: str) -> Invalid:
    return Invalid("Cette demande est illisible.", errors=[{"pointer": f"#/{field}", "detail": detail}])


def _answering(hub: Hub, handler: Callable[[Connection, Data], Data]) -> Callable[..., Data]:
    def answer(*arguments: Any) -> Data:
        try:
            connection = hub.connections.get(_sid())
            if connection is None or len(arguments) != 1 or not isinstance(arguments[0], dict):
                raise _invalid("", "Un objet est attendu.")
            return handler(connection, arguments[0])
        except Exception as error:  # the acknowledgement is the only way back to the client
            return {"problem": problem_of(error)}

    return answer
