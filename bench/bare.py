"""The bare peers: what the same machine does with nothing of ours in between."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.processes import free_port

HERE = Path(__file__).parent
ROWS = 2000


@contextmanager
def _server(command: list[str], port: int) -> Iterator[str]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=HERE.parent) as process:
        try:
            assert process.stdout
            process.stdout.readline()
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@contextmanager
def socket_server(blob: int) -> Iterator[str]:
    """A Node Socket.IO server that broadcasts, and answers a join with a blob of that size."""
    port = free_port()
    with _server(["node", str(HERE / "peers" / "socket_server.mjs"), str(port), str(blob)], port) as url:
        yield url


@contextmanager
def page_server(database_url: str) -> Iterator[str]:
    """A Flask page of 20 rows under the same server."""
    port = free_port()
    with _server([sys.executable, "-m", "bench.peers.page_server", database_url, str(port)], port) as url:
        time.sleep(0.5)
        yield url


def support_rate(database_url: str) -> float:
    """Insert the rows of a support (the support, the count, its journal entry), one commit each, as psycopg goes."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        for table in ("supports", "journal"):
            connection.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")  # type: ignore[arg-type]
        connection.execute("CREATE TABLE bare_counts (id integer PRIMARY KEY, supports integer NOT NULL)")
        connection.execute("INSERT INTO bare_counts VALUES (1, 0)")
        started = time.perf_counter()
        for person in range(1, ROWS + 1):
            with connection.transaction():
                connection.execute(
                    "INSERT INTO bare_supports (interpellation_id, person_id, supported_at, address_digest)"
                    " VALUES (1, %s, now(), %s)",
                    (person, f"{person:064x}"),
                )
                connection.execute("UPDATE bare_counts SET supports = supports + 1 WHERE id = 1")
                connection.execute(
                    "INSERT INTO bare_journal (stream, position, kind, audience, sequence, occurred_at, payload,"
                    " previous_hash, hash) VALUES ('interpellation:1', %s, 'interpellation.supports_counted', 'public',"
                    " %s, now(), '{}', %s, %s)",
                    (person, person, "0" * 64, "0" * 64),
                )
        seconds = time.perf_counter() - started
        for table in ("supports", "journal", "counts"):
            connection.execute(f"DROP TABLE bare_{table}")  # type: ignore[arg-type]
    return ROWS / seconds


def insert_rate(database_url: str) -> float:
    """Insert the rows of a vote (turnout, vote, journal entry), one commit a vote, as fast as psycopg goes."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        for table in ("turnout", "votes", "journal"):
            connection.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")  # type: ignore[arg-type]
        started = time.perf_counter()
        for seat in range(1, ROWS + 1):
            with connection.transaction():
                connection.execute(
                    "INSERT INTO bare_turnout (ballot_id, seat_id, request_id, person_id, on_behalf, cast_at, receipt)"
                    " VALUES (1, %s, gen_random_uuid(), 1, false, now(), 'ABCDEF')",
                    (seat,),
                )
                connection.execute("INSERT INTO bare_votes (ballot_id, seat_id, choice) VALUES (1, %s, 'for')", (seat,))
                connection.execute(
                    "INSERT INTO bare_journal (stream, position, kind, audience, sequence, occurred_at, payload,"
                    " previous_hash, hash) VALUES ('sitting:1', %s, 'ballot.voted', 'seat:1', %s, now(), '{}', %s, %s)",
                    (seat, seat, "0" * 64, "0" * 64),
                )
        seconds = time.perf_counter() - started
        for table in ("turnout", "votes", "journal"):
            connection.execute(f"DROP TABLE bare_{table}")  # type: ignore[arg-type]
    return ROWS / seconds
