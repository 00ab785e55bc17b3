"""Contracts side by side in time: from when to when each runs, as far as it is known, and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from app.foundation.french import count, day

from .svg import Table, drawing, figure, group, tag, text, wrapped

WIDTH, LEADING, BAR, STEP = 480.0, 16.0, 9.0, 14.0
TOP, LETTERS = 24.0, 62
EDGE = 16.0
"""Half the width of a year, about."""
A_SHEET = 15
"""The contracts that a printed page holds at a size one reads, two lines of title each."""


@dataclass(frozen=True, kw_only=True)
class Running:
    """A contract and its days; an end that nobody gives is None."""

    label: str
    first: date | None
    last: date | None
    words: str
    late: int = 0


def contracts_timelines(contracts: Sequence[Running], *, today: date) -> Markup:
    """Draw the contracts by as many as a sheet of paper holds, all on one scale."""
    parts = [contracts[n : n + A_SHEET] for n in range(0, len(contracts), A_SHEET)]
    drawn = [
        contracts_timeline(part, today=today, id=f"contracts-timeline-{n}", scaled_on=contracts)
        for n, part in enumerate(parts, start=1)
    ]
    return Markup("").join(drawn)


def contracts_timeline(
    contracts: Sequence[Running],
    *,
    today: date,
    id: str = "contracts-timeline",
    scaled_on: Sequence[Running] | None = None,
) -> Markup:
    """Draw a bar for each contract, in the order given; what is unknown of its dates is dotted."""
    days = [today, *(d for c in scaled_on or contracts for d in (c.first, c.last) if d is not None)]
    first, last = min(days) - timedelta(days=60), max(days) + timedelta(days=60)
    scale = WIDTH / max((last - first).days, 1)
    drawn, y = [], TOP
    for contract in contracts:
        label = wrapped(contract.label, LETTERS, at_most=2)
        drawn.append(_row(contract, label, y, first, scale))
        y += LEADING * len(label) + BAR + STEP
    x = (today - first).days * scale
    return drawing(
        _years(first, last, scale, y),
        *drawn,
        tag("path", d=f"M{figure(x)} {figure(TOP - 6)}V{figure(y)}", class_="today"),
        text("aujourd’hui", x, y + 12, class_="muted", anchor="end" if x > WIDTH * 0.8 else "middle"),
        id=id,
        title="Les contrats dans le temps",
        desc=f"{count(len(contracts), 'contrat')}, de {min(days).year} à {max(days).year}. Aujourd’hui : {day(today)}.",
        width=WIDTH,
        height=y + 18,
        class_="contracts-timeline",
    )


def _row(contract: Running, label: Sequence[str], y: float, origin: date, scale: float) -> Markup:
    names = [text(line, 0, y + 12 + n * LEADING) for n, line in enumerate(label)]
    base = y + LEADING * len(label) + 2
    if contract.first is None and contract.last is None:
        bar = tag("path", d=f"M0 {figure(base + BAR / 2)}H{figure(WIDTH)}", class_="doubt")
    elif contract.first is None or contract.last is None:
        x = ((contract.first or contract.last or origin) - origin).days * scale
        line = f"M{figure(x)} {figure(base + BAR / 2)}" + (f"H{figure(WIDTH)}" if contract.first else "H0")
        bar = group(
            tag("path", d=line, class_="doubt"), tag("circle", cx=x, cy=base + BAR / 2, r=4, class_="mark-past")
        )
    else:
        left, right = ((d - origin).days * scale for d in (contract.first, contract.last))
        bar = tag("rect", x=left, y=base, width=max(right - left, 2), height=BAR, class_="time-span")
    return group(*names, bar)


def _years(first: date, last: date, scale: float, bottom: float) -> Markup:
    years = range(first.year + 1, last.year + 1)
    step = max(1, -(-len(years) // 8))
    drawn = []
    for year in years[::step]:
        x = (date(year, 1, 1) - first).days * scale
        drawn.append(tag("path", d=f"M{figure(x)} {figure(TOP - 8)}V{figure(bottom)}", class_="tick"))
        # The first and the last year would be cut by the edge, which paper does not forgive.
        anchor = "start" if x < EDGE else "end" if x > WIDTH - EDGE else "middle"
        drawn.append(text(str(year), x, 10, class_="muted", anchor=anchor))
    return group(*drawn)


def contracts_timeline_table(contracts: Sequence[Running]) -> Table:
    """Return the days of each contract; None where nobody gives them."""
    return Table(
        caption="Les contrats dans le temps",
        columns=("Contrat", "Début", "Fin", ("Actions en retard", "figures")),
        rows=[
            (c.label, day(c.first) if c.first else None, day(c.last) if c.last else None, str(c.late))
            for c in contracts
        ],
    )
