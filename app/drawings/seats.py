"""The seats of a hemicycle: each in its place, named on hover and on focus."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .arcs import Layout, Spot, layout
from .shapes import LEVELS
from .svg import group, lines, tag, text, wrapped

WIDTH, HEIGHT = 400.0, 266.0
CX, CY = 200.0, 208.0
OUTER, INNER = 188.0, 90.0


@dataclass(frozen=True, kw_only=True)
class HemicycleSeat:
    """One seat. `vote` is a word of `VOTE_WORDS`; `href` makes the seat focusable."""

    institution: str
    level: str
    holder: str = ""
    voting: bool = True
    chair: bool = False
    vote: str = "waiting"
    href: str | None = None


def in_order(seats: Sequence[HemicycleSeat]) -> list[HemicycleSeat]:
    """Return the seats from left to right: level after level, in the order given within a level."""
    ranks = {level: rank for rank, level in enumerate(LEVELS)}
    return sorted(seats, key=lambda seat: ranks.get(seat.level, len(LEVELS)))


def places(seats: int) -> Layout:
    """Return where that many seats go in the drawing."""
    return layout(seats, outer=OUTER, inner=INNER)


def draw_seats(
    seats: Sequence[HemicycleSeat],
    arrangement: Layout,
    mark: Callable[[HemicycleSeat, float, float, float], Markup],
    words: Callable[[HemicycleSeat], str],
) -> list[Markup]:
    """Draw each seat at its spot by `mark(seat, x, y, radius)`, with `words(seat)` as its name."""
    return [
        _seat(seat, spot, arrangement, mark(seat, CX + spot.x, CY + spot.y, arrangement.radius), words(seat))
        for seat, spot in zip(seats, arrangement.spots, strict=True)
    ]


def _seat(seat: HemicycleSeat, spot: Spot, arrangement: Layout, mark: Markup, words: str) -> Markup:
    # A transparent disc, so that the whole place can be pointed at whatever the shape.
    target = tag("circle", cx=CX + spot.x, cy=CY + spot.y, r=arrangement.radius, class_="seat-target")
    name = tag("title", words)
    if seat.href is None:
        return group(name, target, mark, class_="seat")
    shown = _shown_name(seat, arrangement.free)
    return tag("a", name, target, mark, shown, href=seat.href, class_="seat", aria_label=words)


def _shown_name(seat: HemicycleSeat, free: float) -> Markup:
    """The name at the centre, where nothing else is, shown while the seat has the focus or the pointer."""
    institution = wrapped(seat.institution, int(free / 4.4), at_most=3)
    holder = wrapped(seat.holder or "Siège vacant", int(free / 4.2), at_most=2)
    top = CY + 6 - 16 * (len(institution) + len(holder) - 1)
    return group(
        lines(institution, CX, top, leading=16, anchor="middle", class_="strong"),
        lines(holder, CX, top + 16 * len(institution), leading=16, anchor="middle", class_="muted"),
        class_="seat-name",
        aria_hidden="true",
    )


def centre(number: str, *below: str) -> Markup:
    """Write the number at the centre and the words under it."""
    last = CY + 6
    first = last - 17 * (len(below) - 1)
    return group(
        text(number, CX, first - 20, anchor="middle", class_="number"),
        lines(below, CX, first, leading=17, anchor="middle"),
        class_="centre",
    )
