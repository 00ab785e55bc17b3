from datetime import date

import pytest

from app.web.french import minutes_fr, month_fr, typeset, weekday_fr


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Santé : quel partage ?", "Santé\u00a0: quel partage\u202f?"),
        ("L'été d'Arleux, 5' d'arc", "L’été d’Arleux, 5' d’arc"),
        ("« Oui » ; non !", "«\u00a0Oui\u00a0»\u202f; non\u202f!"),
        ("Déjà\u00a0: bien", "Déjà\u00a0: bien"),
        ("12:30 https://exemple.invalid", "12:30 https://exemple.invalid"),
    ],
)
def test_what_people_type_is_set_with_no_break_spaces(typed, shown):
    assert typeset(typed) == shown


@pytest.mark.parametrize(
    ("minutes", "words"), [(None, ""), (5, "5\u00a0min"), (60, "1\u00a0h"), (65, "1\u00a0h\u00a005")]
)
def test_minutes_are_said_in_hours_when_there_are_some(minutes, words):
    assert minutes_fr(minutes) == words


def test_months_and_days_are_named():
    assert month_fr(date(2026, 3, 1)) == "mars\u00a02026"
    assert weekday_fr(date(2026, 3, 1)) == "dimanche\u00a01er"


def test_an_identifier_that_no_row_can_have_is_an_address_that_does_not_exist(client):
    assert client.get("/seances/99999999999").status_code == 404
