"""How the actions of a contract stand, as one bar of parts: for a row of a table, where the words stand beside it."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from app.foundation.french import NBSP, count, listing

from .svg import Table, figure, tag

WIDTH, HEIGHT = 120.0, 12.0
# In the order of what a reader looks for: what goes wrong first, what nobody knows last.
PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "failing": ("en défaut", "en défaut"),
    "late": ("en retard", "en retard"),
    "on_time": ("à l’heure", "à l’heure"),
    "done": ("réalisée", "réalisées"),
    "unknown": ("dont on ne sait rien", "dont on ne sait rien"),
}


def health_bar(counts: Mapping[str, int]) -> Markup:
    """Draw the parts; hidden from readers by ear, to whom `health_words` says the same."""
    total = sum(counts.get(name, 0) for name in PARTS)
    drawn, x = [], 0.0
    for name in PARTS:
        width = WIDTH * counts.get(name, 0) / total if total else 0.0
        if width:
            drawn.append(_part(name, x, width))
        x += width
    return tag(
        "svg",
        *drawn,
        class_="drawing health-bar",
        viewBox=f"0 0 {figure(WIDTH)} {figure(HEIGHT)}",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )


def _part(name: str, x: float, width: float) -> Markup:
    if name == "unknown":
        line = f"M{figure(x + 2)} {figure(HEIGHT / 2)}H{figure(x + width)}"
        return tag("path", d=line, class_="health-unknown", stroke_dasharray="2 4")
    # Failing is taller than late, so that the two differ without colour.
    top, height = {"failing": (0.0, HEIGHT), "late": (2.0, HEIGHT - 4)}.get(name, (4.0, HEIGHT - 8))
    return tag("rect", x=x, y=top, width=max(width - 1, 0.5), height=height, class_=f"health-{name}")


def health_words(counts: Mapping[str, int]) -> str:
    """Return « 2 en retard, 3 réalisées et 7 dont on ne sait rien »; nothing for no action."""
    said = [
        f"{counts[name]}{NBSP}{one if counts[name] < 2 else many}"
        for name, (one, many) in PARTS.items()
        if counts.get(name)
    ]
    return listing(said) if said else ""


def health_table(counts: Mapping[str, int]) -> Table:
    """Return the parts as figures."""
    total = sum(counts.get(name, 0) for name in PARTS)
    rows = [(one.capitalize(), str(counts.get(name, 0))) for name, (one, _) in PARTS.items()]
    return Table(
        caption=f"{count(total, 'action')} selon leur santé",
        columns=("Santé", ("Actions", "figures")),
        rows=[*rows, ("Total", str(total))],
    )
