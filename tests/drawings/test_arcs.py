from itertools import combinations, pairwise
from math import dist, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drawings.arcs import layout
from app.drawings.seats import CX, CY, HEIGHT, INNER, OUTER, WIDTH, places


@pytest.mark.parametrize("seats", range(1, 61))
def test_seats_never_overlap_and_stay_in_the_drawing(seats: int) -> None:
    arrangement = places(seats)
    assert len(arrangement.spots) == seats
    for a, b in combinations(arrangement.spots, 2):
        assert dist((a.x, a.y), (b.x, b.y)) >= 2 * arrangement.radius
    for spot in arrangement.spots:
        reach = 1.1 * arrangement.radius
        assert reach <= CX + spot.x <= WIDTH - reach
        assert reach <= CY + spot.y <= HEIGHT - reach
        assert dist((0, 0), (spot.x, spot.y)) - arrangement.radius >= INNER - 1e-6
        assert dist((0, 0), (spot.x, spot.y)) + arrangement.radius <= OUTER + 1e-6


def test_twenty_seats_are_large_enough_for_a_thumb() -> None:
    # 358 px is what a phone of 390 px leaves; WCAG asks 24 px.
    assert 2 * places(20).radius * 358 / WIDTH >= 32


@given(st.integers(1, 120), st.floats(100, 400), st.floats(10, 60))
def test_a_layout_goes_from_left_to_right(seats: int, outer: float, inner: float) -> None:
    arrangement = layout(seats, outer=outer, inner=inner)
    angles = [spot.angle for spot in arrangement.spots]
    assert all(b <= a + 1e-5 for a, b in pairwise(angles))
    assert all(-1e-9 <= angle <= pi + 1e-9 for angle in angles)


@given(st.integers(1, 60))
def test_a_layout_is_symmetric(seats: int) -> None:
    spots = places(seats).spots
    left = sorted((round(s.x, 4) + 0, round(s.y, 4)) for s in spots)
    right = sorted((round(-s.x, 4) + 0, round(s.y, 4)) for s in spots)
    assert all(dist(a, b) < 1e-3 for a, b in zip(left, right, strict=True))


def test_no_seat_draws_nothing() -> None:
    assert places(0).spots == []
