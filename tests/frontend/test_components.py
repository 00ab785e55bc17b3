"""What the components show: nothing by colour alone, nothing unknown as zero, everything reachable."""

import re

import pytest

from .kitchen import render


@pytest.mark.parametrize("level", ["region", "departement", "epci", "commune"])
def test_a_level_is_a_shape_and_a_word(level: str):
    page = render('{% from "components/level/level.html" import level as mark %}{{ mark(level) }}', level=level)
    assert page.one("svg")["class"] == f"shape level--{level}"
    assert page.one("span", class_="level").words


def test_the_four_levels_have_four_shapes():
    drawn = [
        re.search(
            r"<(path|circle).*?/>",
            render(
                '{% from "components/level/level.html" import level_shape %}{{ level_shape(level) }}',
                level=level,
            ).text,
        )
        for level in ("region", "departement", "epci", "commune")
    ]
    assert len({shape and shape[0] for shape in drawn}) == 4


@pytest.mark.parametrize(
    ("choice", "word"),
    [
        ("for", "Pour"),
        ("against", "Contre"),
        ("abstain", "Abstention"),
        ("does_not_take_part", "Ne prend pas part au vote"),
    ],
)
def test_a_vote_is_a_sign_and_a_word(choice: str, word: str):
    page = render(
        '{% from "components/vote/vote.html" import vote_mark %}{{ vote_mark(choice, count=3) }}',
        choice=choice,
    )
    assert page.all("svg")
    assert word in page.text
    assert page.one("b").words == "3"


def test_a_timer_gives_the_script_its_instants_and_the_reader_words():
    page = render(
        '{% from "components/timer/timer.html" import timer %}'
        "{{ timer(moment, limit=300, warning=30, paused_at=moment, paused_seconds=12) }}"
    )
    clock = page.one("time")
    assert clock["data-started-at"] == clock["data-paused-at"] == "2026-03-03T14:30:00+00:00"
    facts = ("data-timer", "data-limit-seconds", "data-warning-seconds", "data-paused-seconds")
    assert [clock[name] for name in facts] == ["elapsed", "300", "30", "12"]
    assert "en pause depuis" in clock.words


def test_what_is_unknown_is_said_and_never_drawn_as_zero():
    page = render('{% from "components/progress/progress.html" import progress %}{{ progress(none, 20, "Crédits") }}')
    assert "non connu" in page.text
    assert not page.all("rect", class_="progress-done")


def test_a_table_is_reached_by_the_keyboard_and_named_by_its_caption():
    page = render(
        '{% from "components/table/table.html" import simple_table %}'
        '{{ simple_table("Votes", "t", ["Choix", ("Voix", "figures")], [["Pour", 12], ["Contre", none]]) }}'
    )
    frame = page.one("div", role="region")
    assert frame["tabindex"] == "0"
    assert page.one("caption")["id"] == frame["aria-labelledby"]
    assert [e["scope"] for e in page.all("th")] == ["col", "col", "row", "row"]
    assert "non connu" in page.text


def test_a_changed_paragraph_is_said_and_not_only_drawn():
    page = render(
        '{% from "components/text/text.html" import legal_text %}{{ legal_text(paragraphs) }}',
        paragraphs=[
            "un",
            {"text": "deux", "state": "inserted"},
            {"text": "trois", "state": "deleted", "number": 7},
        ],
    )
    assert "Ajouté" in page.one("ins").words
    assert "Supprimé" in page.one("del").words
    assert "7" in page.text
