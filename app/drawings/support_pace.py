"""How supports came over time: columns from zero, those set aside hatched above those that count."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.foundation.french import NBSP, count, number

from .svg import Table, drawing, figure, tag, text
from .textures import hatching

WIDTH, HEIGHT, TOP, BASE = 360.0, 150.0, 22.0, 122.0
GAP = 0.18


@dataclass(frozen=True, kw_only=True)
class PaceColumn:
    """One column: when it begins in words, the supports that count, those set aside."""

    words: str
    counted: int
    aside: int


def support_pace(columns: Sequence[PaceColumn], *, id: str, title: str) -> Markup:
    """Draw the columns on one scale that begins at zero; the highest is labelled."""
    most = max(column.counted + column.aside for column in columns)
    step, unit = WIDTH / len(columns), (BASE - TOP) / max(most, 1)
    highest = max(range(len(columns)), key=lambda rank: columns[rank].counted + columns[rank].aside)
    drawn = [_column(column, rank * step, step * (1 - GAP), unit, id) for rank, column in enumerate(columns)]
    x = (highest + 0.5) * step
    anchor = "start" if x < WIDTH / 6 else "end" if x > WIDTH * 5 / 6 else "middle"
    return drawing(
        tag("defs", hatching(id)),
        *drawn,
        tag("path", d=f"M0 {figure(BASE)}H{figure(WIDTH)}", class_="zero"),
        text(number(most), min(max(x, 0), WIDTH), TOP - 7, anchor=anchor, class_="strong"),
        text(columns[0].words, 0, HEIGHT - 8, class_="muted"),
        *([text(columns[-1].words, WIDTH, HEIGHT - 8, anchor="end", class_="muted")] if len(columns) > 1 else []),
        id=id,
        title=title,
        desc=_said(columns, highest, most),
        width=WIDTH,
        height=HEIGHT,
        class_="support-pace",
    )


def support_pace_table(columns: Sequence[PaceColumn], *, caption: str) -> Table:
    """Return every column in which a support came."""
    came = [column for column in columns if column.counted or column.aside]
    rows = [(column.words, number(column.counted), number(column.aside)) for column in came]
    heads = ("À partir du", ("Comptés", "figures"), ("Écartés", "figures"))
    return Table(caption=caption, columns=heads, rows=rows)


def _column(column: PaceColumn, x: float, width: float, unit: float, id: str) -> Markup:
    counted, aside = column.counted * unit, column.aside * unit
    drawn = []
    if counted:
        drawn.append(tag("rect", x=x, y=BASE - counted, width=width, height=counted, class_="counted"))
    if aside:
        place = {"x": x, "y": BASE - counted - aside, "width": width, "height": aside}
        drawn.append(tag("rect", **place, class_="unknown", fill=f"url(#{id}-hatching)"))
    return Markup("").join(drawn)


def _said(columns: Sequence[PaceColumn], highest: int, most: int) -> str:
    counted, aside = (sum(getattr(column, name) for column in columns) for name in ("counted", "aside"))
    peak = f"Le plus{NBSP}: {number(most)}, à partir du {columns[highest].words}."
    return f"{count(counted, 'soutien compté', 'soutiens comptés')}, {number(aside)} mis à l’écart. {peak}"
