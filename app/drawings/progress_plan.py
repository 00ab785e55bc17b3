"""Progress against plan: how many steps were to be reached by each date, how many were, and what nobody says.

Two staircases on one scale from zero. What was reached without a known date, or may have been without anybody saying,
is a hatched band above what is known to be done: the truth lies within it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from app.foundation.french import count

from .svg import Table, drawing, figure, group, tag, text
from .textures import hatching

WIDTH, HEIGHT, TOP, LEFT, RIGHT = 640.0, 250.0, 34.0, 34.0, 12.0
BASE = 206.0


@dataclass(frozen=True, kw_only=True)
class PlanStep:
    """A milestone or an action: when it was due, when it was reached; `unsure` when it may be without a known date."""

    due: date | None
    done: date | None = None
    unsure: bool = False


@dataclass(frozen=True, kw_only=True)
class _Scale:
    first: date
    last: date
    most: int

    def x(self, day: date) -> float:
        days = max((self.last - self.first).days, 1)
        return LEFT + (WIDTH - LEFT - RIGHT) * (min(max(day, self.first), self.last) - self.first).days / days

    def y(self, number: int) -> float:
        return BASE - (BASE - TOP) * number / max(self.most, 1)


def progress_plan(steps: Sequence[PlanStep], *, today: date, id: str = "progress-plan") -> Markup:
    """Draw the plan (dashed), what is done (solid) and what nobody knows (hatched)."""
    due, done = _days(steps, "due"), _days(steps, "done")
    unsure = sum(1 for step in steps if step.unsure)
    days = [*due, *done, today]
    margin = timedelta(days=max(20, (max(days) - min(days)).days // 30))
    scale = _Scale(first=min(days) - margin, last=max(days) + margin, most=max(len(due), len(done) + unsure, 1))
    return drawing(
        tag("defs", hatching(id)),
        *_grid(scale),
        _unsure(scale, len(done), unsure, today, id),
        tag("path", d=_stairs(scale, due, scale.last), class_="plan-line", stroke_dasharray="6 4"),
        tag("path", d=_stairs(scale, done, today), class_="done-line"),
        *_labels(scale, due, done, unsure, today),
        id=id,
        title="Avancement et prévision",
        desc=told(steps, today),
        width=WIDTH,
        height=HEIGHT,
        class_="progress-plan",
    )


def told(steps: Sequence[PlanStep], today: date) -> str:
    """Return the drawing in a sentence."""
    planned = sum(1 for day in _days(steps, "due") if day < today)
    done, unsure = len(_days(steps, "done")), sum(1 for step in steps if step.unsure)
    words = (
        f"{count(planned, 'étape prévue', 'étapes prévues')} à ce jour, "
        f"{count(done, 'atteinte à une date connue', 'atteintes à une date connue')}"
    )
    return f"{words}, {count(unsure, 'dont on ne sait rien de sûr')}." if unsure else f"{words}."


def progress_plan_table(steps: Sequence[PlanStep]) -> Table:
    """Return the same by year: due, reached, and the totals."""
    due, done = _days(steps, "due"), _days(steps, "done")
    years = sorted({day.year for day in (*due, *done)})
    rows: list[tuple[str, str, str]] = [
        (str(year), str(sum(d.year == year for d in due)), str(sum(d.year == year for d in done))) for year in years
    ]
    unsure, undated = sum(1 for s in steps if s.unsure), sum(1 for s in steps if s.due is None)
    return Table(
        caption="Étapes prévues et atteintes, par année",
        columns=("Année", ("Prévues", "figures"), ("Atteintes", "figures")),
        rows=[
            *rows,
            ("Sans date connue", str(undated), str(unsure)),
            ("Total", str(len(due) + undated), str(len(done) + unsure)),
        ],
    )


def _days(steps: Sequence[PlanStep], which: str) -> list[date]:
    return sorted(day for step in steps if (day := getattr(step, which)) is not None)


def _stairs(scale: _Scale, days: Sequence[date], until: date) -> str:
    d = f"M{figure(scale.x(scale.first))} {figure(scale.y(0))}"
    for reached, day in enumerate(days, start=1):
        d += f"H{figure(scale.x(day))}V{figure(scale.y(reached))}"
    return d + f"H{figure(max(scale.x(until), scale.x(days[-1]) if days else 0))}"


def _unsure(scale: _Scale, done: int, unsure: int, today: date, id: str) -> Markup:
    if not unsure:
        return Markup("")
    top, bottom = scale.y(done + unsure), scale.y(done)
    left = scale.x(scale.first)
    return tag(
        "rect", x=left, y=top, width=scale.x(today) - left, height=bottom - top,
        class_="unknown", fill=f"url(#{id}-hatching)",
    )  # fmt: skip


def _grid(scale: _Scale) -> Iterator[Markup]:
    step = max(1, -(-scale.most // 4))
    for number in range(0, scale.most + 1, step):
        y = scale.y(number)
        yield tag(
            "path", d=f"M{figure(LEFT)} {figure(y)}H{figure(WIDTH - RIGHT)}", class_="zero" if not number else "grid"
        )
        yield text(str(number), LEFT - 6, y + 4, anchor="end", class_="muted")
    years = range(scale.first.year + 1, scale.last.year + 1)
    every = max(1, -(-len(years) // 6))
    for year in years:
        x = scale.x(date(year, 1, 1))
        yield tag("path", d=f"M{figure(x)} {figure(BASE)}v5", class_="grid")
        if (year - scale.first.year) % every == 0:
            yield text(str(year), x, BASE + 19, anchor="middle", class_="muted")


def _labels(scale: _Scale, due: Sequence[date], done: Sequence[date], unsure: int, today: date) -> Iterator[Markup]:
    x = scale.x(today)
    anchor = "end" if x > WIDTH / 2 else "start"
    yield group(
        tag("path", d=f"M{figure(x)} {figure(TOP - 8)}V{figure(BASE)}", class_="today"),
        text("aujourd’hui", x, TOP - 14, anchor="middle" if 60 < x < WIDTH - 60 else anchor, class_="muted"),
    )
    aside = x - 8 if anchor == "end" else x + 8
    if done:
        yield text(f"fait : {len(done)}", aside, scale.y(len(done)) + 17, anchor=anchor, class_="halo-text")
    if unsure:
        middle = (scale.y(len(done)) + scale.y(len(done) + unsure)) / 2 + 5
        yield text(f"inconnu : {unsure}", aside, middle, anchor=anchor, class_="halo-text")
    if due:
        yield text(
            f"prévu : {len(due)}",
            max(scale.x(due[-1]) - 8, LEFT + 70),
            scale.y(len(due)) + 17,
            anchor="end",
            class_="halo-text",
        )
