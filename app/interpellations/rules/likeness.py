"""How much two texts look alike: the share of three-letter groups they have in common. Pure."""

from typing import Final

LIKE_ENOUGH: Final = 0.18


def trigrams(text: str) -> frozenset[str]:
    """Return the three-letter groups of each word, its beginning and its end marked."""
    return frozenset(
        padded[start : start + 3]
        for word in text.split()
        for padded in [f"  {word} "]
        for start in range(len(padded) - 2)
    )


def likeness(one: str, other: str) -> float:
    """Return from 0.0 (nothing in common) to 1.0 (the same groups), whatever the order of the words."""
    first, second = trigrams(one), trigrams(other)
    if not first or not second:
        return 0.0
    return len(first & second) / len(first | second)
