"""The wheel of presidencies: who chairs now, at the centre, and the terms to come, clockwise (R3.4)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from app.foundation.french import NBSP, day, listing

from .shapes import level_class, level_shape, level_word, level_word_inside
from .svg import Table, drawing, figure, group, lines, polar, tag, text, wrapped

WIDTH, CX, CY = 360.0, 180.0, 94.0
INSIDE, OUTSIDE = 59.0, 88.0
LEADING, CHARACTERS = 14.5, 15
GAP, TIP = math.radians(3.0), math.radians(9.0)
SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avril", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class WheelTerm:
    """One term; `institution` is empty while only the level is known. `ends_on` is the first day of the next."""

    level: str
    starts_on: date
    ends_on: date
    institution: str = ""
    interim: bool = False


def presidency_wheel(current: WheelTerm | None, coming: Sequence[WheelTerm], *, id: str = "presidency-wheel") -> Markup:
    """Draw the term of today and those to come; None: nobody chairs today."""
    turn = len(coming) + 1
    labels = [_label(term, _angle(place, turn)) for place, term in enumerate(coming, 1)]
    return drawing(
        _segment(current, 0, turn, now=True),
        *(_segment(term, place, turn) for place, term in enumerate(coming, 1)),
        _centre(current),
        *(label for label, _bottom in labels),
        id=id,
        title="Présidence tournante : en cours et à venir",
        desc=_description(current, coming),
        width=WIDTH,
        height=max([CY + OUTSIDE + 4, *(bottom for _label, bottom in labels)]),
        class_="presidency-wheel",
    )


def presidency_table(current: WheelTerm | None, coming: Sequence[WheelTerm]) -> Table:
    """Return the terms with their dates."""
    terms = ([current] if current else []) + list(coming)
    return Table(
        caption="Présidence tournante",
        columns=("Présidence", "Niveau", "Du", "Au"),
        rows=[
            (
                (term.institution or "à désigner") + (" (intérim)" if term.interim else ""),
                level_word(term.level),
                day(term.starts_on),
                day(term.ends_on - timedelta(days=1)),
            )
            for term in terms
        ],
    )


def _description(current: WheelTerm | None, coming: Sequence[WheelTerm]) -> str:
    said = [f"{term.institution or level_word_inside(term.level)} à partir du {day(term.starts_on)}" for term in coming]
    now = f"Préside {current.institution or level_word_inside(current.level)}" if current else "Personne ne préside"
    return f"{now}. " + (f"Ensuite : {listing(said)}." if said else "Aucune présidence n’est prévue ensuite.")


def _angle(place: int, count: int) -> float:
    """Return the middle of a segment: the first at the top, then clockwise."""
    return math.pi / 2 - 2 * math.pi * place / count


def _segment(term: WheelTerm | None, place: int, count: int, *, now: bool = False) -> Markup:
    middle = _angle(place, count)
    outline = tag("path", d=_chevron(middle, math.pi / count - GAP / 2), class_="segment")
    if term is None:
        return group(outline, class_="term vacant")
    x, y = polar(CX, CY, (INSIDE + OUTSIDE) / 2, middle - TIP / 2)
    shape = level_shape(term.level, x, y, 10, class_="shape")
    return group(outline, shape, class_=f"term {level_class(term.level)}" + (" now" if now else ""))


def _chevron(middle: float, half: float) -> str:
    """Return the outline of a segment that points clockwise, to the next term."""
    start, end = middle + half, middle - half
    waist = (INSIDE + OUTSIDE) / 2
    corners = [
        polar(CX, CY, OUTSIDE, start),
        polar(CX, CY, OUTSIDE, end),
        polar(CX, CY, waist, end - TIP),
        polar(CX, CY, INSIDE, end),
        polar(CX, CY, INSIDE, start),
        polar(CX, CY, waist, start - TIP),
    ]
    a, b, tip, c, d, notch = (f"{figure(x)} {figure(y)}" for x, y in corners)
    large = int(2 * half > math.pi)
    outer = f"M{a}A{figure(OUTSIDE)} {figure(OUTSIDE)} 0 {large} 1 {b}"
    inner = f"L{tip}L{c}A{figure(INSIDE)} {figure(INSIDE)} 0 {large} 0 {d}L{notch}z"
    return outer + inner


def _centre(current: WheelTerm | None) -> Markup:
    if current is None:
        words, head, foot = ["Présidence", "vacante"], "", ""
    else:
        words = wrapped(current.institution or "à désigner", 15, at_most=3)
        last = current.ends_on - timedelta(days=1)
        head = "Intérim" if current.interim else "Préside"
        foot = f"au {last.day}{NBSP}{SHORT_MONTHS[last.month - 1]}{NBSP}{last.year}"
    top = CY - LEADING * (len(words) - 1) / 2 + 4
    return group(
        text(head, CX, top - LEADING - 2, anchor="middle", class_="muted"),
        lines(words, CX, top, leading=LEADING, anchor="middle", class_="strong"),
        text(foot, CX, top + LEADING * len(words) + 2, anchor="middle", class_="muted"),
        class_="centre",
    )


def _label(term: WheelTerm, angle: float) -> tuple[Markup, float]:
    """Return the label of a term to come, beside its segment, and how low it reaches."""
    start = f"{SHORT_MONTHS[term.starts_on.month - 1].capitalize()}{NBSP}{term.starts_on.year}"
    name = wrapped(term.institution, CHARACTERS) if term.institution else [level_word(term.level), "à désigner"]
    if term.interim:
        name.append("(intérim)")
    height = LEADING * (len(name) + 1)
    middle = CY - OUTSIDE * math.sin(angle)
    below = abs(math.cos(angle)) < 0.1
    top = CY + OUTSIDE + 16 if below else max(middle - height / 2 + 11, 11.0)
    side = 0 if below else math.copysign(_clearance(top - 11, top + height - 12), math.cos(angle))
    x, anchor = CX + side, "middle" if below else ("end" if side < 0 else None)
    label = group(
        text(start, x, top, anchor=anchor, class_="strong"),
        lines(name, x, top + LEADING, leading=LEADING, anchor=anchor),
        class_="label",
    )
    return label, top + height - 6


def _clearance(top: float, bottom: float) -> float:
    """Return how far from the axis a block between two heights must begin to stay off the ring."""
    nearest = 0.0 if top <= CY <= bottom else min(abs(top - CY), abs(bottom - CY))
    return math.sqrt(max(0.0, (OUTSIDE + 8) ** 2 - nearest**2))
