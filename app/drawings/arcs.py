"""Where the seats of a hemicycle go: as large as possible, in rows, never touching. Geometry only."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

GAP = 1.1
"""Centres are at least this many diameters apart, in a row and between rows."""
LARGEST, ROWS_AT_MOST = 20.0, 6


@dataclass(frozen=True, kw_only=True)
class Spot:
    """The centre of a seat around (0, 0), its angle (π on the left, 0 on the right) and its row (0 outside)."""

    x: float
    y: float
    angle: float
    row: int


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The spots from left to right, the radius of a seat and the radius left free at the centre."""

    spots: Sequence[Spot]
    radius: float
    free: float


def layout(seats: int, *, outer: float, inner: float) -> Layout:
    """Place the seats between two half circles, their edges included."""
    best = max(
        (rows for rows in range(1, ROWS_AT_MOST + 1)),
        key=lambda rows: (round(_largest(seats, rows, outer, inner), 3), -rows),
    )
    radius = _largest(seats, best, outer, inner)
    radii = _radii(best, radius, outer)
    spots = [
        Spot(x=radii[row] * math.cos(angle), y=-radii[row] * math.sin(angle), angle=angle, row=row)
        for row, count in enumerate(_shares(seats, radii, radius))
        for angle in _angles(count, radii[row], radius)
    ]
    ordered = sorted(spots, key=lambda spot: (round(-spot.angle, 6), spot.row))
    return Layout(spots=ordered, radius=radius, free=radii[-1] - radius)


def _radii(rows: int, radius: float, outer: float) -> list[float]:
    return [outer - radius - row * 2 * radius * GAP for row in range(rows)]


def _capacity(row_radius: float, radius: float) -> int:
    """Return how many seats a row holds from one end to the other."""
    half_chord = radius * GAP / row_radius
    return 0 if half_chord >= 1 else int(math.pi / (2 * math.asin(half_chord)) + 1e-9) + 1


def _fits(seats: int, rows: int, radius: float, outer: float, inner: float) -> bool:
    radii = _radii(rows, radius, outer)
    return radii[-1] - radius >= inner and sum(_capacity(r, radius) for r in radii) >= seats


def _largest(seats: int, rows: int, outer: float, inner: float) -> float:
    """Return the largest radius of a seat for that many rows, by halving."""
    low, high = 0.0, LARGEST
    if _fits(seats, rows, high, outer, inner):
        return high
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _fits(seats, rows, middle, outer, inner) else (low, middle)
    return low


def _shares(seats: int, radii: Sequence[float], radius: float) -> list[int]:
    """Share the seats between rows in proportion to their length, none above its capacity."""
    room = [_capacity(r, radius) for r in radii]
    exact = [seats * r / sum(radii) for r in radii]
    shares = [min(int(part), most) for part, most in zip(exact, room, strict=True)]
    while sum(shares) < seats:
        open_rows = [row for row in range(len(radii)) if shares[row] < room[row]]
        shares[max(open_rows, key=lambda row: exact[row] - shares[row])] += 1
    return shares


def _angles(count: int, row_radius: float, radius: float) -> list[float]:
    """Spread the seats over the half circle, or close together around its top when they are few."""
    if count <= 1:
        return [math.pi / 2] * count
    step = min(math.pi / (count - 1), 3.2 * radius / row_radius)
    left = math.pi / 2 + step * (count - 1) / 2
    return [left - step * place for place in range(count)]
