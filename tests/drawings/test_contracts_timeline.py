"""The time of contracts: one scale, no more on a drawing than a sheet of paper holds, no year cut by an edge."""

import re
from datetime import date

from app.drawings.contracts_timeline import A_SHEET, WIDTH, Running, contracts_timelines

TODAY = date(2026, 3, 3)


def many(number):
    first = Running(label="Le plus ancien", first=date(2014, 1, 1), last=date(2020, 12, 31), words="")
    others = [
        Running(label=f"Contrat {n}", first=date(2024, 1, 1), last=date(2027, 12, 31), words="")
        for n in range(number - 1)
    ]
    return [first, *others]


def test_forty_contracts_stand_on_three_drawings_each_contract_once():
    drawn = contracts_timelines(many(40), today=TODAY)
    parts = drawn.split("</svg>")[:-1]
    assert [part.count('class="time-span"') for part in parts] == [A_SHEET, A_SHEET, 10]
    assert len(set(re.findall(r'<svg[^>]* id="([^"]+)"', drawn)) | set(re.findall(r'id="([^"]+)"', drawn))) >= len(
        parts
    )


def test_every_drawing_has_the_same_years_at_the_same_places():
    parts = contracts_timelines(many(40), today=TODAY).split("</svg>")[:-1]
    years = [re.findall(r'x="([\d.]+)"[^>]*>(20\d\d)<', part) for part in parts]
    assert years[0]
    assert years[0] == years[1] == years[2]


def test_no_year_is_cut_by_an_edge():
    (drawn,) = contracts_timelines(many(2), today=TODAY).split("</svg>")[:-1]
    labels = re.findall(r"<text([^>]*)>20\d\d</text>", drawn)
    assert labels
    for attributes in labels:
        x = float(re.search(r'\bx="([\d.]+)"', attributes)[1])
        middle = 'text-anchor="middle"' in attributes
        assert not middle or 16 <= x <= WIDTH - 16, attributes


def test_nothing_is_drawn_of_no_contract():
    assert contracts_timelines([], today=TODAY) == ""
