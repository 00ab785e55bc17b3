"""A sheet written as CSV, XLSX or JSON, piece by piece: never whole in memory."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import IO, Final

import xlsxwriter

from .sheets import Headed, Line, Value

BLOCK: Final = 64 * 1024
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
BOM: Final = "\ufeff"
"""Without it the most used spreadsheet reads accents as something else."""


def _csv(sheet: Headed, found: Iterable[Line]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    buffer.write(BOM)
    writer.writerow(sheet.columns)
    for line in found:
        writer.writerow([_harmless(_said(value)) for value in line])
        if buffer.tell() >= BLOCK:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written


def _said(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    return value.isoformat() if isinstance(value, date) else str(value)


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def _json(sheet: Headed, found: Iterable[Line]) -> Iterator[bytes]:
    buffer, before = io.StringIO(), "[\n"
    for line in found:
        named = {name: _plain(value) for name, value in zip(sheet.columns, line, strict=True)}
        buffer.write(before + json.dumps(named, ensure_ascii=False))
        before = ",\n"
        if buffer.tell() >= BLOCK:
            yield _taken(buffer)
    buffer.write("\n]\n" if before == ",\n" else "[]\n")
    yield _taken(buffer)


def _plain(value: Value) -> str | int | None:
    if isinstance(value, Decimal):
        # Text, as elsewhere in the API: a float is not exact.
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value


def _xlsx(sheet: Headed, found: Iterable[Line]) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        _write_book(file, sheet, found)
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def _write_book(file: IO[bytes], sheet: Headed, found: Iterable[Line]) -> None:
    # Each line goes to the disk as soon as the next one begins; texts are never formulas nor links.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    page = book.add_worksheet(sheet.name)
    heads, days = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    page.freeze_panes(1, 0)
    page.write_row(0, 0, sheet.columns, heads)
    for row, line in enumerate(found, 1):
        for column, value in enumerate(line):
            if isinstance(value, date):
                page.write_datetime(row, column, value, days)
            elif isinstance(value, (int, Decimal)):
                page.write_number(row, column, value)
            elif value is not None:
                page.write_string(row, column, value[:32_000])
    book.close()


Writer = Callable[[Headed, Iterable[Line]], Iterator[bytes]]
WRITERS: Final[dict[str, Writer]] = {"csv": _csv, "json": _json, "xlsx": _xlsx}
MIMES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
