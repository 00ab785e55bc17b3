"""Facts become entries, in the transaction of the change.

The position comes from the stream's head row, locked until commit: a database sequence would hand out numbers that
become visible out of order, and a reader asking for « everything after 41 » could miss 40 for ever.
"""

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


def write_facts(work: UnitOfWork, facts: list[Fact]) -> None:
    """Append the facts to their streams and tell every listening process once the change is committed."""
    # Streams are locked in name order so that two units of work never wait for each other in a circle.
    for stream, of_stream in groupby(sorted(facts, key=lambda f: f.stream), key=lambda f: f.stream):
        position = _append(work, stream, list(of_stream))
        work.session.execute(
            text("SELECT pg_notify(:channel, :what)"), {"channel": CHANNEL, "what": f"{stream} {position}"}
        )


def _append(work: UnitOfWork, stream: str, facts: list[Fact]) -> int:
    head = _locked_head(work.session, stream)
    position: int = head.position
    sequences, last = dict(head.sequences), head.hash
    rows: list[dict[str, Any]] = []
    for fact in facts:
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
    work.session.execute(insert(JournalEntry), rows)
    work.session.execute(
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
