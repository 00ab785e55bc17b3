"""The hemicycle by level: who sits where; a hollow shape is an observer, a ring the chair."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from app.foundation.french import count, listing

from .arcs import Layout
from .seats import CX, CY, HEIGHT, WIDTH, HemicycleSeat, centre, draw_seats, in_order, places
from .shapes import level_class, level_shape, level_word, level_word_inside
from .svg import Table, arc, drawing, group, tag, text

__all__ = ["HemicycleSeat", "hemicycle", "hemicycle_table"]


def hemicycle(seats: Sequence[HemicycleSeat], *, id: str = "hemicycle") -> Markup:
    """Draw the seats by level: shape and colour say the level; 1 to 60 seats."""
    ordered, arrangement = in_order(seats), places(len(seats))
    return drawing(
        *_brackets(ordered, arrangement),
        *_labels(ordered, arrangement),
        _total(seats),
        *draw_seats(ordered, arrangement, _mark, words),
        id=id,
        title=f"Hémicycle : {count(len(seats), 'siège')} par niveau de collectivité",
        desc=_description(ordered),
        width=WIDTH,
        height=HEIGHT,
        class_="hemicycle",
        interactive=any(seat.href for seat in seats),
    )


def words(seat: HemicycleSeat) -> str:
    """Say a seat."""
    parts = [seat.institution, seat.holder or "siège vacant", "siège votant" if seat.voting else "observateur"]
    return ", ".join([*parts, "préside la conférence"] if seat.chair else parts)


def hemicycle_table(seats: Sequence[HemicycleSeat]) -> Table:
    """Return who sits, level after level."""
    return Table(
        caption="Composition, siège par siège",
        columns=("Institution", "Niveau", "Siège", "Titulaire"),
        rows=[
            (
                seat.institution,
                level_word(seat.level),
                ("votant" if seat.voting else "observateur") + (", préside" if seat.chair else ""),
                seat.holder or "vacant",
            )
            for seat in in_order(seats)
        ],
    )


def _mark(seat: HemicycleSeat, x: float, y: float, radius: float) -> Markup:
    shape = level_shape(seat.level, x, y, radius * 0.94, class_="shape" if seat.voting else "shape hollow")
    ring = tag("circle", cx=x, cy=y, r=radius * 1.04, class_="chair-ring") if seat.chair else Markup("")
    return group(shape, ring, class_=level_class(seat.level))


def _total(seats: Sequence[HemicycleSeat]) -> Markup:
    voting = sum(seat.voting for seat in seats)
    below = [count(voting, "votant")]
    if voting < len(seats):
        below.append(count(len(seats) - voting, "observateur"))
    return centre(str(len(seats)), "sièges" if len(seats) > 1 else "siège", *below)


def _description(ordered: Sequence[HemicycleSeat]) -> str:
    levels = Counter(level_word_inside(seat.level) for seat in ordered)
    chairs = [seat.institution for seat in ordered if seat.chair]
    parts = [f"{level} {count(number, 'siège')}" for level, number in levels.items()]
    said = f"De gauche à droite : {listing(parts)}."
    return f"{said} Préside : {listing(chairs)}." if chairs else said


def _spans(ordered: Sequence[HemicycleSeat], arrangement: Layout) -> Iterator[tuple[str, int, float, float]]:
    """Yield each level with its number of seats and its first and last angle."""
    for level, number in Counter(seat.level for seat in ordered).items():
        angles = [s.angle for seat, s in zip(ordered, arrangement.spots, strict=True) if seat.level == level]
        yield level, number, max(angles), min(angles)


def _brackets(ordered: Sequence[HemicycleSeat], arrangement: Layout) -> list[Markup]:
    """An arc of the level's colour outside its seats, so that a level is seen as one."""
    reach = 0.8 * arrangement.radius / (WIDTH / 2)
    return [
        tag("path", d=arc(CX, CY, WIDTH / 2 - 6, first + reach, last - reach), class_=f"bracket {level_class(level)}")
        for level, _number, first, last in _spans(ordered, arrangement)
    ]


def _labels(ordered: Sequence[HemicycleSeat], arrangement: Layout) -> list[Markup]:
    """Name the levels in the corners that the half circle leaves free, in the order of the seats."""
    spans = list(_spans(ordered, arrangement))
    corners = _corners([(first + last) / 2 for _level, _number, first, last in spans])
    return [_label(level, number, *corner) for (level, number, *_), corner in zip(spans, corners, strict=True)]


LOW = CY + 36
BOTTOM_LEFT, BOTTOM_RIGHT = (2.0, LOW, False), (WIDTH - 2, LOW, True)
TOP_LEFT, TOP_RIGHT = (2.0, 14.0, False), (WIDTH - 2, 14.0, True)


def _corners(middles: Sequence[float]) -> list[tuple[float, float, bool]]:
    """Return where each label goes (x, first baseline, aligned to the right)."""
    if len(middles) < 2:
        return [BOTTOM_LEFT][: len(middles)]
    inside = [TOP_LEFT, TOP_RIGHT][: len(middles) - 2]
    if len(middles) == 3 and middles[1] < math.pi / 2:
        inside = [TOP_RIGHT]
    # A fifth sort of seat is rare; it is named between the two lower corners.
    extra = [(CX - 46, LOW, False)] * (len(middles) - 4)
    return [BOTTOM_LEFT, *inside, *extra, BOTTOM_RIGHT]


def _label(level: str, number: int, x: float, y: float, right: bool) -> Markup:
    anchor = "end" if right else None
    word = level_word(level)
    inset = -20 if right else 20
    return group(
        level_shape(level, x + inset * 0.4, y - 4.5, 7.5, class_="shape"),
        text(word, x + inset, y, anchor=anchor, class_="strong"),
        text(count(number, "siège"), x + inset, y + 16, anchor=anchor, class_="ink"),
        class_=f"label {level_class(level)}",
    )
