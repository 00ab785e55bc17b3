"""R3.9: the secretariat's cost shared by population, to the cent, by the largest-remainder method.

Each pays the whole cents of its exact share; the cents left go one each to the largest remainders. Equal
remainders: the larger population first, then the smaller identifier. So the order of the rows never
matters, the larger never pays less, and two equal populations differ by one cent at most.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.foundation.errors import Refused
from app.foundation.french import listing, quoted


@dataclass(frozen=True, kw_only=True)
class Payer:
    """An institution and its population; None when the directory does not say."""

    institution_id: int
    name: str
    population: int | None


@dataclass(frozen=True, kw_only=True)
class CostShare:
    """What one institution pays; `exact` is the share before rounding, `cents` what is asked."""

    institution_id: int
    name: str
    population: int
    exact: Fraction
    cents: int

    @property
    def rounded_up(self) -> bool:
        """Tell whether one of the cents left over was given to this institution."""
        return self.cents > self.exact


def share_by_population(total_cents: int, payers: Iterable[Payer]) -> list[CostShare]:
    """Return the shares, largest first, adding up to `total_cents`; refuse an unknown population."""
    payers = list(payers)
    _check(total_cents, payers)
    population = sum(payer.population or 0 for payer in payers)
    exact = {p.institution_id: Fraction(total_cents * (p.population or 0), population) for p in payers}
    cents = {payer: share.numerator // share.denominator for payer, share in exact.items()}
    largest = sorted(payers, key=lambda p: (-p.population if p.population else 0, p.institution_id))
    by_remainder = sorted(largest, key=lambda p: cents[p.institution_id] - exact[p.institution_id])
    for payer in by_remainder[: total_cents - sum(cents.values())]:
        cents[payer.institution_id] += 1
    return [
        CostShare(
            institution_id=p.institution_id,
            name=p.name,
            population=p.population or 0,
            exact=exact[p.institution_id],
            cents=cents[p.institution_id],
        )
        for p in largest
    ]


def _check(total_cents: int, payers: list[Payer]) -> None:
    if total_cents < 0:
        raise Refused("Le coût du secrétariat est négatif. Écrivez un montant positif ou nul.", rule="R3.9")
    unknown = [quoted(payer.name) for payer in payers if payer.population is None]
    if unknown:
        raise Refused(
            f"La population de {listing(unknown)} n’est pas connue et le coût du secrétariat se partage "
            "selon elle. "
            "Complétez l’annuaire avant de calculer les parts.",
            rule="R3.9",
        )
    if any((payer.population or 0) < 0 for payer in payers) or not any(payer.population for payer in payers):
        raise Refused(
            "Aucune des institutions qui partagent le coût du secrétariat n’a d’habitants. "
            "Choisissez des institutions dont la population est connue et positive.",
            rule="R3.9",
        )
    if len({payer.institution_id for payer in payers}) < len(payers):
        raise Refused(
            "Une institution figure deux fois parmi celles qui partagent le coût du secrétariat. "
            "Gardez-la une seule fois.",
            rule="R3.9",
        )
