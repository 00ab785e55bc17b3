"""The life of a contract on one line: signature, events, reviews, dates to come, today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from app.foundation.french import count, day

from .svg import Table, drawing, figure, group, tag, text

WIDTH, BASE, HEIGHT = 720.0, 64.0, 104.0
EDGE = 14.0
LEVELS = 3
CLOSE = 22.0
"""Marks nearer than this on the line are numbered at another height."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A dated thing. `until` is later than `on` when the source gives a month, a quarter or a year only."""

    on: date
    label: str
    when: str
    until: date | None = None
    kind: str = "event"
    """signature | event | review | due | late | end"""


@dataclass(frozen=True, kw_only=True)
class _Scale:
    first: date
    last: date

    def x(self, value: date) -> float:
        days = max((self.last - self.first).days, 1)
        inside = min(max(value, self.first), self.last)
        return EDGE + (WIDTH - 2 * EDGE) * (inside - self.first).days / days


def contract_timeline(
    marks: Sequence[Mark],
    *,
    today: date,
    span: tuple[date, date] | None = None,
    id: str = "timeline",
    title: str = "Les dates du contrat",
) -> Markup:
    """Draw the marks in the order given, which is that of their dates; each is numbered as in its table."""
    dates = [today, *(m.on for m in marks), *(m.until for m in marks if m.until), *(span or ())]
    margin = timedelta(days=max(45, (max(dates) - min(dates)).days // 40))
    scale = _Scale(first=min(dates) - margin, last=max(dates) + margin)
    return drawing(
        _years(scale),
        tag("path", d=f"M{figure(EDGE)} {figure(BASE)}H{figure(WIDTH - EDGE)}", class_="time-axis"),
        _span(scale, span) if span else Markup(""),
        *_marks(scale, marks),
        _today(scale, today),
        id=id,
        title=title,
        desc=f"{count(len(marks), 'date')}, de {min(dates).year} à {max(dates).year}. Aujourd’hui : {day(today)}.",
        width=WIDTH,
        height=HEIGHT,
        class_="contract-timeline",
    )


def _years(scale: _Scale) -> Markup:
    years = range(scale.first.year + 1, scale.last.year + 1)
    step = max(1, -(-len(years) // 9))
    ticks = []
    for year in years[::step]:
        x = scale.x(date(year, 1, 1))
        ticks.append(tag("path", d=f"M{figure(x)} {figure(BASE - 4)}v8", class_="tick"))
        ticks.append(text(str(year), x, BASE + 34, class_="muted", anchor="middle"))
    return group(*ticks)


def _span(scale: _Scale, span: tuple[date, date]) -> Markup:
    left, right = scale.x(span[0]), scale.x(span[1])
    return tag("rect", x=left, y=BASE - 3, width=max(right - left, 1), height=6, class_="time-span")


def _marks(scale: _Scale, marks: Sequence[Mark]) -> list[Markup]:
    drawn, level, before = [], 0, -CLOSE
    for number, mark in enumerate(marks, 1):
        x = scale.x(mark.on)
        level = (level + 1) % LEVELS if x - before < CLOSE else 0
        before = x
        y = BASE - 16 - 15 * level
        doubt = Markup("")
        if mark.until and mark.until > mark.on:
            doubt = tag("path", d=f"M{figure(x)} {figure(BASE)}H{figure(scale.x(mark.until))}", class_="doubt")
        stem = tag("path", d=f"M{figure(x)} {figure(BASE)}V{figure(y + 5)}", class_="stem")
        drawn.append(group(doubt, stem, _sign(mark.kind, x), text(str(number), x, y, class_="strong", anchor="middle")))
    return drawn


def _sign(kind: str, x: float) -> Markup:
    if kind == "late":
        return tag("path", d=f"M{figure(x)} {figure(BASE - 7)}l7 13h-14z", class_="mark-late")
    if kind == "review":
        return tag("rect", x=x - 5, y=BASE - 5, width=10, height=10, class_="mark-review")
    return tag("circle", cx=x, cy=BASE, r=5, class_="mark-due" if kind in ("due", "end") else "mark-past")


def _today(scale: _Scale, today: date) -> Markup:
    x = scale.x(today)
    anchor = "end" if x > WIDTH * 0.85 else "start" if x < WIDTH * 0.15 else "middle"
    return group(
        tag("path", d=f"M{figure(x)} {figure(BASE - 12)}V{figure(BASE + 14)}", class_="today"),
        text("aujourd’hui", x, BASE + 20, class_="muted", anchor=anchor),
    )


def timeline_table(marks: Sequence[Mark], *, caption: str = "Les dates du contrat") -> Table:
    """Return the marks with their numbers."""
    rows = [(str(number), mark.when, mark.label) for number, mark in enumerate(marks, 1)]
    return Table(caption=caption, columns=("Nº", "Date", "Quoi"), rows=rows)
