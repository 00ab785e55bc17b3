"""R22 and R12.2: what an envelope is set aside for. Pure; whole cents.

An envelope has two shares: one for projects, one for priority territories. Of the second, urban places cannot take
more than a cap when rural, coastal or mountain places are priority too. Of what the State brings, a share at least
is reserved for the priority area.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.contracts.rules.amounts import euros
from app.contracts.rules.shares import divide, percent_of
from app.contracts.words import EnvelopePurpose, PlaceCategory
from app.foundation.errors import Refused
from app.foundation.french import listing, number

CATEGORY_WORDS: Mapping[PlaceCategory, str] = {
    PlaceCategory.URBAN: "urbain",
    PlaceCategory.RURAL: "rural",
    PlaceCategory.COASTAL: "littoral",
    PlaceCategory.MOUNTAIN: "montagne",
}


@dataclass(frozen=True, kw_only=True)
class Earmarked:
    """What a contract's envelopes set aside, in cents, and of it what the State brings."""

    projects: int = 0
    territories: int = 0
    evaluation: int = 0
    general: int = 0
    state: int = 0
    state_territories: int = 0

    @property
    def total(self) -> int:
        """Return everything recorded."""
        return self.projects + self.territories + self.evaluation + self.general


@dataclass(frozen=True, kw_only=True)
class PlaceShare:
    """What a priority place takes of the second share."""

    category: PlaceCategory
    cents: int


def earmarked(envelopes: Iterable[tuple[EnvelopePurpose, int, bool]]) -> Earmarked:
    """Return what is set aside by purpose, from (purpose, cents, brought by the State)."""
    sums = dict.fromkeys(EnvelopePurpose, 0)
    state = state_territories = 0
    for purpose, cents, by_state in envelopes:
        sums[purpose] += cents
        if by_state:
            state += cents
            state_territories += cents if purpose is EnvelopePurpose.PRIORITY_TERRITORIES else 0
    return Earmarked(
        projects=sums[EnvelopePurpose.PROJECTS],
        territories=sums[EnvelopePurpose.PRIORITY_TERRITORIES],
        evaluation=sums[EnvelopePurpose.EVALUATION],
        general=sums[EnvelopePurpose.GENERAL],
        state=state,
        state_territories=state_territories,
    )


def priority_shortfall(state: int, reserved: int, share: Fraction) -> int:
    """Return the cents the State still has to reserve for the priority area (R12.2), 0 when it does enough."""
    exact = state * share
    needed = -(-exact.numerator // exact.denominator)
    return max(0, needed - reserved)


def priority_finding(state: int, reserved: int, share: Fraction) -> str | None:
    """Return the sentence of R12.2 when the State reserves too little for the priority area, None otherwise."""
    missing = priority_shortfall(state, reserved, share)
    if not missing:
        return None
    return (
        f"L’État réserve {number(share * 100)} % au moins de ce qu’il apporte à la géographie prioritaire : il apporte "
        f"{euros(state)}, en réserve {euros(reserved)}, il manque {euros(missing)}."
    )


def double_finding(marked: Earmarked) -> str | None:
    """Return why the envelope does not have its two shares (R22), None when it has, or when none is recorded."""
    if not marked.projects and not marked.territories:
        return None
    if marked.projects and marked.territories:
        return None
    absent = "les territoires prioritaires" if marked.projects else "les projets"
    return (
        f"L’enveloppe a deux parts, pour les projets et pour les territoires prioritaires : celle pour {absent} manque."
    )


def divide_between_places(cents: int, percents: Sequence[Fraction]) -> list[int]:
    """Return what each place takes of an envelope, to the cent; refuse percents that do not make 100."""
    if sum(percents) != 100:
        raise Refused(
            f"Les parts des territoires font {number(sum(percents, Fraction()))} % : elles doivent faire 100 %.",
            rule="R22",
        )
    return divide(cents, percents, rule="R22")


def check_places(shares: Sequence[PlaceShare], priority: Iterable[PlaceCategory], *, cap: Fraction) -> None:
    """Refuse that urban places take more than the cap of the second share while others are priority too.

    `priority` are the categories of all the contract's priority places, those that take nothing included.
    """
    others = [category for category in PlaceCategory if category in set(priority) - {PlaceCategory.URBAN}]
    total = sum(share.cents for share in shares)
    urban = sum(share.cents for share in shares if share.category is PlaceCategory.URBAN)
    if others and urban > percent_of(total, cap):
        words = listing([f"« {CATEGORY_WORDS[category]} »" for category in others])
        raise Refused(
            f"Les territoires urbains prendraient {euros(urban)} sur {euros(total)}. Des territoires de catégorie "
            f"{words} sont prioritaires aussi : les urbains ne dépassent pas {number(cap * 100)} % de la part des "
            f"territoires, soit {euros(percent_of(total, cap))}.",
            rule="R22",
        )
