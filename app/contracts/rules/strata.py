"""R24: the rate at which a beneficiary is co-funded, from its need score, by strata without steps. Pure.

Each stratum is a point (score, rate): 30, 50, 70 and 95 % by default, at scores that part 0–100 evenly (20, 40, 60
and 80). Below the first point and above the last the rate is theirs; between two points it follows the straight
line, so that one inhabitant more never costs a step. Rates are kept in percent with three decimals.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from app.contracts.rules.amounts import euros
from app.foundation.errors import Refused
from app.foundation.french import number, quoted

THOUSANDTH: Final = Decimal("0.001")
Point = tuple[Decimal, Decimal]


@dataclass(frozen=True, kw_only=True)
class Strata:
    """The points of the curve, by rising score."""

    points: tuple[Point, ...]

    @classmethod
    def of(cls, rates: Sequence[int], scores: Sequence[int] = ()) -> "Strata":
        """Return the curve through these rates, at these scores or, without any, at scores evenly apart."""
        even = [Decimal(100 * place) / (len(rates) + 1) for place in range(1, len(rates) + 1)]
        places = [Decimal(score) for score in scores] or even
        if len(places) != len(rates):
            raise Refused(
                f"Il y a {len(rates)} taux et {len(places)} seuils de besoin : donnez autant des uns que des autres.",
                rule="R24.1",
            )
        points = tuple(zip(places, map(Decimal, rates), strict=True))
        _check(points)
        return cls(points=points)

    def rate(self, score: Decimal) -> Decimal:
        """Return the rate of a need score, in percent."""
        if not 0 <= score <= 100:
            raise Refused("Le score de besoin va de 0 à 100.", rule="R24.1")
        first, last = self.points[0], self.points[-1]
        if score <= first[0]:
            return first[1].quantize(THOUSANDTH)
        if score >= last[0]:
            return last[1].quantize(THOUSANDTH)
        low, high = next(pair for pair in pairwise(self.points) if score <= pair[1][0])
        slope = Fraction(high[1] - low[1]) / Fraction(high[0] - low[0])
        return _three_decimals(Fraction(low[1]) + (Fraction(score) - Fraction(low[0])) * slope)


@dataclass(frozen=True, kw_only=True)
class FinaliteFunding:
    """What a beneficiary's actions of one finalité cost, and what others bring to them, over known amounts only.

    `unknown` counts the actions whose cost is not known: they are left out, with what is brought to them.
    """

    cost: int
    cofunding: int
    actions: int
    unknown: int = 0

    @property
    def rate(self) -> Fraction | None:
        """Return the rate reached, in percent; None while no cost is known."""
        return Fraction(100 * self.cofunding, self.cost) if self.cost else None

    def over(self, rate: Decimal) -> int:
        """Return by how many cents the co-funding passes the rate, on the finalité as a whole (R24.2)."""
        allowed = Fraction(rate) * self.cost / 100
        return max(0, self.cofunding - allowed.numerator // allowed.denominator)


def check_given_rate(strata: Strata, score: Decimal, given: Decimal | None) -> Decimal:
    """Return the rate of the curve; refuse one that jumps off it."""
    rate = strata.rate(score)
    if given is not None and given.quantize(THOUSANDTH) != rate:
        raise Refused(
            f"Au score de besoin {number(score)} correspond le taux de {number(rate)} %, sans palier. Un taux de "
            f"{number(given)} % ferait un saut : il est refusé.",
            rule="R24.3",
            rate=str(rate),
        )
    return rate


def check_cofunding(funding: FinaliteFunding, rate: Decimal, *, beneficiary: str, finalite: str) -> None:
    """Refuse co-funding beyond the beneficiary's rate, on the whole of the finalité (R24.2)."""
    over = funding.over(rate)
    if over:
        raise Refused(
            f"{beneficiary} est cofinancé à {number(rate)} % au plus sur l’ensemble de la finalité "
            f"{quoted(finalite)} : pour {euros(funding.cost)} de coûts connus, les autres financeurs apporteraient "
            f"{euros(funding.cofunding)}, soit {euros(over)} de trop.",
            rule="R24.2",
            over_cents=over,
        )


def sampled(strata: Strata, scores: Iterable[int] = range(101)) -> list[tuple[int, Decimal]]:
    """Return the rates along whole scores, for a table."""
    return [(score, strata.rate(Decimal(score))) for score in scores]


def _check(points: Sequence[Point]) -> None:
    pairs = list(pairwise(points))
    if not points or any(not (0 <= score <= 100 and 0 <= rate <= 100) for score, rate in points):
        raise Refused("Les scores et les taux vont de 0 à 100.", rule="R24.1")
    if any(low[0] >= high[0] for low, high in pairs):
        raise Refused(
            "Deux strates au même score feraient un saut de taux : donnez des seuils strictement croissants.",
            rule="R24.3",
        )
    if any(low[1] > high[1] for low, high in pairs):
        raise Refused("Le taux ne baisse jamais quand le besoin augmente.", rule="R24.3")


def _three_decimals(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(THOUSANDTH, ROUND_HALF_EVEN)
