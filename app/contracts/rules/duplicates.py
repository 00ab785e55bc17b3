"""Which actions look like the same one, and why it is said so (R6.2). Pure.

Two actions on one place whose titles share most of their trigrams are a probable duplicate. Words that many titles of
the place have in common (« aménagement », « création ») weigh nothing in choosing what to compare, so that a place with
thousands of actions is read in a moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from app.foundation.french import NBSP, quoted
from app.institutions.naming import search_form

ALIKE: Final = Fraction(55, 100)
"""From this similarity on, two titles of one place and one theme are probably one action."""
ALIKE_ACROSS: Final = Fraction(75, 100)
"""The same when their themes are known and differ: the titles must say it more clearly."""
COMMON: Final = 40
SHORTEST: Final = 4


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """What the rule reads of an action at a place. `theme`: the words of its theme or axis, "" when unknown."""

    id: int
    place_id: int
    place: str
    title: str
    theme: str = ""
    whole_id: int | None = None
    """The action it is part of: a part is not a duplicate of its whole."""


@dataclass(frozen=True, kw_only=True)
class Duplicate:
    """A probable duplicate, the first action being the older, and its explanation."""

    first_id: int
    second_id: int
    similarity: Fraction
    why: str


def similarity(first: str, second: str) -> Fraction:
    """Return the share of trigrams that two texts have in common, from 0 to 1, whatever accents and case."""
    one, other = _trigrams(first), _trigrams(second)
    return Fraction(len(one & other), len(one | other)) if one | other else Fraction(0)


@lru_cache(maxsize=8192)
def _trigrams(text: str) -> frozenset[str]:
    words = search_form(text).split()
    return frozenset(f"  {word} "[n : n + 3] for word in words for n in range(len(word) + 1))


def duplicates(sketches: Iterable[Sketch], settled: Iterable[tuple[int, int]] = (), most: int = 200) -> list[Duplicate]:
    """Return the probable duplicates, the most alike first; those that a desk settled are left out."""
    known = {(min(pair), max(pair)) for pair in settled}
    found: dict[tuple[int, int], Duplicate] = {}
    for first, second in _candidates(sketches):
        pair = (min(first.id, second.id), max(first.id, second.id))
        if pair in known or pair in found or first.whole_id == second.id or second.whole_id == first.id:
            continue
        alike = similarity(first.title, second.title)
        if alike >= (ALIKE_ACROSS if _apart(first, second) else ALIKE):
            found[pair] = Duplicate(
                first_id=pair[0], second_id=pair[1], similarity=alike, why=_why(first, second, alike)
            )
    return sorted(found.values(), key=lambda d: (-d.similarity, d.first_id, d.second_id))[:most]


def _candidates(sketches: Iterable[Sketch]) -> Iterator[tuple[Sketch, Sketch]]:
    """Yield the pairs of one place that share a telling word, or the whole title."""
    by_place: defaultdict[int, list[Sketch]] = defaultdict(list)
    for sketch in sketches:
        by_place[sketch.place_id].append(sketch)
    for here in by_place.values():
        by_word: defaultdict[str, list[Sketch]] = defaultdict(list)
        for sketch in here:
            title = search_form(sketch.title)
            for word in {title, *(word for word in title.split() if len(word) >= SHORTEST)}:
                by_word[word].append(sketch)
        for sharing in by_word.values():
            if len(sharing) <= COMMON:
                yield from _pairs(sharing)


def _pairs(sketches: Sequence[Sketch]) -> Iterator[tuple[Sketch, Sketch]]:
    for n, first in enumerate(sketches):
        for second in sketches[n + 1 :]:
            if first.id != second.id:
                yield first, second


def _apart(first: Sketch, second: Sketch) -> bool:
    """Tell whether both themes are known and are not the same."""
    return bool(first.theme and second.theme) and similarity(first.theme, second.theme) < Fraction(1, 3)


def _why(first: Sketch, second: Sketch, alike: Fraction) -> str:
    percent = f"{round(alike * 100)}{NBSP}%"
    if not first.theme or not second.theme:
        theme = "le thème de l’une au moins n’est pas connu"
    elif _apart(first, second):
        theme = f"mais thèmes différents, {quoted(first.theme)} et {quoted(second.theme)}"
    else:
        theme = f"même thème, {quoted(first.theme)}"
    return f"Même lieu, {first.place}{NBSP}; intitulés proches à {percent}{NBSP}; {theme}."
