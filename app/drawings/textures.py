"""Fills told apart without colour: textures that print in black, and the hatching of what nobody knows."""

from markupsafe import Markup

from .svg import tag

# One texture a part, on a tile of 6 × 6: nothing, dots, uprights, rows, a grid, nothing again, large dots.
MARKS = (
    "",
    "M1 1h1.4v1.4h-1.4zM4 4h1.4v1.4h-1.4z",
    "M1 0h1.3v6h-1.3z",
    "M0 1h6v1.3h-6z",
    "M0 0h6v1h-6zM0 0h1v6h-1z",
    "",
    "M1.5 1.5h3v3h-3z",
)


def texture(id: str, place: int) -> Markup:
    """Return the pattern of a part, whose colours are those of its rank in the stylesheet."""
    rank = place % len(MARKS)
    return tag(
        "pattern",
        tag("rect", width=6, height=6, class_=f"fill-{rank + 1}"),
        tag("path", d=MARKS[rank], class_=f"mark-{rank + 1}") if MARKS[rank] else Markup(""),
        id=f"{id}-part-{place}",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )


def hatching(id: str) -> Markup:
    """Return the pattern of what is unknown: drawn as unknown, never as zero."""
    return tag(
        "pattern",
        tag("path", d="M-1 7L7 -1M5 7L7 5M-1 1L1 -1", class_="hatch"),
        id=f"{id}-hatching",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )
