"""The few words of SVG that the drawings speak, escaped by construction."""

import math
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

Cell = str | None
# Characters no XML document may hold; a name typed with one must not spoil a printed drawing.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class Table:
    """The figures of a drawing. A column is a label, or (label, "figures") for numbers; a None cell is unknown."""

    caption: str
    columns: Sequence[str | tuple[str, str]]
    rows: Sequence[Sequence[Cell]]


def figure(value: float) -> str:
    """Write a coordinate with two decimals at most."""
    return f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".")


def tag(name: str, *children: str, **attributes: object) -> Markup:
    """Return an element; `class_` and `stroke_width` are written class and stroke-width, None is left out."""
    written = Markup("").join(
        Markup(' {}="{}"').format(
            key.rstrip("_").replace("_", "-"),
            figure(value) if isinstance(value, (int, float)) else str(value),
        )
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(name, written, Markup("").join(children))


def group(*children: str, class_: str | None = None, **attributes: object) -> Markup:
    """Return a group of elements."""
    return tag("g", *children, class_=class_, **attributes)


def text(words: str, x: float, y: float, *, class_: str | None = None, anchor: str | None = None) -> Markup:
    """Return one line of text on its baseline; anchor: start (when None), middle or end."""
    return tag("text", words, x=x, y=y, class_=class_, text_anchor=anchor)


def lines(
    words: Sequence[str], x: float, y: float, *, leading: float, class_: str | None = None, anchor: str | None = None
) -> Markup:
    """Return lines of text under one another, the first on the baseline `y`."""
    spans = [tag("tspan", line, x=x, y=y + place * leading) for place, line in enumerate(words)]
    return tag("text", *spans, class_=class_, text_anchor=anchor)


def drawing(
    *children: str, id: str, title: str, desc: str, width: float, height: float, class_: str, interactive: bool = False
) -> Markup:
    """Return the whole SVG. One that holds links is a group, because an image hides its content from a reader."""
    drawn = tag(
        "svg",
        tag("title", title, id=f"{id}-title"),
        tag("desc", desc, id=f"{id}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        id=id,
        class_=f"drawing {class_}",
        viewBox=f"0 0 {figure(width)} {figure(height)}",
        role="group" if interactive else "img",
        aria_labelledby=f"{id}-title",
        aria_describedby=f"{id}-desc",
    )
    return Markup(FORBIDDEN.sub("", drawn))  # noqa: S704 - only removes characters from what is escaped


def wrapped(words: str, characters: int, *, at_most: int = 3) -> list[str]:
    """Break words into lines of about that many characters; what does not fit ends with an ellipsis.

    A word too long for a line is broken at its hyphens: « Boulogne-sur- / Mer ».
    """
    too_long = len(words) > characters * at_most or any(len(word) > characters for word in words.split())
    broken = textwrap.wrap(
        words,
        max(4, characters),
        max_lines=at_most,
        placeholder="…",
        break_on_hyphens=too_long,
    )
    return broken or [""]


def polar(cx: float, cy: float, radius: float, angle: float) -> tuple[float, float]:
    """Return the point at that angle (radians, counted as on paper: 0 right, π/2 up)."""
    return cx + radius * math.cos(angle), cy - radius * math.sin(angle)


def path(points: Iterable[tuple[float, float]], *, closed: bool = True) -> str:
    """Return the path data through the points."""
    return "M" + "L".join(f"{figure(x)} {figure(y)}" for x, y in points) + ("z" if closed else "")


def arc(cx: float, cy: float, radius: float, start: float, end: float) -> str:
    """Return the path data of an arc from one angle down to a smaller one, clockwise on the screen."""
    (x1, y1), (x2, y2) = polar(cx, cy, radius, start), polar(cx, cy, radius, end)
    large = int(start - end > math.pi)
    return f"M{figure(x1)} {figure(y1)}A{figure(radius)} {figure(radius)} 0 {large} 1 {figure(x2)} {figure(y2)}"
