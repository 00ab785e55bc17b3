"""What people write for a number is one, within bounds, or is refused: nothing they write stops a page."""

import pytest
from marshmallow import ValidationError

from app.conferences.doors.reading import Euros
from app.contracts.actions.asked import AskedActions
from app.contracts.importing.sheets.values import Unreadable, percent
from app.contracts.money.doors.reading import Cents, Number
from app.contracts.rules.clauses.reading import FieldFaultError, Percent
from app.foundation.numbering import numbered, whole
from app.interpellations.desk.asked import Asked

LONG = "9" * 5_000
"""More digits than Python makes a number of."""
HUGE = ("1E9999999", "9E999999", "1E99999999999999999999", "Infinity", "sNaN", LONG)


@pytest.mark.parametrize("written", [*HUGE, "-1", "", "1E-9"])
@pytest.mark.parametrize(
    "read",
    [Cents().deserialize, Number(100, 2).deserialize, Percent(name="share", label="Part", rule="R14").read, percent],
)
def test_an_amount_or_a_share_that_no_ledger_holds_is_refused_in_words(read, written):
    with pytest.raises((ValidationError, FieldFaultError, Unreadable)):
        read(written)


@pytest.mark.parametrize("written", HUGE)
def test_an_amount_of_a_conference_too(written):
    with pytest.raises(ValidationError):
        Euros().deserialize(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [("0", 0), ("00012", 12), ("99999", 99_999), ("100000", None), ("-1", None), ("", None), ("١", None), (LONG, None)],
)
def test_a_whole_number_is_of_few_ascii_digits(written, number):
    assert whole(written) == number


@pytest.mark.parametrize(("written", "id"), [("12", 12), ("0", None), ("012", None), ("9" * 10, None), ("", None)])
def test_the_number_of_an_object_has_one_spelling(written, id):
    assert numbered(written) == id


@pytest.mark.parametrize("written", ["000001" + LONG, LONG, "0", "-3", "x"])
def test_a_page_that_is_none_is_the_first(written):
    assert AskedActions.read({"page": written}).page == Asked.read({"page": written}).page == 1
