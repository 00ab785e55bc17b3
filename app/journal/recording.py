"""Facts become entries, in the transaction of the change.

The position comes from the stream's head row, locked until commit: a database sequence would hand out numbers that
become visible out of order, and a reader asking for « everything after 41 » could miss 40 for ever.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.foundation.facts import Fact
from app.foundation.unit_of_work import UnitOfWork

from .chain import seal
from .models import JournalEntry, StreamHead

CHANNEL = "journal"


Signed = tuple[UnitOfWork, Fact]


def write_facts(works: Sequence[UnitOfWork]) -> None:
    """Append the facts to their streams and tell every listening process once the change is committed."""
    signed = [(work, fact) for work in works for fact in work.facts]
    # Streams are locked in name order so that two units of work never wait for each other in a circle.
    for stream, of_stream in groupby(sorted(signed, key=_stream), key=_stream):
        position = _append(works[0].session, stream, list(of_stream))
        works[0].session.execute(
            text("SELECT pg_notify(:channel, :what)"), {"channel": CHANNEL, "what": f"{stream} {position}"}
        )


def _stream(signed: Signed) -> str:
    return signed[1].stream


def _append(session: Session, stream: str, signed: list[Signed]) -> int:
    head = _locked_head(session, stream)
    position: int = head.position
    sequences, last = dict(head.sequences), head.hash
    rows: list[dict[str, Any]] = []
    for work, fact in signed:
        position += 1
        sequences[fact.audience] = sequences.get(fact.audience, 0) + 1
        row = {
            "stream": stream,
            "position": position,
            "kind": fact.kind,
            "audience": fact.audience,
            "sequence": sequences[fact.audience],
            "occurred_at": work.now(),
            "actor_id": work.actor.person_id,
            "request_id": work.request_id,
            "payload": fact.payload(),
            "previous_hash": last,
        }
        last = row["hash"] = seal(**row)
        rows.append(row)
    session.execute(insert(JournalEntry), rows)
    session.execute(
        update(StreamHead)
        .where(StreamHead.stream == stream)
        .values(position=position, sequences=sequences, hash=last)
        .execution_options(synchronize_session=False)
    )
    return position


def _locked_head(session: Session, stream: str) -> Any:
    columns = select(StreamHead.position, StreamHead.sequences, StreamHead.hash)
    locked = columns.where(StreamHead.stream == stream).with_for_update()
    head = session.execute(locked).one_or_none()
    if head is None:
        session.execute(upsert(StreamHead).values(stream=stream, sequences={}).on_conflict_do_nothing())
        head = session.execute(locked).one()
    return head
