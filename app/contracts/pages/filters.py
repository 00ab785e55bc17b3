"""How the pages of contracts write amounts in cents and dates of any precision."""

from decimal import Decimal
from fractions import Fraction

from app.contracts.rules.amounts import euros
from app.contracts.rules.partial_dates import said_by_source
from app.foundation.french import number

from .blueprint import blueprint


@blueprint.app_template_filter("cents")
def cents(value: int | None) -> str:
    """Return « 1 234 567 € »; nothing for what is not known."""
    return "" if value is None else euros(value)


@blueprint.app_template_filter("typed_euros")
def typed_euros(value: int | None) -> str:
    """Return cents as a person reads and types them in a field: « 1 250 000,50 »."""
    return "" if value is None else number(value // 100) + (f",{value % 100:02d}" if value % 100 else "")


@blueprint.app_template_filter("partial_date")
def partial_date(value: str | None) -> str:
    """Return « septembre 2019 » for `2019-09`, and the words of a source that gives no date (« deux ans »)."""
    return said_by_source(value) if value else ""


@blueprint.app_template_filter("in_figures")
def in_figures(value: int | Fraction | Decimal | None) -> str:
    """Return « 12,5 » for an exact number, a fraction included; nothing for what is not known."""
    return "" if value is None else number(value)
