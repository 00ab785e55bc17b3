"""Which members have a device connected. Losing it is shown to members and is not leaving the sitting (S3)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.foundation.actors import Actor
from app.foundation.clock import Clock
from app.foundation.facts import MEMBERS
from app.sittings.models import LiveLink

from .connections import Connection
from .hub import Hub
from .listener import LINKS_CHANNEL
from .states import MEMBERS_DELAY, StateSource

FORGOTTEN_AFTER = timedelta(seconds=30)


class Links:
    """Keeps this process's rows of `live_links` true and tells members of the stream."""

    def __init__(self, hub: Hub, clock: Clock) -> None:
        self._hub, self._clock = hub, clock
        self._mine: dict[tuple[str, str], int] = {}
        self._versions = 0

    def made(self, connection: Connection, actor: Actor, stream: str) -> None:
        """A signed-in person's device follows the stream."""
        if actor.person_id is None or MEMBERS not in connection.streams[stream].audiences:
            return
        self._mine[connection.sid, stream] = actor.person_id
        row = {
            "connection_id": f"{connection.sid}:{stream}",
            "process_id": self._hub.process_id,
            "stream": stream,
            "person_id": actor.person_id,
            "seen_at": self._clock(),
        }
        self._write([insert(LiveLink).values(row).on_conflict_do_nothing()], {stream})

    def lost(self, connection: Connection, stream: str | None = None) -> None:
        """The device is gone (or no longer follows that stream). A newer device of the person is another row."""
        gone = [key for key in self._mine if key[0] == connection.sid and stream in (None, key[1])]
        for key in gone:
            del self._mine[key]
        if gone:
            ids = [f"{sid}:{name}" for sid, name in gone]
            self._write([delete(LiveLink).where(LiveLink.connection_id.in_(ids))], {name for _, name in gone})

    def refresh(self) -> None:
        """Say that this process is alive, and sweep the rows of processes that died."""
        now = self._clock()
        old = LiveLink.seen_at < now - FORGOTTEN_AFTER
        with self._hub.home.units.reading() as session:
            swept = set(session.scalars(select(LiveLink.stream).where(old)))
        self._write(
            [
                update(LiveLink).where(LiveLink.process_id == self._hub.process_id).values(seen_at=now),
                delete(LiveLink).where(old),
            ],
            swept,
        )

    def heard(self, stream: str) -> None:
        """Some process saw a device come or go: tell the members who are here."""
        if stream in self._hub.watched:
            self._versions += 1
            version = int(self._clock().timestamp() * 1000) + self._versions
            self._hub.states.touch(LINKS, stream, "links", version, {MEMBERS: MEMBERS_DELAY})

    def _write(self, statements: Iterable[Any], streams: set[str]) -> None:
        # Lossy state, outside the journal: its own small transaction, on the engine.
        with self._hub.home.engine.begin() as connection:
            for statement in statements:
                connection.execute(statement)
            for stream in streams:
                connection.execute(
                    text("SELECT pg_notify(:channel, :stream)"), {"channel": LINKS_CHANNEL, "stream": stream}
                )


def connected_people(session: Session, stream: str, _key: str = "links") -> dict[str, Any]:
    """Return who has a device connected to the stream."""
    people = session.scalars(
        select(LiveLink.person_id).where(LiveLink.stream == stream).distinct().order_by(LiveLink.person_id)
    )
    return {"people": list(people)}


LINKS = StateSource(key=lambda _: "links", value=connected_people)
