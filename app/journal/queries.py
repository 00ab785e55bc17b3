"""Reading the record: catch-up, audit pages, verification."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .chain import seal
from .models import GENESIS, Installation, JournalEntry, StreamHead


def wire(entry: JournalEntry) -> dict[str, Any]:
    """Return an entry as it travels (docs/live-protocol.md)."""
    return {
        "stream": entry.stream,
        "position": entry.position,
        "audience": entry.audience,
        "sequence": entry.sequence,
        "kind": entry.kind,
        "occurred_at": entry.occurred_at.isoformat(),
        "payload": entry.payload,
    }


def entries_after(
    session: Session, stream: str, position: int, audiences: Collection[str] | None, *, limit: int = 500
) -> list[JournalEntry]:
    """Return the entries of a stream after a position, for these audiences (None: all), oldest first."""
    query = select(JournalEntry).where(JournalEntry.stream == stream, JournalEntry.position > position)
    if audiences is not None:
        query = query.where(JournalEntry.audience.in_(audiences))
    return list(session.scalars(query.order_by(JournalEntry.position).limit(limit)))


@dataclass(frozen=True)
class Reach:
    """How far a stream goes: `position` of its head and `sequences` of the audiences asked for."""

    position: int
    sequences: dict[str, int]


def head_of(session: Session, stream: str) -> Reach:
    """Return the position and every sequence of a stream; zero and none when nothing happened in it yet."""
    head = session.execute(
        select(StreamHead.position, StreamHead.sequences).where(StreamHead.stream == stream)
    ).one_or_none()
    return Reach(head.position, dict(head.sequences)) if head else Reach(0, {})


def reach(session: Session, stream: str, audiences: Collection[str]) -> Reach:
    """Return how far the stream goes for these audiences."""
    head = head_of(session, stream)
    return Reach(head.position, {a: head.sequences.get(a, 0) for a in audiences})


def database_id(session: Session) -> str:
    """Return the identity of this database, given at its first migration."""
    return session.scalars(select(Installation.database_id)).one()


@dataclass(frozen=True)
class Break:
    """Where a chain is broken and why, in French."""

    stream: str
    position: int
    reason: str


def streams(session: Session) -> list[StreamHead]:
    """Return the head of every stream, by name."""
    return list(session.scalars(select(StreamHead).order_by(StreamHead.stream)))


def verify_stream(session: Session, head: StreamHead) -> Break | None:
    """Recompute positions, sequences and hashes of one stream; return the first break or None."""
    previous, position, sequences = GENESIS, 0, dict[str, int]()
    for entry in _all_entries(session, head.stream):
        position += 1
        sequences[entry.audience] = sequences.get(entry.audience, 0) + 1
        reason = _fault(entry, position, sequences[entry.audience], previous)
        if reason:
            return Break(head.stream, position, reason)
        previous = entry.hash
    if (position, sequences, previous) != (head.position, head.sequences, head.hash):
        return Break(head.stream, position, "la tête du flux ne correspond pas à sa dernière entrée")
    return None


def _all_entries(session: Session, stream: str) -> Iterator[JournalEntry]:
    query = select(JournalEntry).where(JournalEntry.stream == stream).order_by(JournalEntry.position)
    yield from session.scalars(query.execution_options(yield_per=1000))


def _fault(entry: JournalEntry, position: int, sequence: int, previous: str) -> str | None:
    if entry.position != position:
        return f"l’entrée {position} manque"
    if entry.sequence != sequence:
        return f"le rang {sequence} de l’audience « {entry.audience} » manque"
    if entry.previous_hash != previous:
        return "l’empreinte précédente ne correspond pas"
    expected = seal(
        previous_hash=previous,
        stream=entry.stream,
        position=entry.position,
        kind=entry.kind,
        audience=entry.audience,
        sequence=entry.sequence,
        occurred_at=entry.occurred_at,
        actor_id=entry.actor_id,
        request_id=entry.request_id,
        payload=entry.payload,
    )
    return None if expected == entry.hash else "le contenu a été modifié après coup"


def streams_without_head(session: Session) -> list[str]:
    """Return the streams that have entries and no head: the head was taken away to hide the end of a chain."""
    heads = select(StreamHead.stream)
    return list(session.scalars(select(JournalEntry.stream).distinct().where(JournalEntry.stream.not_in(heads))))
