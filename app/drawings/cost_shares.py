"""The secretariat's cost, shared by population (R3.9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.foundation.french import count, money, number

from .bars import Bar, bars
from .svg import Table


@dataclass(frozen=True, kw_only=True)
class ShareOfCost:
    """What one institution pays; None while it is not known."""

    institution: str
    level: str
    population: int | None
    cents: int | None


def cost_shares(shares: Sequence[ShareOfCost], *, id: str = "cost-shares") -> Markup:
    """Draw a bar for each institution, in the order given (the largest first reads best)."""
    known = [share.cents for share in shares if share.cents is not None]
    return bars(
        [
            Bar(
                label=share.institution,
                level=share.level,
                amount=share.cents,
                words="inconnu" if share.cents is None else money(share.cents),
            )
            for share in shares
        ],
        id=id,
        title="Coût du secrétariat, par institution",
        desc=f"{money(sum(known))} partagés entre {count(len(shares), 'institution')} selon leur population.",
        class_="cost-shares",
    )


def cost_shares_table(shares: Sequence[ShareOfCost]) -> Table:
    """Return population and amount of each institution, and the total."""
    known = [share.cents for share in shares if share.cents is not None]
    rows: list[tuple[str, str | None, str | None]] = [
        (
            share.institution,
            None if share.population is None else number(share.population),
            None if share.cents is None else money(share.cents),
        )
        for share in shares
    ]
    return Table(
        caption="Coût du secrétariat, par institution",
        columns=("Institution", ("Population", "figures"), ("Part", "figures")),
        rows=[*rows, ("Total", "", money(sum(known)))],
    )
