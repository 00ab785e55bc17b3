import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drawings.hemicycle import HemicycleSeat, hemicycle, hemicycle_table
from app.drawings.shapes import LEVELS, VOTE_CLASSES
from app.drawings.vote_hemicycle import vote_hemicycle, vote_hemicycle_table

from .svgs import SVG, having, parsed, points, view_box, words


def seat(level: str = "commune", **more: object) -> HemicycleSeat:
    return HemicycleSeat(**{"institution": f"Institution fictive {level}", "level": level, **more})  # type: ignore[arg-type]


ASSEMBLY = [
    seat("commune", holder="Camille Exemple"),
    seat("region", chair=True, holder="Dominique Fictif"),
    seat("epci", voting=False),
    seat("departement"),
]
SEATS = st.lists(
    st.builds(
        seat,
        st.sampled_from([*LEVELS, "other"]),
        voting=st.booleans(),
        vote=st.sampled_from(sorted(VOTE_CLASSES)),
        href=st.sampled_from([None, "/sieges/1"]),
        institution=st.text(max_size=60),
        holder=st.text(max_size=40),
    ),
    max_size=60,
)


def test_the_levels_sit_together_from_the_region_to_the_communes() -> None:
    titles = [e[0].text or "" for e in having(hemicycle(ASSEMBLY), "seat")]
    assert [title.split(",")[0].split()[-1] for title in titles] == list(LEVELS)


def test_each_seat_says_who_holds_it() -> None:
    said = words(hemicycle(ASSEMBLY))
    assert "Institution fictive region, Dominique Fictif, siège votant, préside la conférence" in said
    assert "Institution fictive epci, siège vacant, observateur" in said
    assert "De gauche à droite : région 1 siège, département 1 siège" in said


def test_a_level_is_a_shape_as_well_as_a_colour() -> None:
    outlines = {}
    for level in LEVELS:
        shape = having(hemicycle([seat(level)]), "shape")[0]
        outlines[level] = (shape.tag, (shape.get("d") or "").count("L"), level)
    assert outlines["commune"][0] == f"{SVG}circle"
    assert outlines["region"][1] == 5
    assert outlines["departement"][1] == outlines["epci"][1] == 3


def test_an_observer_is_hollow_and_the_chair_has_a_ring() -> None:
    drawn = hemicycle(ASSEMBLY)
    assert len(having(drawn, "hollow")) == 1
    assert len(having(drawn, "chair-ring")) == 1
    assert "3 votants" in words(drawn)
    assert "1 observateur" in words(drawn)


def test_a_seat_with_an_address_takes_the_focus_and_shows_its_name() -> None:
    drawn = hemicycle([seat(href="/institutions/3", holder="Camille Exemple")])
    [link] = having(drawn, "seat")
    assert (link.tag, link.get("href")) == (f"{SVG}a", "/institutions/3")
    assert link.get("aria-label") == "Institution fictive commune, Camille Exemple, siège votant"
    [name] = having(drawn, "seat-name")
    assert "Camille Exemple" in "".join(name.itertext())
    # An image hides what it contains from a screen reader: one that holds links is a group.
    assert parsed(drawn).get("role") == "group"
    assert parsed(hemicycle([seat()])).get("role") == "img"


def test_hostile_names_are_text() -> None:
    drawn = hemicycle([seat(institution="<script>alert('x')</script>", href='"/><script>')])
    assert "<script>" not in drawn
    assert "<script>alert('x')</script>" in words(drawn)


def test_the_table_holds_the_same_seats() -> None:
    table = hemicycle_table(ASSEMBLY)
    assert len(table.columns) == 4
    assert table.rows[0] == ("Institution fictive region", "Région", "votant, préside", "Dominique Fictif")
    assert table.rows[2] == ("Institution fictive epci", "EPCI", "observateur", "vacant")


def test_votes_and_levels_are_never_the_colours_of_one_drawing() -> None:
    assert "level-" not in vote_hemicycle(ASSEMBLY)
    assert "vote-" not in hemicycle(ASSEMBLY)


VOTED = [seat("region", vote="for"), seat("epci", vote="against"), seat(vote="abstain"), seat(vote="for")]


def test_each_vote_is_a_sign_as_well_as_a_colour() -> None:
    for vote, strokes in {"for": 1, "against": 2, "abstain": 1}.items():
        [drawn] = having(vote_hemicycle([seat(vote=vote)]), "seat")
        [sign] = [e for e in drawn.iter() if e.get("class") == "vote-sign"]
        assert len(list(sign)) == strokes


def test_the_vote_hemicycle_counts_its_votes() -> None:
    said = words(vote_hemicycle([*VOTED, seat(vote="waiting"), seat(voting=False)]))
    assert "4 ont répondu sur 5 sièges" in said
    assert "2 pour, 1 contre, 1 abstention et 1 n’a pas encore voté." in said


def test_the_screen_of_the_room_can_write_the_counts_itself() -> None:
    bare = vote_hemicycle(VOTED, bare=True)
    assert having(bare, "label") == having(bare, "centre") == []
    assert len(having(bare, "seat")) == 4
    assert view_box(bare)[1] < view_box(vote_hemicycle(VOTED))[1]


def test_an_acronym_keeps_its_capitals_in_a_sentence() -> None:
    assert "région 1 siège, département 1 siège, EPCI 1 siège" in words(hemicycle(ASSEMBLY))


def test_observers_are_not_in_the_vote() -> None:
    assert len(having(vote_hemicycle([seat(), seat(voting=False)]), "seat")) == 1
    assert len(vote_hemicycle_table([seat(), seat(voting=False)]).rows) == 1


def test_the_vote_table_names_each_vote() -> None:
    assert vote_hemicycle_table(VOTED).rows[0] == ("Institution fictive region", "vacant", "pour")


@given(SEATS)
def test_any_assembly_is_drawn_within_its_canvas(seats: list[HemicycleSeat]) -> None:
    for draw in (hemicycle, vote_hemicycle):
        drawn = draw(seats)
        width, height = view_box(drawn)
        assert all(0 <= x <= width and 0 <= y <= height for x, y in points(drawn))
        assert " style=" not in drawn


@pytest.mark.parametrize("draw", [hemicycle, vote_hemicycle])
def test_a_drawing_is_titled_and_described(draw: object) -> None:
    root = parsed(draw(ASSEMBLY, id="essai"))  # type: ignore[operator]
    assert root.get("aria-labelledby") == "essai-title"
    assert root.get("aria-describedby") == "essai-desc"
    assert [(e.tag, e.get("id")) for e in root][:2] == [
        (f"{SVG}title", "essai-title"),
        (f"{SVG}desc", "essai-desc"),
    ]
