"""Amounts stacked by funder: one bar for a contract, or one for each of several contracts, years or stages.

The largest funders have a letter, a texture and a colour of their own; the others are added up in one part. What is
known to exist without a funder is drawn hatched at its size; what nobody can size is a hatched stub, never nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from app.foundation.french import NBSP, listing

from .money_words import in_full, in_short, round_top
from .svg import Table, drawing, figure, group, tag, text, wrapped
from .textures import hatching, texture

WIDTH, BAR_HEIGHT, LEADING = 360.0, 22.0, 16.0
STUB, LABEL_CHARACTERS, NARROWEST_LETTER = 26.0, 44, 13.0
OWN_PART = 6
OTHERS, UNKNOWN = "Autres", "Sans financeur connu"


@dataclass(frozen=True, kw_only=True)
class Stack:
    """One bar: cents by funder; `unknown` is what exists without a funder, None when nobody can size it."""

    label: str
    parts: Sequence[tuple[str, int]]
    unknown: int | None = 0
    words: str = ""
    """The amount in words at the right; the sum of the parts when empty."""

    @property
    def known(self) -> int:
        """Return the sum of the parts."""
        return sum(cents for _name, cents in self.parts)


@dataclass(frozen=True, kw_only=True)
class _Key:
    """Which funders have a part of their own, largest first, and whether some are added up."""

    own: tuple[str, ...]
    others: tuple[str, ...]
    totals: dict[str, int] = field(hash=False)

    def amounts(self, stack: Stack) -> list[int]:
        """Return the cents of each part of the key in a bar, the others' last when there are some."""
        sums: defaultdict[str, int] = defaultdict(int)
        for name, cents in stack.parts:
            sums[name if name in self.own else OTHERS] += cents
        return [sums[name] for name in self.names]

    @property
    def names(self) -> list[str]:
        """Return the names of the parts."""
        return [*self.own, *([OTHERS] if self.others else [])]


def stacked_funding(stacks: Sequence[Stack], *, id: str, title: str, axis: bool = True) -> Markup:
    """Draw the bars on one scale from zero, with the key of their parts under them."""
    key = _key(stacks)
    top = round_top(max([stack.known + (stack.unknown or 0) for stack in stacks] + [100]))
    unit = (WIDTH - (STUB if any(stack.unknown is None for stack in stacks) else 0)) / top
    drawn, y = [], 0.0
    for stack in stacks:
        label = wrapped(stack.label, LABEL_CHARACTERS, at_most=2)
        drawn.append(_labels(stack, label, y))
        y += LEADING * len(label) + 4
        drawn.append(group(*_parts(stack, key, y, unit, id), _zero(y)))
        y += BAR_HEIGHT + 14
    if axis:
        drawn.append(_axis(top, unit, y - 6))
        y += 22
    legend, height = _legend(key, stacks, y + 6, id)
    return drawing(
        tag("defs", hatching(id), *[texture(id, place) for place in range(len(key.names))]),
        *drawn,
        *legend,
        id=id,
        title=title,
        desc=_told(stacks),
        width=WIDTH,
        height=height,
        class_="stacked-funding",
    )


def stacked_funding_table(
    stacks: Sequence[Stack], *, caption: str, head: str = "Financeur", bar: str = "Ensemble"
) -> Table:
    """Return every amount in full: a row a funder for one bar; for several, a row a bar and a column a funder."""
    key = _key(stacks, own=10**6)
    if len(stacks) == 1:
        lines = [(name, in_full(cents)) for name, cents in zip(key.names, key.amounts(stacks[0]), strict=True)]
        unsized = [(UNKNOWN, _unknown_words(stacks[0]))] if stacks[0].unknown != 0 else []
        total = [("Total connu", in_full(stacks[0].known))]
        return Table(caption=caption, columns=(head, ("Montant", "figures")), rows=[*lines, *total, *unsized])
    columns: list[str | tuple[str, str]] = [bar, *[(name, "figures") for name in key.names], ("Total connu", "figures")]
    unknown = any(stack.unknown != 0 for stack in stacks)
    rows: list[list[str | None]] = [
        [
            stack.label,
            *[in_full(cents) for cents in key.amounts(stack)],
            in_full(stack.known),
            *([_unknown_words(stack)] if unknown else []),
        ]
        for stack in stacks
    ]
    return Table(caption=caption, columns=[*columns, *([(UNKNOWN, "figures")] if unknown else [])], rows=rows)


