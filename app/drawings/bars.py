"""Horizontal bars from zero, labelled directly: the frame of the speaking time and of the cost shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from .shapes import level_class, level_shape
from .svg import drawing, figure, group, tag, text, wrapped

WIDTH, BAR_HEIGHT, LEADING = 360.0, 10.0, 16.0
LABEL_CHARACTERS = 30


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row: what it is about, its amount (None: unknown), the amount in words, and an optional mark."""

    label: str
    level: str
    amount: int | Fraction | None
    words: str
    mark: int | Fraction | None = None
    mark_words: str = ""
    over: bool = False


def bars(rows: Sequence[Bar], *, id: str, title: str, desc: str, class_: str) -> Markup:
    """Draw the rows on one common scale that begins at zero."""
    scale = max([*(row.amount or 0 for row in rows), *(row.mark or 0 for row in rows), 1])
    drawn, y = [], 0.0
    for row in rows:
        label = wrapped(row.label, LABEL_CHARACTERS, at_most=2)
        drawn.append(_row(row, label, y, WIDTH / scale, id))
        y += LEADING * len(label) + BAR_HEIGHT + (31 if row.mark is not None else 16)
    return drawing(
        _hatching(id) if any(row.amount is None for row in rows) else Markup(""),
        *drawn,
        id=id,
        title=title,
        desc=desc,
        width=WIDTH,
        height=max(y - 8, 1.0),
        class_=f"bars {class_}",
    )


def _row(row: Bar, label: Sequence[str], y: float, unit: float | Fraction, id: str) -> Markup:
    base = y + LEADING * len(label) + 3
    names = [text(words, 20, y + 13 + place * LEADING) for place, words in enumerate(label)]
    return group(
        level_shape(row.level, 7, y + 8.5, 7, class_="shape"),
        *names,
        text(row.words, WIDTH, y + 13 + (len(label) - 1) * LEADING, anchor="end", class_="strong"),
        tag("path", d=f"M0 {figure(base + BAR_HEIGHT / 2)}H{figure(WIDTH)}", class_="track"),
        _bar(row, base, unit, id),
        _mark(row, base, unit),
        class_=level_class(row.level),
    )


def _bar(row: Bar, y: float, unit: float | Fraction, id: str) -> Markup:
    if row.amount is None:
        return tag("rect", x=0, y=y, width=WIDTH, height=BAR_HEIGHT, class_="unknown", fill=f"url(#{id}-hatching)")
    return tag("rect", x=0, y=y, width=float(row.amount * unit), height=BAR_HEIGHT, class_="bar")


def _mark(row: Bar, y: float, unit: float | Fraction) -> Markup:
    if row.mark is None:
        return Markup("")
    x = float(row.mark * unit)
    line = f"M{figure(min(x, WIDTH - 1))} {figure(y - 3)}v{figure(BAR_HEIGHT + 6)}"
    anchor = "end" if x > WIDTH / 2 else None
    return group(
        tag("path", d=line, class_="halo"),
        tag("path", d=line, class_="line"),
        text(row.mark_words, x, y + BAR_HEIGHT + 16, anchor=anchor, class_="muted"),
        class_="mark over" if row.over else "mark",
    )


def _hatching(id: str) -> Markup:
    """Unknown is drawn as unknown, never as zero."""
    return tag(
        "defs",
        tag(
            "pattern",
            tag("path", d="M-1 7L7 -1M5 7L7 5M-1 1L1 -1", class_="hatch"),
            id=f"{id}-hatching",
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
        ),
    )
