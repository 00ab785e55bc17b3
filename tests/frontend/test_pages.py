"""The home page and the error page, with a fake of what the application gives them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from app.home.contracts import Lateness

from .kitchen import environment

NO_CONTRACT = Lateness(contracts=0, late_contracts=0, late_actions=0)


def home(**given):
    nothing = {
        name: []
        for name in (
            "live",
            "next_acts",
            "next_sittings",
            "recent_decisions",
            "commitments_due",
            "conferences",
        )
    }
    visitor = SimpleNamespace(signed_in=False, name="", person_id=None, withheld=False)
    return (
        environment()
        .get_template("pages/home/home.html")
        .render(**({"actor": visitor, "navigation": [], "contracts": NO_CONTRACT} | nothing | given))
    )


SITTING = {
    "id": 1, "href": "/seances/1", "title": "Séance de mars", "conference_name": "Essai",
    "follow_href": "/seances/1/direct",
    "current_item": "Transports", "speaker": "Mme Exemple", "open_ballot": None, "suspended": False,
    "refresh_href": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "a la parole sur"),
        ({"open_ballot": "Le vœu n° 4"}, "On vote"),
        ({"speaker": None}, "La conférence examine"),
        ({"speaker": None, "current_item": None}, "La séance est ouverte."),
    ],
)
def test_the_home_page_says_what_is_happening_in_one_line(change: dict[str, str | None], words: str):
    assert words in home(live=[SITTING | change])


def test_the_home_page_is_never_empty():
    text = home()
    assert "Aucune conférence ne siège en ce moment." in text
    assert text.count('class="empty"') == 4


def test_the_home_page_shows_a_regular_their_next_act_first():
    text = home(live=[SITTING], next_acts=[{"label": "Voter", "href": "/v", "detail": None}])
    assert text.index("Voter") < text.index("Suivre en direct")


def test_the_home_page_lists_what_comes_what_was_decided_and_what_is_owed():
    text = home(
        next_sittings=[
            {
                "href": "/s",
                "title": "Avril",
                "starts_at": datetime(2026, 4, 7, 14, tzinfo=UTC),
                "place": None,
                "conference_name": "C",
            }
        ],
        recent_decisions=[{"href": "/d", "text": "Vœu", "decided_on": date(2026, 2, 1), "result": "Adopté"}],
        commitments_due=[{"href": "/e", "text": "Publier", "owner": "Somme", "due_on": date(2026, 2, 1), "late": True}],
        conferences=[{"href": "/c", "name": "Conférence d’Essai", "seat_count": 20, "region": "Essai"}],
    )
    for words in ("Avril", "Vœu", "Publier", "En retard", "Conférence d’Essai"):
        assert words in text


@pytest.mark.parametrize("status", [403, 404, 409, 422, 500, 503])
def test_an_error_page_says_what_to_do(status: int):
    problem = {
        "title": "Refusé",
        "detail": "Parce que.",
        "status": status,
        "instance": "abc123" if status == 500 else None,
    }
    text = (
        environment()
        .get_template("pages/errors/problem.html")
        .render(problem=problem, navigation=[], actor=SimpleNamespace(signed_in=False, person_id=None, withheld=False))
    )
    assert "Que faire" in text
    assert ("abc123" in text) == (status == 500)
