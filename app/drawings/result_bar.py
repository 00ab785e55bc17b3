"""The result of a ballot: one bar from zero for each answer, and the mark that « pour » had to pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from app.foundation.french import count, listing, number

from .shapes import VOTE_CLASSES, vote_mark
from .svg import Table, drawing, figure, group, lines, tag, text

Amount = int | Fraction | Decimal
WIDTH = 360.0


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Where the bars go: `left` and `right` bound them, `top` leaves room for the words of the mark."""

    left: float
    right: float
    row: float
    top: float
    digit: float
    """How wide a digit of the numbers is."""


PAGE = Frame(left=104, right=312, row=34, top=30, digit=13)
# For a screen read from the back of a room: larger words for the same width.
PROJECTOR = Frame(left=150, right=312, row=40, top=38, digit=16)
LABELS = {
    "for": ("Pour",),
    "against": ("Contre",),
    "abstain": ("Abstention",),
    "does_not_take_part": ("Ne prend pas", "part au vote"),
}


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """The number of voices that « pour » had to reach, and its words: « il faut 9 voix »."""

    value: Amount
    words: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How many voices and seats chose an answer."""

    choice: str
    voices: Amount
    seats: int


def result_bar(
    answers: Sequence[Answer],
    *,
    threshold: Threshold | None = None,
    outcome: str = "",
    large: bool = False,
    id: str = "result",
) -> Markup:
    """Draw the answers; an empty « ne prend pas part » is left out. `outcome` is said in the description."""
    shown = [a for a in answers if a.choice != "does_not_take_part" or a.seats]
    limit = Fraction(threshold.value) if threshold else Fraction(0)
    frame = PROJECTOR if large else PAGE
    unit = (frame.right - frame.left) / float(max([Fraction(1), limit, *(Fraction(a.voices) for a in shown)]))
    mark = float(limit) * unit if threshold else None
    height = frame.top + frame.row * len(shown)
    return drawing(
        *(_row(a, place, frame, unit, mark if a.choice == "for" else None) for place, a in enumerate(shown)),
        tag("path", d=f"M{figure(frame.left)} {figure(frame.top - 4)}V{figure(height - 4)}", class_="zero"),
        _mark(threshold, frame, frame.left + mark) if threshold and mark is not None else Markup(""),
        id=id,
        title="Résultat du scrutin",
        desc=" ".join(part for part in (outcome, f"{listing([_said(a) for a in shown])}.") if part),
        width=WIDTH,
        height=height,
        class_="result-bar large" if large else "result-bar",
    )


def result_table(answers: Sequence[Answer]) -> Table:
    """Return voices and seats of each answer."""
    return Table(
        caption="Résultat du scrutin",
        columns=("Réponse", ("Voix", "figures"), ("Sièges", "figures")),
        rows=[(" ".join(LABELS[a.choice]), number(a.voices), str(a.seats)) for a in answers],
    )


def _said(answer: Answer) -> str:
    return f"{' '.join(LABELS[answer.choice]).lower()} {count(answer.voices, 'voix', 'voix')}"


def _row(answer: Answer, place: int, frame: Frame, unit: float, mark: float | None) -> Markup:
    y = frame.top + frame.row * place
    thick, length = frame.row - 8, float(Fraction(answer.voices)) * unit
    middle = y + thick / 2
    # The number steps over the mark rather than being crossed by it.
    reach = 7 + frame.digit * len(number(answer.voices))
    after = mark if mark is not None and 0 <= mark - length < reach else length
    return group(
        vote_mark(answer.choice, thick / 3, middle, thick / 3),
        _name(answer.choice, thick - 2, middle),
        tag("rect", x=frame.left, y=y, width=length, height=thick, class_="bar"),
        text(number(answer.voices), frame.left + after + 7, middle + frame.digit * 0.56, class_="value"),
        class_=VOTE_CLASSES[answer.choice],
    )


def _name(choice: str, x: float, middle: float) -> Markup:
    words = LABELS[choice]
    if len(words) == 1:
        return text(words[0], x, middle, class_="answer")
    return lines(words, x, middle - 1, leading=12, class_="answer small")


def _mark(threshold: Threshold, frame: Frame, x: float) -> Markup:
    line = f"M{figure(x)} {figure(frame.top - 7)}v{figure(frame.row + 4)}"
    return group(
        tag("path", d=line, class_="halo"),
        tag("path", d=line, class_="line"),
        tag("path", d=f"M{figure(x - 5)} {figure(frame.top - 11)}h10l-5 7z", class_="pointer"),
        text(threshold.words, min(x, WIDTH - frame.digit * 5), frame.top - 16, anchor="middle"),
        class_="mark",
    )
