from datetime import date

import pytest

from app.drawings.presidency_wheel import WheelTerm, presidency_table, presidency_wheel
from app.drawings.shapes import LEVELS

from .svgs import having, points, view_box, words


def term(year: int, level: str = "region", institution: str = "", *, interim: bool = False) -> WheelTerm:
    return WheelTerm(
        level=level,
        starts_on=date(year, 1, 1),
        ends_on=date(year + 1, 1, 1),
        institution=institution,
        interim=interim,
    )


NOW = term(2026, "departement", "Département fictif")
COMING = [
    term(2027, "epci", "Métropole fictive"),
    term(2028, "commune"),
    term(2029, "region", "Région fictive"),
    term(2030, "departement"),
]


def test_r3_4_the_wheel_shows_the_presidency_and_the_next_four_terms() -> None:
    drawn = presidency_wheel(NOW, COMING)
    assert len(having(drawn, "term")) == 5
    assert len(having(drawn, "now")) == 1
    said = words(drawn)
    assert "Préside Département fictif au 31 déc. 2026" in said
    assert "Janv. 2027 Métropole fictive" in said
    assert "Janv. 2028 Commune à désigner" in said
    assert "Ensuite : Métropole fictive à partir du 1er janvier 2027, commune à partir du" in said


def test_a_name_too_long_for_a_line_is_broken_at_its_hyphens() -> None:
    assert "Boulogne-sur- Mer" in words(presidency_wheel(NOW, [term(2027, "commune", "Boulogne-sur-Mer")]))
    assert "Saint-Quentin" in words(presidency_wheel(NOW, [term(2027, "commune", "Saint-Quentin")]))


def test_r3_4_an_interim_is_said() -> None:
    drawn = presidency_wheel(term(2026, "epci", "EPCI fictif", interim=True), [])
    assert "Intérim EPCI fictif" in words(drawn)
    table = presidency_table(term(2026, "epci", "EPCI fictif", interim=True), [])
    assert table.rows[0][0] == "EPCI fictif (intérim)"


def test_r3_10_a_vacancy_is_drawn_as_a_vacancy() -> None:
    drawn = presidency_wheel(None, COMING)
    assert "Présidence vacante" in words(drawn)
    assert "Personne ne préside." in words(drawn)
    assert len(having(drawn, "vacant")) == 1
    assert len(having(drawn, "label")) == 4


def test_the_table_gives_the_days() -> None:
    table = presidency_table(NOW, COMING)
    assert table.rows[0] == (
        "Département fictif",
        "Département",
        "1er\u00a0janvier\u00a02026",
        "31\u00a0décembre\u00a02026",
    )
    assert table.rows[2][0] == "à désigner"


@pytest.mark.parametrize("coming", range(8))
def test_a_wheel_of_any_length_stays_in_its_drawing(coming: int) -> None:
    long = "Communauté d’agglomération fictive de la Vallée-aux-Longs-Noms"
    terms = [term(2027 + i, LEVELS[i % 4], long) for i in range(coming)]
    drawn = presidency_wheel(NOW, terms)
    width, height = view_box(drawn)
    assert all(0 <= x <= width and 0 <= y <= height for x, y in points(drawn))
    assert len(having(drawn, "label")) == coming
