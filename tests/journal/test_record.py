from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import text

from app.foundation.actors import SYSTEM
from app.foundation.facts import MEMBERS, Fact
from app.journal.queries import streams, verify_stream


@dataclass(frozen=True, kw_only=True)
class SomethingHappened(Fact):
    kind: ClassVar[str] = "test.happened"
    what: str


def _record(home, *facts):
    with home.units.begin(SYSTEM) as work:
        for fact in facts:
            work.record(fact)


def test_positions_are_gap_free_in_the_stream_and_sequences_in_each_audience(home, world):
    for n in range(3):
        _record(
            home,
            SomethingHappened(stream="conference:1", what=f"public {n}"),
            SomethingHappened(stream="conference:1", audience=MEMBERS, what=f"members {n}"),
        )
    entries = world.entries("conference:1")
    assert [e.position for e in entries] == [1, 2, 3, 4, 5, 6]
    assert [e.sequence for e in entries if e.audience == "public"] == [1, 2, 3]
    assert [e.sequence for e in entries if e.audience == "members"] == [1, 2, 3]


def test_a_change_that_fails_leaves_no_entry(home, world):
    def fail_midway() -> None:
        with home.units.begin(SYSTEM) as work:
            work.record(SomethingHappened(stream="conference:1", what="never"))
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError):
        fail_midway()
    assert world.entries("conference:1") == []


def test_an_entry_changed_afterwards_breaks_the_chain_where_it_was_changed(home, world):
    for n in range(4):
        _record(home, SomethingHappened(stream="conference:1", what=str(n)))
    with home.units.reading() as session:
        assert [verify_stream(session, head) for head in streams(session)] == [None]
    with home.engine.begin() as connection:
        connection.execute(text("ALTER TABLE journal DISABLE TRIGGER journal_append_only"))
        connection.execute(text('UPDATE journal SET payload = \'{"what": "forged"}\' WHERE position = 3'))
        connection.execute(text("ALTER TABLE journal ENABLE TRIGGER journal_append_only"))
    with home.units.reading() as session:
        broken = [verify_stream(session, head) for head in streams(session)]
    assert [(b.stream, b.position) for b in broken if b] == [("conference:1", 3)]


def test_the_database_itself_refuses_to_rewrite_the_journal(home, world):
    _record(home, SomethingHappened(stream="conference:1", what="kept"))
    with pytest.raises(Exception, match="append-only"), home.engine.begin() as connection:
        connection.execute(text("DELETE FROM journal"))
    assert len(world.entries("conference:1")) == 1
