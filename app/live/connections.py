"""The sockets of this process: who each claims to be, and what it follows."""

from dataclasses import dataclass, field

from app.foundation.actors import Actor
from app.web.house import House
from app.web.identity import Account, read_actor


@dataclass(kw_only=True)
class Followed:
    """A stream as one socket follows it."""

    audiences: tuple[str, ...]
    epoch: str


@dataclass(kw_only=True)
class Connection:
    """One socket. The actor is read again from the database at each event: a cookie proves nothing for long."""

    sid: str
    eio_sid: str
    """Engine.IO's own name for the connection, under which its queue and its WebSocket are found."""
    claim: Account | None
    streams: dict[str, Followed] = field(default_factory=dict)

    def actor(self, home: House) -> Actor:
        """Return who is behind the socket now."""
        return read_actor(home, self.claim)


class Connections:
    """Every socket of the process, and who follows what."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Connection] = {}
        self._followers: dict[str, set[str]] = {}

    def __len__(self) -> int:
        return len(self._by_sid)

    def open(self, sid: str, eio_sid: str, claim: Account | None) -> Connection:
        """Take a new socket in."""
        connection = self._by_sid[sid] = Connection(sid=sid, eio_sid=eio_sid, claim=claim)
        return connection

    def get(self, sid: str) -> Connection | None:
        """Return the socket, None when it has gone."""
        return self._by_sid.get(sid)

    def follow(self, connection: Connection, stream: str, followed: Followed) -> None:
        """Note that the socket follows the stream."""
        connection.streams[stream] = followed
        self._followers.setdefault(stream, set()).add(connection.sid)

    def unfollow(self, connection: Connection, stream: str) -> Followed | None:
        """Note that the socket no longer follows the stream."""
        sids = self._followers.get(stream)
        if sids:
            sids.discard(connection.sid)
            if not sids:
                del self._followers[stream]
        return connection.streams.pop(stream, None)

    def close(self, sid: str) -> Connection | None:
        """Forget a socket; only this one: a newer socket of the same person stays."""
        connection = self._by_sid.pop(sid, None)
        if connection:
            for stream in list(connection.streams):
                self.unfollow(connection, stream)
        return connection

    def followers(self, stream: str) -> list[Connection]:
        """Return the sockets that follow a stream."""
        return [self._by_sid[sid] for sid in self._followers.get(stream, ()) if sid in self._by_sid]

    def followed_streams(self) -> list[str]:
        """Return the streams that somebody follows here."""
        return list(self._followers)

    def all(self) -> list[Connection]:
        """Return every socket."""
        return list(self._by_sid.values())