def _key(stacks: Sequence[Stack], own: int = OWN_PART) -> _Key:
    totals: defaultdict[str, int] = defaultdict(int)
    for stack in stacks:
        for name, cents in stack.parts:
            totals[name] += cents
    ranked = sorted(totals, key=lambda name: (-totals[name], name))
    # A single funder left over keeps its name: « others » of one would hide it for nothing.
    cut = own + 1 if len(ranked) == own + 1 else own
    return _Key(own=tuple(ranked[:cut]), others=tuple(ranked[cut:]), totals=dict(totals))


def _labels(stack: Stack, label: Sequence[str], y: float) -> Markup:
    words = stack.words or in_full(stack.known)
    return group(
        *[text(line, 0, y + 12 + place * LEADING) for place, line in enumerate(label)],
        text(words, WIDTH, y + 12 + LEADING * (len(label) - 1), anchor="end", class_="strong"),
    )


def _zero(y: float) -> Markup:
    return tag("path", d=f"M0 {figure(y - 3)}V{figure(y + BAR_HEIGHT + 3)}", class_="zero")


def _parts(stack: Stack, key: _Key, y: float, unit: float, id: str) -> Iterator[Markup]:
    x = 0.0
    for place, cents in enumerate(key.amounts(stack)):
        if cents > 0:
            yield _part(place, x, y, cents * unit, id)
            x += cents * unit
    if stack.unknown != 0:
        width = STUB if stack.unknown is None else stack.unknown * unit
        yield tag("rect", x=x, y=y, width=width, height=BAR_HEIGHT, class_="unknown", fill=f"url(#{id}-hatching)")
        if width >= NARROWEST_LETTER:
            yield text("?", x + width / 2, y + 16, anchor="middle", class_="letter")


def _part(place: int, x: float, y: float, width: float, id: str) -> Markup:
    drawn = tag("rect", x=x, y=y, width=width, height=BAR_HEIGHT, class_="part", fill=f"url(#{id}-part-{place})")
    if width < NARROWEST_LETTER:
        return drawn
    return group(drawn, text(_letter(place), x + width / 2, y + 16, anchor="middle", class_="letter"))


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _axis(top: int, unit: float, y: float) -> Markup:
    marks = [(0, None), (top // 2, "middle"), (top, "end" if top * unit > WIDTH - 20 else "middle")]
    return group(
        tag("path", d=f"M0 {figure(y)}H{figure(top * unit)}", class_="axis"),
        *[text(in_short(cents), cents * unit, y + 15, anchor=anchor, class_="muted") for cents, anchor in marks],
    )


def _legend(key: _Key, stacks: Sequence[Stack], y: float, id: str) -> tuple[list[Markup], float]:
    entries = [(name, f"{id}-part-{place}", _letter(place), "part") for place, name in enumerate(key.names)]
    if any(stack.unknown != 0 for stack in stacks):
        entries.append((UNKNOWN, f"{id}-hatching", "?", "unknown"))
    drawn = []
    for name, fill, letter, class_ in entries:
        words = f"{OTHERS} ({len(key.others)})" if name == OTHERS else name
        said = wrapped(f"{words}{_sum_words(name, key, stacks)}", 46, at_most=2)
        drawn.append(tag("rect", x=0.5, y=y, width=20, height=15, class_=class_, fill=f"url(#{fill})"))
        drawn.append(text(letter, 10.5, y + 12, anchor="middle", class_="letter"))
        drawn += [text(line, 28, y + 12 + place * LEADING) for place, line in enumerate(said)]
        y += LEADING * len(said) + 6
    return drawn, y


def _sum_words(name: str, key: _Key, stacks: Sequence[Stack]) -> str:
    if name == UNKNOWN:
        sizes = [stack.unknown for stack in stacks if stack.unknown != 0]
        return "" if None in sizes else f"{NBSP}: {in_full(sum(size or 0 for size in sizes))}"
    cents = sum(key.totals[other] for other in key.others) if name == OTHERS else key.totals[name]
    # The bars of stages or years overlap: only a single bar adds up to something.
    return f"{NBSP}: {in_full(cents)}" if len(stacks) == 1 else ""


def _unknown_words(stack: Stack) -> str | None:
    return None if stack.unknown is None else in_full(stack.unknown)


def _told(stacks: Sequence[Stack]) -> str:
    said = [f"{stack.label or 'en tout'}{NBSP}: {stack.words or in_full(stack.known)}" for stack in stacks[:12]]
    more = f" et {len(stacks) - 12} autres" if len(stacks) > 12 else ""
    return f"{listing(said)}{more}. Le détail est dans le tableau qui suit."
