"""When a contract runs and where its middle is (R16.1). Pure."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, kw_only=True)
class Span:
    """First and last day of a contract, and how they are known."""

    first: date
    last: date
    basis: str

    @property
    def years(self) -> Decimal:
        """Return the duration in years, to the nearest twelfth: « 6 », « 3.5 »."""
        days = Decimal((self.last - self.first).days + 1)
        return round(round(days * 12 / Decimal("365.2425")) / Decimal(12), 2)


def span_of(
    *,
    starts_on: date | None,
    ends_on: date | None,
    signed_on: date | None = None,
    first_year: int | None = None,
    last_year: int | None = None,
    duration_years: Decimal | None = None,
) -> Span | None:
    """Return the days a contract covers from what is known of them; None when that is not enough."""
    first = starts_on or signed_on
    basis = "dates du contrat"
    if first is None and first_year is not None:
        first, basis = date(first_year, 1, 1), "années du contrat"
    last = ends_on
    if last is None and first is not None and duration_years is not None:
        last, basis = _after(first, duration_years), "durée du contrat"
    if last is None and last_year is not None:
        last, basis = date(last_year, 12, 31), "années du contrat"
    if first is None or last is None or last < first:
        return None
    return Span(first=first, last=last, basis=basis)


def _after(first: date, years: Decimal) -> date:
    """Return the last day of that many years from a first day."""
    whole, months = divmod(round(years * 12), 12)
    month = first.month - 1 + int(months)
    year, month = first.year + int(whole) + month // 12, month % 12 + 1
    lengths = (31, 29 if isleap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    over = first.day > lengths[month - 1]
    day = date(year, month, min(first.day, lengths[month - 1]))
    return day if over else day - timedelta(days=1)


def mid_term(span: Span, share: Fraction = Fraction(1, 2)) -> date:
    """Return the day on which that share of the duration has passed; never before the first day nor after the last."""
    days = (span.last - span.first).days + 1
    return span.first + timedelta(days=min(int(days * share), days - 1))
