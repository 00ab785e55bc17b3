"""What a change touched: the rows of a place, seen from the database itself."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.foundation.database import Model

SHARED = {"institutions", "persons", "schemes", "stored_files", "message_files", "name_aliases", "programmes"}
"""The directory and what belongs to no place: everybody may refer to it."""
APART = {
    "journal",
    "journal_streams",
    "installation",
    "answered_requests",
    "live_links",
    "throttles",
    "votes",
    "refusal_counts",
}
Rows = dict[str, dict[str, dict[str, Any]]]


def rows_of(session: Session) -> Rows:
    """Return every row of every table, by primary key."""
    found: Rows = {}
    for table in Model.metadata.sorted_tables:
        if table.name in APART:
            continue
        keys = [column.name for column in table.primary_key]
        read = session.execute(text(f'SELECT to_jsonb(t) FROM "{table.name}" t')).scalars()
        found[table.name] = {"-".join(str(row[key]) for key in keys): row for row in read}
    return found


def reached(before: Rows, after: Rows, theirs: Rows) -> list[str]:
    """Return what a change did to the rows of a place: changed, taken away, or referred to by a row it wrote."""
    told = []
    for name, rows in after.items():
        mine, foreign = before[name], theirs[name] if name not in SHARED else {}
        told += [f"{name} {key} taken away" for key in foreign.keys() - rows.keys()]
        for key, row in rows.items():
            if row == mine.get(key):
                continue
            if key in foreign:
                told.append(f"{name} {key} changed")
            told += [f"{name} {key} refers to {seen}" for seen in _references(name, row, mine.get(key), theirs)]
    return told


def _references(name: str, row: dict[str, Any], former: dict[str, Any] | None, theirs: Rows) -> list[str]:
    seen = []
    for column in Model.metadata.tables[name].columns:
        for key in column.foreign_keys:
            target, value = key.column.table.name, row[column.name]
            new = value is not None and (former is None or former[column.name] != value)
            if new and target not in SHARED and str(value) in theirs[target]:
                seen.append(f"{column.name} {value}")
    return seen
