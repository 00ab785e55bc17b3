"""P2: spreadsheets as they are written in France are read, and what is written is read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.importing.sheets import values
from app.contracts.importing.sheets.cells import DANGEROUS, guarded, read_table, unguarded, write_table
from app.contracts.words import Period, Progress
from app.foundation.errors import Invalid
from app.foundation.seen import as_seen

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60).map(as_seen)
FILLED = CELLS.filter(lambda cell: cell.strip())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_p2_the_usual_encodings_and_separators_are_recognised(encoding, delimiter):
    content = f"intitule{delimiter}porteur\r\nRéseau d’été{delimiter}Forêt œuvre\r\n".encode(encoding)
    table = read_table(content)
    assert table.heads == ("intitule", "porteur")
    assert table.lines == ((2, ("Réseau d’été", "Forêt œuvre")),)


def test_p2_lines_keep_the_number_a_person_sees_whatever_cells_span():
    table = read_table(b'a;b\n"deux\nlignes";x\n\n;;\ny;z\n')
    assert [number for number, _ in table.lines] == [2, 6]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "vide"),
        (b"a;b\n", "que sa ligne de titres"),
        (b"a;b\n\x00;x\n", "pas un CSV"),
        (b'a;b\n"x;y\n', "lisible"),
        (b"a\n" + b"x\n" * 501, "500 au plus"),
        (b"a;b\n" + b"x" * 5001 + b";y\n", "Ligne 2"),
    ],
)
def test_p2_what_is_not_a_table_is_refused_in_words(content, reason):
    with pytest.raises(Invalid, match=reason):
        read_table(content)


@given(st.lists(st.tuples(FILLED, CELLS), min_size=1, max_size=8))
def test_p2_what_is_written_is_read_back_the_same(rows):
    table = read_table(write_table(["un", "deux"], rows).encode())
    assert [cells for _, cells in table.lines] == rows


@given(CELLS)
def test_p2_no_cell_is_run_as_a_formula_and_none_is_changed_by_the_guard(cell):
    assert not guarded(cell).startswith(DANGEROUS)
    assert unguarded(guarded(cell)) == cell


@given(st.integers(0, 10**15))
def test_p2_an_amount_written_is_read_back_to_the_cent(cents):
    assert values.amount(values.written_amount(cents)) == cents


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (values.amount, "1 250 000,50 €", 1_250_000_50),
        (values.amount, "1\u202f250\u00a0000,5", 1_250_000_50),
        (values.amount, "1250.5", 1_250_50),
        (values.percent, "40 %", 40),
        (values.partial, "15/09/2019", "2019-09-15"),
        (values.partial, "5.9.2019", "2019-09-05"),
        (values.partial, "09/2019", "2019-09"),
        (values.partial, "Septembre 2019", "2019-09"),
        (values.partial, "1er août 2020", "2020-08-01"),
        (values.partial, "T4 2020", "2020-T4"),
        (values.partial, "3e trimestre 2021", "2021-T3"),
        (values.partial, "2019", "2019"),
        (values.partial, "2017-2018", "2017-2018"),
        (values.flag, "Oui", True),
        (values.flag, "non", False),
        (values.per_year, "oui", Period.YEARLY),
        (values.progress, "Réalisée", Progress.DONE),
        (values.names, "Nord | Aisne |", ["Nord", "Aisne"]),
    ],
)
def test_p2_french_numbers_dates_and_words_are_read(read, cell, value):
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (values.amount, "-5"),
        (values.amount, "beaucoup"),
        (values.amount, "1,234,5"),
        (values.amount, "1e9"),
        (values.amount, "12,345"),
        (values.percent, "140"),
        (values.partial, "32/01/2019"),
        (values.partial, "bientôt"),
        (values.flag, "peut-être"),
        (values.progress, "presque"),
        (values.whole, "²"),
    ],
)
def test_p2_what_cannot_be_read_is_told_with_what_to_write(read, cell):
    with pytest.raises(values.Unreadable, match="«"):
        read(cell)


def test_p2_signs_that_nobody_sees_are_left_out_of_a_cell():
    (line,) = read_table("titre;note\nRap\u202eport\x1b;un\u200bmot\n".encode()).lines
    assert line == (2, ("Rapport", "unmot"))
