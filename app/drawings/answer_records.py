"""What became of the answers that were owed: one bar for each who owes, on one scale that begins at zero.

What was never answered is the tallest part, what came late is lower and warm, what is still awaited is an outline; each
part wide enough has its count in it, and the words at the right say the part in time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from app.foundation.french import NBSP, count, listing

from .svg import Table, drawing, figure, group, tag, text, wrapped

WIDTH, HEIGHT, LEADING, LABEL_CHARACTERS, NARROWEST = 360.0, 18.0, 16.0, 28, 14.0
PARTS: Final = (
    ("in_time", "answer-in-time", 3.0, "données dans le délai"),
    ("late", "answer-late", 3.0, "données après le délai"),
    ("silent", "answer-silent", 0.0, "réponse non intervenue"),
    ("awaited", "answer-awaited", 3.0, "attendues, il reste du temps"),
)
"""Name, class, how much lower than the bar, words."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """One bar: who owed, and how many answers of each sort."""

    label: str
    in_time: int
    late: int
    silent: int
    awaited: int

    @property
    def due(self) -> int:
        """Return how many answers were owed in all."""
        return self.in_time + self.late + self.silent + self.awaited


def answer_records(records: Sequence[Record], *, id: str, title: str) -> Markup:
    """Draw the bars with the key of their parts under them; nothing for no record."""
    if not records:
        return Markup("")
    unit = WIDTH / max(1, *(record.due for record in records))
    drawn, y = [], 0.0
    for record in records:
        label = wrapped(record.label, LABEL_CHARACTERS, at_most=3)
        drawn.append(_labels(record, label, y))
        y += LEADING * len(label) + 4
        drawn.append(group(*_parts(record, y, unit), _zero(y)))
        y += HEIGHT + 14
    key = [_key(place, y + 20 * place) for place in range(len(PARTS))]
    return drawing(
        *drawn,
        *key,
        id=id,
        title=title,
        desc=_told(records),
        width=WIDTH,
        height=y + 20 * len(PARTS),
        class_="answer-records",
    )


def answer_records_table(records: Sequence[Record], *, caption: str, head: str = "Institution") -> Table:
    """Return every count."""
    heads = [(words[:1].upper() + words[1:], "figures") for *_, words in PARTS]
    rows = [[record.label, *[str(getattr(record, name)) for name, *_ in PARTS], str(record.due)] for record in records]
    return Table(caption=caption, columns=[head, *heads, ("Dues", "figures")], rows=rows)


def _labels(record: Record, label: Sequence[str], y: float) -> Markup:
    words = f"{record.in_time}{NBSP}sur{NBSP}{record.due} dans le délai"
    return group(
        *[text(line, 0, y + 12 + place * LEADING) for place, line in enumerate(label)],
        text(words, WIDTH, y + 12 + LEADING * (len(label) - 1), anchor="end", class_="strong"),
    )


def _parts(record: Record, y: float, unit: float) -> Iterator[Markup]:
    x = 0.0
    for name, class_, lower, _words in PARTS:
        many = getattr(record, name)
        if not many:
            continue
        width = many * unit
        yield tag("rect", x=x, y=y + lower, width=max(width - 1, 0.5), height=HEIGHT - 2 * lower, class_=class_)
        if width >= NARROWEST:
            yield text(str(many), x + width / 2, y + HEIGHT / 2 + 4.5, anchor="middle", class_="letter")
        x += width


def _zero(y: float) -> Markup:
    return tag("path", d=f"M0 {figure(y - 3)}V{figure(y + HEIGHT + 3)}", class_="zero")


def _key(place: int, y: float) -> Markup:
    _name, class_, lower, words = PARTS[place]
    return group(
        tag("rect", x=0.5, y=y + lower / 2, width=20, height=15 - lower, class_=class_),
        text(words[:1].upper() + words[1:], 28, y + 12),
    )


def _told(records: Sequence[Record]) -> str:
    said = [
        f"{record.label}{NBSP}: {count(record.due, 'réponse due', 'réponses dues')}, {record.in_time} dans le délai, "
        f"{record.silent} non intervenue{'s' if record.silent > 1 else ''}"
        for record in records
    ]
    return f"{listing(said)}. Le détail est dans le tableau qui suit."
