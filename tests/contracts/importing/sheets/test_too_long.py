"""A file that is only long is refused before it is read."""

import time

import pytest

from app.contracts.importing.sheets.cells import MOST_LINES, read_table
from app.foundation.errors import Invalid


@pytest.mark.parametrize(
    "content",
    [
        b"a;b\n" * 5_000_000,
        b"\n" * 20_000_000,
        b"\r" * 20_000_000,
        b"a\n" + b";" * 20_000_000,
        b'a\n"' + b"x\n" * 9_000_000,
        b"a;b\n" * 9_000,
    ],
    ids=["lines", "breaks", "returns", "cells", "one cell", "a few too many"],
)
def test_a_long_file_stops_no_process(content):
    """Twenty megabytes of short lines took a minute and a gigabyte before they were refused."""
    began = time.process_time()
    with pytest.raises(Invalid, match="trop long"):
        read_table(content)
    assert time.process_time() - began < 5


def test_the_longest_file_is_read_and_one_line_more_is_not():
    line = b"a;b\n"
    assert len(read_table(line * (MOST_LINES + 1)).lines) == MOST_LINES
    with pytest.raises(Invalid, match=str(MOST_LINES)):
        read_table(line * (MOST_LINES + 2))


def test_cells_of_several_lines_are_still_read():
    cell = b'"' + b"x\n" * 15 + b'";b\n'
    assert len(read_table(b"h;i\n" + cell * 500).lines) == 500
