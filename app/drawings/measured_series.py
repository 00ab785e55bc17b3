"""The values of one indicator over time, with where it began and where it should go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from app.foundation.french import NBSP, number

from .svg import Table, drawing, figure, path, tag, text

WIDTH, HEIGHT, TOP, BASE, LEFT, RIGHT = 360.0, 150.0, 26.0, 120.0, 8.0, 8.0


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One value, the last day its date allows, and its date in words."""

    on: date
    value: Decimal
    words: str
    qualifier: str = ""


def measured_series(
    values: Sequence[Measured], *, id: str, title: str, unit: str, target: Decimal | None = None
) -> Markup:
    """Draw the values from zero (or from the least when some are below it), the target as a dashed line."""
    numbers = [*(v.value for v in values), Decimal(0), *([target] if target is not None else [])]
    low, high = min(numbers), max(numbers)
    span = (high - low) or Decimal(1)
    first, last = min(v.on for v in values), max(v.on for v in values)
    days = max((last - first).days, 1)

    def x(value: Measured) -> float:
        return LEFT + 6 + (WIDTH - LEFT - RIGHT - 12) * ((value.on - first).days / days if first != last else 0.5)

    def y(amount: Decimal) -> float:
        return BASE - (BASE - TOP) * float((amount - low) / span)

    points = [(x(value), y(value.value)) for value in values]
    said = "; ".join(f"{v.words}{NBSP}: {number(v.value)}" for v in values)
    return drawing(
        tag("path", d=f"M{figure(LEFT)} {figure(y(Decimal(0)))}H{figure(WIDTH - RIGHT)}", class_="zero"),
        *_target(y, target, unit),
        tag("path", d=path(points, closed=False), class_="done-line"),
        *[tag("circle", cx=px, cy=py, r=3.5, class_="dot") for px, py in points],
        *_ends(values, points),
        id=id,
        title=title,
        desc=f"{said}.",
        width=WIDTH,
        height=HEIGHT,
        class_="measured-series",
    )


def measured_table(values: Sequence[Measured], *, caption: str, unit: str) -> Table:
    """Return each value with its date."""
    rows = [(value.words, f"{value.qualifier} {number(value.value)}".strip()) for value in values]
    return Table(caption=caption, columns=("Date", (f"Valeur ({unit})" if unit else "Valeur", "figures")), rows=rows)


def _target(y: object, target: Decimal | None, unit: str) -> Iterator[Markup]:
    if target is None or not callable(y):
        return
    at = y(target)
    yield tag(
        "path", d=f"M{figure(LEFT)} {figure(at)}H{figure(WIDTH - RIGHT)}", class_="plan-line", stroke_dasharray="6 4"
    )
    yield text(f"cible{NBSP}: {number(target)} {unit}".strip(), WIDTH - RIGHT, at - 6, anchor="end", class_="muted")


def _ends(values: Sequence[Measured], points: Sequence[tuple[float, float]]) -> Iterator[Markup]:
    ends = {0: "start", len(values) - 1: "end"} if len(values) > 1 else {0: "middle"}
    for place, anchor in ends.items():
        (px, py), value = points[place], values[place]
        yield text(number(value.value), px, py - 9 if py > TOP + 8 else py + 18, anchor=anchor, class_="strong")
        yield text(value.words, px, HEIGHT - 8, anchor=anchor, class_="muted")
