"""What is taken in is what people see."""

import pytest

from app.foundation.errors import Invalid
from app.foundation.shapes import Shape, load, text


class Note(Shape):
    title = text(200)
    password = text(200, required=False)
    words = text(200, required=False)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Rapport\u202efdp.exe", "Rapportfdp.exe"),
        ("Le pré\u200bfet\u2060\ufeff", "Le préfet"),
        ("\u2066Avis\u2069", "Avis"),
        ("Un\x0btitre\x1b[31m\x07", "Un\ntitre[31m"),
        ("Un\r\nautre\u2028enfin", "Un\r\nautre\nenfin"),
        (
            "Une élue, l’œuvre\u00a0: 1\u202f234\u00a0€ 👩🏽\u200d🚒",
            "Une élue, l’œuvre\u00a0: 1\u202f234\u00a0€ 👩🏽\u200d🚒",
        ),
    ],
)
def test_signs_that_nobody_sees_are_not_kept(typed, kept):
    assert load(Note, {"title": typed})["title"] == kept


def test_a_password_is_taken_as_it_is_typed():
    """It is compared elsewhere with what is typed at the door."""
    assert load(Note, {"title": "x", "password": "une\u200bphrase\r\n"})["password"] == "une\u200bphrase\r\n"


def test_a_title_made_of_nothing_that_shows_is_none():
    with pytest.raises(Invalid) as refused:
        load(Note, {"title": "\u200b\u202e \x07"})
    assert [error["pointer"] for error in refused.value.members["errors"]] == ["#/title"]
