"""CSV as spreadsheets write it in French: semicolons or commas, UTF-8 or Windows-1252; formulas kept harmless. Pure."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from app.foundation.errors import Invalid
from app.foundation.seen import as_seen

MOST_LINES: Final = 500
MOST_BYTES: Final = 4 * 1024 * 1024
MOST_BREAKS: Final = 20 * MOST_LINES
"""A cell may hold several lines, and lines may be empty: not without end."""
LONGEST_CELL: Final = 5000
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
GUARD: Final = "'"
TOO_LONG: Final = f"Ce fichier est trop long : en lignes, {MOST_LINES} au plus à la fois. Découpez-le."
BOM: Final = "\ufeff"


@dataclass(frozen=True, kw_only=True)
class Table:
    """The heads of a file and its lines, each with the number a person sees in a spreadsheet."""

    heads: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(content: bytes) -> Table:
    """Return the cells of a CSV file, or raise `Invalid` in words. Empty lines are skipped."""
    text = _decoded(content)
    # Counted before anything is read: twenty megabytes of short lines would keep the process busy for a minute.
    if len(content) > MOST_BYTES or text.count("\n") + text.count("\r") > 2 * MOST_BREAKS:
        raise _unreadable(TOO_LONG)
    try:
        rows = list(islice(_rows(text), MOST_LINES + 2))
    except csv.Error as fault:
        raise _unreadable(f"Ce fichier n’est pas un tableau CSV lisible ({fault}).") from fault
    if not rows:
        raise _unreadable("Ce fichier est vide : la première ligne doit donner les noms des colonnes.")
    (_, heads), *lines = rows
    if not lines:
        raise _unreadable("Ce fichier n’a que sa ligne de titres.")
    if len(lines) > MOST_LINES:
        raise _unreadable(TOO_LONG)
    for number, cells in lines:
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise _unreadable(f"Ligne {number} : une cellule dépasse {LONGEST_CELL} signes.")
    return Table(heads=heads, lines=tuple(lines))


def write_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a CSV text that the spreadsheets used in France open as it is, no cell of it run as a formula."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    return out.getvalue()


def guarded(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it: an apostrophe before what begins like a formula."""
    return f"{GUARD}{cell}" if cell.startswith((*DANGEROUS, GUARD)) else cell


def unguarded(cell: str) -> str:
    """Return the cell as it was before `guarded`."""
    return cell[1:] if cell.startswith(GUARD) and cell[1:].startswith((*DANGEROUS, GUARD)) else cell


def _decoded(content: bytes) -> str:
    if b"\x00" in content:
        raise _unreadable("Ce fichier n’est pas un CSV : enregistrez-le en « CSV (séparateur : point-virgule) ».")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The few bytes that Windows-1252 leaves out become a visible mark rather than a refusal.
        return content.decode("cp1252", errors="replace")


def _rows(text: str) -> Iterable[tuple[int, tuple[str, ...]]]:
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max((";", ",", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, tuple(unguarded(as_seen(cell)) for cell in cells)
        begins = reader.line_num + 1


def _unreadable(detail: str) -> Invalid:
    return Invalid(detail, errors=[{"pointer": "#/file", "detail": detail}])
