"""Amounts on an axis, where the exact figure would not fit: the table beside each drawing has the cents."""

from fractions import Fraction

from app.foundation.french import NBSP, money, number

UNITS = ((10**11, "Md€"), (10**8, "M€"), (10**5, "k€"), (100, "€"))


def in_short(cents: int) -> str:
    """Return « 1,5 M€ », « 300 k€ », « 0 € »: two decimals at most."""
    for unit, word in UNITS:
        if cents >= unit:
            return f"{number(Fraction(round(Fraction(cents * 100, unit)), 100))}{NBSP}{word}"
    return f"0{NBSP}€" if not cents else money(cents)


def in_full(cents: int) -> str:
    """Return « 4 300 000 € », with its cents when there are some."""
    return money(cents) if cents % 100 else f"{number(cents // 100)}{NBSP}€"


def round_top(cents: int) -> int:
    """Return the round amount (1, 2, 3, 4, 5, 6 or 8 times a power of ten) at which an axis that holds this ends."""
    power = 100
    while power * 10 <= cents:
        power *= 10
    return next((power * step for step in (1, 2, 3, 4, 5, 6, 8, 10) if power * step >= cents), power * 10)
