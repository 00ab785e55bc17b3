"""The drawings of a conference, from its views."""

from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from app.conferences.queries.composition import Composition
from app.conferences.queries.costs import Costs
from app.conferences.queries.presidency import Presidency, TermView
from app.drawings.cost_shares import ShareOfCost, cost_shares
from app.drawings.hemicycle import HemicycleSeat, hemicycle
from app.drawings.presidency_wheel import WheelTerm, presidency_wheel


def hemicycle_of(composition: Composition) -> Markup:
    """Draw who sits; each seat leads to its line of the table."""
    return hemicycle(
        [
            HemicycleSeat(
                institution=seat.institution,
                level=seat.level.value,
                holder=seat.holder.name if seat.holder else "",
                voting=seat.votes,
                chair=seat.chairs,
                href=f"#siege-{seat.id}",
            )
            for seat in composition.seats
        ]
    )


def wheel_of(presidency: Presidency) -> Markup:
    """Draw who chairs and who comes next."""
    current = _term(presidency.current) if presidency.current else None
    return presidency_wheel(current, [_term(term) for term in presidency.coming])


def shares_of(costs: Costs, composition: Composition) -> Markup:
    """Draw who pays what of the secretariat."""
    levels = {seat.institution_id: seat.level.value for seat in composition.seats}
    return cost_shares(
        [
            ShareOfCost(
                institution=share.name,
                level=levels[share.institution_id],
                population=share.population,
                cents=share.cents,
            )
            for share in costs.shares
        ]
    )


def exact_euros(cents: Fraction) -> str:
    """Return an amount before it is rounded to the cent, with four decimals: « 1 234,5678 € »."""
    thousandths = Decimal(round(cents * 100)) / 10_000
    return f"{thousandths:,.4f}".replace(",", "\u202f").replace(".", ",") + "\u00a0€"


def _term(term: TermView) -> WheelTerm:
    return WheelTerm(
        level=term.level.value,
        starts_on=term.starts_on,
        ends_on=term.vacated_on or term.ends_on,
        institution=term.institution or "",
        interim=term.interim,
    )
