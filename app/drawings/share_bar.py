"""A small bar for a row of a table: a share of a whole, what is unknown hatched, and a tick where one would be by now.

The words stand beside it, so it is hidden from readers by ear.
"""

from fractions import Fraction

from markupsafe import Markup

from .svg import figure, tag

WIDTH, HEIGHT = 96.0, 12.0


def share_bar(done: Fraction | None, unknown: Fraction = Fraction(0), *, tick: Fraction | None = None) -> Markup:
    """Draw a share from 0 to 1; None: nobody knows, all of it hatched. What exceeds the whole is drawn as full."""
    known = min(max(done or Fraction(0), Fraction(0)), Fraction(1))
    hidden = Fraction(1) - known if done is None else min(unknown, 1 - known)
    drawn = [tag("rect", x=0.5, y=3.5, width=WIDTH - 1, height=5, class_="share-rest")]
    if known:
        drawn.append(tag("rect", x=0, y=2, width=float(known) * WIDTH, height=8, class_="share-done"))
    if hidden:
        start, end = float(known) * WIDTH, float(known + hidden) * WIDTH
        line = f"M{figure(start + 1)} {figure(HEIGHT / 2)}H{figure(end)}"
        drawn.append(tag("path", d=line, class_="share-unknown", stroke_dasharray="2 4"))
    if tick is not None:
        x = float(min(max(tick, Fraction(0)), Fraction(1))) * (WIDTH - 2) + 1
        drawn.append(tag("path", d=f"M{figure(x)} 0V{figure(HEIGHT)}", class_="share-tick"))
    return tag(
        "svg",
        *drawn,
        class_="drawing share-bar",
        viewBox=f"0 0 {figure(WIDTH)} {figure(HEIGHT)}",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )
