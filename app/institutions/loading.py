"""The bulk writing of the directory: COPY to temporary tables, then one comparison per table.

Row by row through the ORM it would take minutes; and what did not change must not be written again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg
from sqlalchemy.orm import Session

from .naming import search_form
from .source import SOURCE, Directory

Advance = Callable[[int], None]
STEP = 500

_TABLES = """
CREATE TEMPORARY TABLE incoming (
    kind text, code text, name text, search_name text, siren text, legal_form text, population integer, zone text
) ON COMMIT DROP;
CREATE TEMPORARY TABLE incoming_parts (
    whole_kind text, whole_code text, part_kind text, part_code text
) ON COMMIT DROP
"""
_MERGE = """
INSERT INTO institutions AS known
    (kind, code, name, search_name, siren, legal_form, population, zone, source)
SELECT kind, code, name, search_name, siren, legal_form, population, zone, %(source)s FROM incoming
ON CONFLICT (kind, code) DO UPDATE SET
    name = excluded.name, search_name = excluded.search_name, siren = coalesce(excluded.siren, known.siren),
    legal_form = excluded.legal_form, population = excluded.population, zone = excluded.zone,
    source = excluded.source, closed_on = NULL
WHERE (known.name, known.search_name, known.siren, known.legal_form, known.population, known.zone, known.source,
        known.closed_on)
    IS DISTINCT FROM (excluded.name, excluded.search_name, coalesce(excluded.siren, known.siren), excluded.legal_form,
        excluded.population, excluded.zone, excluded.source, NULL::date)
RETURNING xmax = 0 AS created
"""
_CLOSE = """
UPDATE institutions AS known SET closed_on = %(today)s
WHERE known.source = %(source)s AND known.closed_on IS NULL AND NOT EXISTS (
    SELECT FROM incoming WHERE incoming.kind = known.kind AND incoming.code = known.code
)
"""
_RESOLVE = """
CREATE TEMPORARY TABLE incoming_links ON COMMIT DROP AS
SELECT whole.id AS whole_id, part.id AS part_id FROM incoming_parts
JOIN institutions AS whole ON whole.kind = whole_kind AND whole.code = whole_code
JOIN institutions AS part ON part.kind = part_kind AND part.code = part_code
"""
_JOIN = """
INSERT INTO institution_parts (whole_id, part_id) SELECT whole_id, part_id FROM incoming_links
ON CONFLICT DO NOTHING
"""
_LEAVE = """
DELETE FROM institution_parts AS known USING institutions AS whole, institutions AS part
WHERE whole.id = known.whole_id AND part.id = known.part_id
    AND whole.source = %(source)s AND part.source = %(source)s AND NOT EXISTS (
        SELECT FROM incoming_links AS link
        WHERE link.whole_id = known.whole_id AND link.part_id = known.part_id
    )
"""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """How many institutions and memberships the import changed."""

    created: int
    updated: int
    closed: int
    joined: int
    left: int

    @property
    def any(self) -> bool:
        """Tell whether anything changed."""
        return any((self.created, self.updated, self.closed, self.joined, self.left))


def steps(directory: Directory) -> int:
    """Return how many rows will be sent: the length of a progress bar."""
    return len(directory.entries) + len(directory.links)


def load(session: Session, directory: Directory, today: date, advance: Advance) -> Changes:
    """Make the tables say what the directory says, in the session's transaction; `advance` hears rows sent."""
    connection: psycopg.Connection[Any] = session.connection().connection.driver_connection  # type: ignore[assignment]
    about = {"source": SOURCE, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        _send(cursor, directory, advance)
        cursor.execute("ANALYZE incoming; ANALYZE incoming_parts")
        created = [row[0] for row in cursor.execute(_MERGE, about)]
        closed = cursor.execute(_CLOSE, about).rowcount
        cursor.execute("ANALYZE institutions")
        cursor.execute(_RESOLVE)
        cursor.execute("CREATE INDEX ON incoming_links (whole_id, part_id); ANALYZE incoming_links")
        joined = cursor.execute(_JOIN).rowcount
        left = cursor.execute(_LEAVE, about).rowcount
    return Changes(created=sum(created), updated=len(created) - sum(created), closed=closed, joined=joined, left=left)


def _send(cursor: psycopg.Cursor[Any], directory: Directory, advance: Advance) -> None:
    with cursor.copy("COPY incoming FROM STDIN") as copy:
        for number, entry in enumerate(directory.entries.values(), start=1):
            copy.write_row(
                (
                    entry.kind.value,
                    entry.code,
                    entry.name,
                    search_form(entry.name),
                    entry.siren,
                    entry.legal_form,
                    entry.population,
                    entry.zone,
                )
            )
            if number % STEP == 0:
                advance(STEP)
    advance(len(directory.entries) % STEP)
    with cursor.copy("COPY incoming_parts FROM STDIN") as copy:
        for number, (whole, part) in enumerate(directory.links, start=1):
            copy.write_row((whole[0].value, whole[1], part[0].value, part[1]))
            if number % STEP == 0:
                advance(STEP)
    advance(len(directory.links) % STEP)
