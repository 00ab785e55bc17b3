"""An amount divided in parts, to the cent, by the largest-remainder method. Pure.

Each part has the whole cents of its exact share; the cents left go one each to the largest remainders, the
first in order winning a tie. So the parts always add up to the amount, and two equal weights differ by one
cent at most.
"""

from collections.abc import Sequence
from fractions import Fraction

from app.foundation.errors import Refused

Weight = int | Fraction


def divide(cents: int, weights: Sequence[Weight], *, rule: str | None = None) -> list[int]:
    """Return the part of each weight, in cents, adding up to `cents`; refuse weights that share nothing out."""
    whole = sum(map(Fraction, weights))
    if cents < 0 or whole <= 0 or any(weight < 0 for weight in weights):
        raise Refused("Un montant se partage entre des parts positives, dont une au moins n’est pas nulle.", rule=rule)
    exact = [cents * Fraction(weight) / whole for weight in weights]
    parts = [share.numerator // share.denominator for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[: cents - sum(parts)]:
        parts[place] += 1
    return parts


def percent_of(cents: int, share: Fraction) -> int:
    """Return the whole cents that a share of an amount allows: rounded down, so that a ceiling is never passed."""
    exact = cents * share
    return exact.numerator // exact.denominator
