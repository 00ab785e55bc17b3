"""A shape for each level and a sign for each vote, so that meaning never rests on colour alone."""

import math

from markupsafe import Markup

from .svg import figure, group, path, polar, tag

LEVELS = ("region", "departement", "epci", "commune")
LEVEL_WORDS = {
    "region": "Région",
    "departement": "Département",
    "epci": "EPCI",
    "commune": "Commune",
    "other": "Autre",
}
VOTES = ("for", "against", "abstain", "does_not_take_part")
VOTE_WORDS = {
    "for": "pour",
    "against": "contre",
    "abstain": "abstention",
    "does_not_take_part": "ne prend pas part au vote",
    "waiting": "n’a pas encore voté",
    "silent": "n’a pas voté",
    "absent": "absent",
}
VOTE_CLASSES = {
    "for": "vote-for",
    "against": "vote-against",
    "abstain": "vote-abstain",
    "does_not_take_part": "vote-none",
    "waiting": "vote-waiting",
    "silent": "vote-waiting",
    "absent": "vote-absent",
}
# Strokes of the signs, for a mark of radius 1: ✓ ✕ –
SIGNS = {
    "for": (((-0.46, 0.04), (-0.12, 0.38), (0.5, -0.36)),),
    "against": (((-0.36, -0.36), (0.36, 0.36)), ((0.36, -0.36), (-0.36, 0.36))),
    "abstain": (((-0.44, 0.0), (0.44, 0.0)),),
}


def level_word(level: str) -> str:
    """Return the name of a level as a label."""
    return LEVEL_WORDS.get(level, LEVEL_WORDS["other"])


def level_word_inside(level: str) -> str:
    """Return the name of a level inside a sentence; an acronym keeps its capitals."""
    word = level_word(level)
    return word if word.isupper() else word.lower()


def level_class(level: str) -> str:
    """Return the class that colours a level; an institution without level has its own."""
    return f"level-{level if level in LEVELS else 'other'}"


def level_shape(level: str, x: float, y: float, radius: float, *, class_: str | None = None) -> Markup:
    """Return the shape of a level inside a circle of that radius; all four look equally large."""
    if level in {"region", "departement", "epci"}:
        sides, turn, size = {
            "region": (6, math.pi / 2, 0.94),
            "departement": (4, math.pi / 4, 1.0),
            "epci": (4, 0.0, 1.0),
        }[level]
        corners = [polar(x, y, radius * size, turn + 2 * math.pi * k / sides) for k in range(sides)]
        return tag("path", d=path(corners), class_=class_)
    return tag("circle", cx=x, cy=y, r=radius * 0.86, class_=class_)


def vote_mark(vote: str, x: float, y: float, radius: float) -> Markup:
    """Return the mark of a vote inside a circle of that radius: its own outline, and its sign inside."""
    outline = _outline(vote, x, y, radius)
    signs = [
        tag("path", d=path([(x + radius * dx, y + radius * dy) for dx, dy in stroke], closed=False))
        for stroke in SIGNS.get(vote, ())
    ]
    # The width follows the size; the colour is the stylesheet's.
    sign = group(*signs, class_="vote-sign", stroke_width=radius * 0.2) if signs else Markup("")
    return group(outline, sign, class_=f"vote-mark {VOTE_CLASSES[vote]}")


def _outline(vote: str, x: float, y: float, radius: float) -> Markup:
    if vote == "against":
        half = radius * 0.8
        return tag("rect", x=x - half, y=y - half, width=2 * half, height=2 * half, rx=radius * 0.12)
    if vote == "does_not_take_part":
        step = figure(radius * 0.38)
        return tag("circle", cx=x, cy=y, r=radius * 0.84, stroke_dasharray=f"{step} {step}")
    return tag("circle", cx=x, cy=y, r=radius * (0.3 if vote == "absent" else 0.9))
