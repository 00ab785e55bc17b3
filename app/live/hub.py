"""The heart of the live door in one process: watches streams, relays entries, answers newcomers."""

import time
import uuid
from typing import Any

import structlog
from flask_socketio import SocketIO

from app.foundation.actors import Actor
from app.foundation.facts import CATALOGUE, MEMBERS, PUBLIC
from app.journal import queries
from app.journal.epochs import epoch_for
from app.journal.recording import CHANNEL
from app.journal.streams import audiences_for, split
from app.web.house import House

from . import rights
from .connections import Connection, Connections, Followed
from .lanes import Lanes
from .prebuilt import prebuild
from .states import GALLERY_DELAY, MEMBERS_DELAY, STATE_SOURCES, Coalescer, StateSource
from .streams import Copy, Watched

log = structlog.get_logger()
DELAYS = {MEMBERS: MEMBERS_DELAY, PUBLIC: GALLERY_DELAY}
ALWAYS_HEARD = ("people:", "conference:", "directory:", "body:")
OF_ONE_PERSON = "account"


def room(stream: str, audience: str) -> str:
    """Return the Socket.IO room of an audience of a stream."""
    return f"{stream}|{audience}"


class Hub:
    """Relays what is committed. Only its listener's greenlet relays, so that entries leave in order."""

    def __init__(self, home: House, sockets: SocketIO) -> None:
        self.home = home
        self.sockets = sockets
        self.process_id = uuid.uuid4().hex[:12]
        self.connections = Connections()
        self.lanes = Lanes(sockets)
        self.watched: dict[str, Watched] = {}
        self.states = Coalescer(self._later, self._read_state, self._emit_state)
        with home.units.reading() as session:
            self.database_id = queries.database_id(session)

    # -- entries ---------------------------------------------------------------------------------------------

    def heard(self, channel: str, payload: str) -> None:
        """Something was committed in a stream: relay what is new to whoever follows it here."""
        if channel == CHANNEL:
            stream, _, position = payload.rpartition(" ")
            kind, _, id = stream.partition(":")
            if kind == OF_ONE_PERSON:
                rights.account_changed(self, int(id))
            self.catch_up(stream, int(position))

    def back(self) -> None:
        """The listener (re)started: anything may have happened to the streams followed here."""
        for stream in list(self.watched):
            self.catch_up(stream)

    def catch_up(self, stream: str, position: int | None = None) -> None:
        """Relay the entries after the last one relayed; `position` spares the read when it is already known."""
        watched = self.watched.get(stream)
        if watched is None:
            if not stream.startswith(ALWAYS_HEARD):
                return
            watched = self.watch(stream, before=position)
        if position is not None and position <= watched.position:
            return
        while True:
            with self.home.units.reading() as session:
                found = [queries.wire(e) for e in queries.entries_after(session, stream, watched.position, None)]
            for entry in found:
                self._relay(watched, entry)
            if len(found) < 500:
                return

    def _relay(self, watched: Watched, entry: dict[str, Any]) -> None:
        watched.relay(entry)
        self.lanes.emit("entry", entry, room(watched.stream, entry["audience"]))
        for source in STATE_SOURCES.get(entry["kind"], ()):
            key = source.key(entry["payload"])
            self.states.touch(source, watched.stream, key, entry["position"], DELAYS)
        fact = CATALOGUE.get(entry["kind"])
        if fact is not None and fact.changes_rights:
            rights.reassess(self, None if watched.stream.startswith(ALWAYS_HEARD) else watched.stream)

    def watch(self, stream: str, *, before: int | None = None) -> Watched:
        """Begin to relay a stream from where it is now (or from just before a position)."""
        with self.home.units.reading() as session:
            head = queries.head_of(session, stream)
        start = head.position if before is None else before - 1
        # Another greenlet may have begun while we read: the first one wins.
        return self.watched.setdefault(
            stream,
            Watched(stream=stream, position=start, recent_from=start, sequences=dict(head.sequences)),
        )

    # -- newcomers -------------------------------------------------------------------------------------------

    def audiences(self, actor: Actor, stream: str) -> tuple[str, ...]:
        """Return what the actor may read; for visitors, remembered while nothing happens in the stream."""
        watched = self.watched.get(stream)
        if actor.signed_in or watched is None:
            with self.home.units.reading() as session:
                return audiences_for(session, actor, stream)
        with watched.turn:
            if watched.gallery is None:
                position = watched.position
                with self.home.units.reading() as session:
                    found = audiences_for(session, actor, stream)
                if watched.position != position:
                    return found
                watched.gallery = found
            return watched.gallery

    def follow(
        self, connection: Connection, actor: Actor, stream: str, after: int | None, epoch: str | None
    ) -> dict[str, Any]:
        """Let a socket follow a stream and return what it must know to have the whole truth."""
        split(stream)
        watched = self.watched.get(stream)
        if watched is None:
            # Asked before watching: a stream that nobody may read here is not worth watching.
            self.audiences(actor, stream)
            watched = self.watch(stream)
        audiences = self.audiences(actor, stream)
        mine = epoch_for(self.database_id, actor, audiences)
        self._enter(connection, stream, Followed(audiences=audiences, epoch=mine))
        answer: dict[str, Any] = {"epoch": mine}
        if after is not None and epoch == mine and 0 <= watched.position - after <= 500:
            answer |= self._missing(watched, after, audiences)
        else:
            copy = self.copy(watched, audiences)
            answer |= {"position": copy.position, "sequences": copy.sequences, "snapshot": copy.snapshot}
        return answer

    def _enter(self, connection: Connection, stream: str, followed: Followed) -> None:
        known = connection.streams.get(stream)
        if known and known.audiences != followed.audiences:
            self.leave(connection, stream)
        for audience in followed.audiences:
            self.sockets.server.enter_room(connection.sid, room(stream, audience))
        self.connections.follow(connection, stream, followed)

    def leave(self, connection: Connection, stream: str) -> None:
        """Stop sending a stream to a socket."""
        followed = self.connections.unfollow(connection, stream)
        if followed:
            for audience in followed.audiences:
                self.sockets.server.leave_room(connection.sid, room(stream, audience))

    def _missing(self, watched: Watched, after: int, audiences: tuple[str, ...]) -> dict[str, Any]:
        position, sequences = watched.position, watched.reach(audiences)
        entries = watched.entries_after(after, audiences)
        if entries is None:
            with self.home.units.reading() as session:
                reach = queries.reach(session, watched.stream, audiences)
                found = queries.entries_after(session, watched.stream, after, audiences)
            entries = [queries.wire(e) for e in found if e.position <= reach.position]
            position, sequences = reach.position, reach.sequences
        return {"position": position, "sequences": sequences, "entries": entries}

    def copy(self, watched: Watched, audiences: tuple[str, ...]) -> Copy:
        """Return the snapshot for these audiences, built once per position however many ask."""
        with watched.turn:
            known = watched.copies.get(audiences)
            if known is None:
                known = self._build_copy(watched.stream, audiences)
                # Newer than what was relayed is as good: the newcomer drops what it already has.
                if known.position >= watched.position:
                    watched.copies[audiences] = known
            return known

    def _build_copy(self, stream: str, audiences: tuple[str, ...]) -> Copy:
        kind, id = split(stream)
        with self.home.units.reading() as session:
            # One snapshot of the database: the position and the state are of the same instant.
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            reach = queries.reach(session, stream, audiences)
            snapshot = prebuild(kind.snapshot(session, id, audiences))
        return Copy(position=reach.position, sequences=reach.sequences, snapshot=snapshot)

    # -- lossy states and beats ------------------------------------------------------------------------------

    def _later(self, delay: float, speak: Any) -> None:
        def run() -> None:
            self.sockets.sleep(delay)
            speak()

        self.sockets.start_background_task(run)

    def _read_state(self, source: StateSource, stream: str, key: str) -> dict[str, Any]:
        with self.home.units.reading() as session:
            return source.value(session, stream, key)

    def _emit_state(self, stream: str, audience: str, key: str, version: int, value: dict[str, Any]) -> None:
        message = {"stream": stream, "key": key, "version": version, "value": value}
        self.lanes.emit("state", message, room(stream, audience))

    def beat(self) -> None:
        """Tell every audience where its streams are, even when nothing happens."""
        now = self.home.units.clock().isoformat()
        for stream in self.connections.followed_streams():
            watched = self.watched.get(stream)
            if watched is None:
                continue
            audiences = {a for c in self.connections.followers(stream) for a in c.streams[stream].audiences}
            for audience in audiences:
                message = {
                    "positions": {stream: watched.last_positions.get(audience, 0)},
                    "sequences": {stream: watched.reach((audience,))},
                    "server_time": now,
                }
                self.lanes.emit("beat", message, room(stream, audience))

    def run_beats(self, every: float) -> None:
        """Beat for the life of the process; every sixth beat, mandates that ended by date close their doors."""
        rounds = 0
        while True:
            started = time.monotonic()
            rounds += 1
            try:
                self.beat()
                if rounds % 6 == 0:
                    rights.reassess(self)
            except Exception:  # one bad beat must not silence the next ones
                log.exception("beat_failed")
            self.sockets.sleep(max(0.1, every - (time.monotonic() - started)))
