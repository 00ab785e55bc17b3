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
WIDTH, LEFT, RIGHT, ROW, TOP = 360.0, 104.0, 312.0, 34.0, 30.0
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
    answers: Sequence[Answer], *, threshold: Threshold | None = None, outcome: str = "", id: str = "result"
) -> Markup:
    """Draw the answers; an empty « ne prend pas part » is left out. `outcome` is said in the description."""
    shown = [a for a in answers if a.choice != "does_not_take_part" or a.seats]
    most = max([Fraction(1), *(Fraction(a.voices) for a in shown), Fraction(threshold.value if threshold else 0)])
    unit = (RIGHT - LEFT) / float(most)
    mark = float(Fraction(threshold.value)) * unit if threshold else None
    height = TOP + ROW * len(shown)
    return drawing(
        *(
            _row(answer, TOP + ROW * place, unit, mark if answer.choice == "for" else None)
            for place, answer in enumerate(shown)
        ),
        tag("path", d=f"M{figure(LEFT)} {figure(TOP - 4)}V{figure(height - 4)}", class_="zero"),
        _mark(threshold, LEFT + mark) if threshold and mark is not None else Markup(""),
        id=id,
        title="Résultat du scrutin",
        desc=" ".join(part for part in (outcome, f"{listing([_said(a) for a in shown])}.") if part),
        width=WIDTH,
        height=height,
        class_="result-bar",
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


def _row(answer: Answer, y: float, unit: float, mark: float | None) -> Markup:
    words, middle = LABELS[answer.choice], y + ROW / 2 - 4
    length = float(Fraction(answer.voices)) * unit
    # The number steps over the mark rather than being crossed by it.
    after = mark if mark is not None and 0 <= mark - length < 7 + 13 * len(number(answer.voices)) else length
    return group(
        vote_mark(answer.choice, 9, middle, 8.5),
        lines(
            words,
            24,
            middle + (5 if len(words) == 1 else -2),
            leading=12,
            class_="answer small" if len(words) > 1 else "answer",
        ),
        tag("rect", x=LEFT, y=y, width=length, height=ROW - 8, class_="bar"),
        text(number(answer.voices), LEFT + after + 7, middle + 7, class_="value"),
        class_=VOTE_CLASSES[answer.choice],
    )


def _mark(threshold: Threshold, x: float) -> Markup:
    return group(
        *(tag("path", d=f"M{figure(x)} {figure(TOP - 7)}v{figure(ROW + 4)}", class_=c) for c in ("halo", "line")),
        tag("path", d=f"M{figure(x - 5)} {figure(TOP - 11)}h10l-5 7z", class_="pointer"),
        text(threshold.words, min(x, WIDTH - 60), TOP - 16, anchor="middle"),
        class_="mark",
    )
