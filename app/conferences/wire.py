"""Views as they travel: dates in ISO 8601, decimals and exact shares as texts."""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .queries.costs import Costs


def wire(view: Any) -> Any:
    """Return a view ready for JSON."""
    return _plain(asdict(view))


def wire_costs(costs: Costs | None) -> dict[str, Any] | None:
    """Return the shares of the secretariat's cost; None when no cost is on record."""
    return None if costs is None else wire(costs)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, (Decimal, Fraction)) else value
