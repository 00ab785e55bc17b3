"""Contradictions kept side by side: what one text, or two sources, say differently of the same thing (P2). Pure."""

import re
from collections.abc import Mapping
from typing import Any, Final

from .records import ContractRecord

Variant = dict[str, Any]
# The notes of the file tell the contradictions of the texts in a few set phrases.
_TWO_FIGURES = re.compile(
    r"(?P<field>[A-ZÉ][\w’' -]{2,40}?) de (?P<one>\d[\d \u00a0\u202f,.]*(?: [a-zà-ÿ]+)?) (?:d['’]après|dans) "
    r"(?P<where>[^,;]+?), (?P<other>\d[\d \u00a0\u202f,.]*(?: ans?| [a-zà-ÿ]+s)?) (?:d['’]après|dans) "
    r"(?P<there>[^;]+?)\.?\Z"
)
_TWO_NAMES = re.compile(
    r"(?P<field>Nommé) « (?P<one>[^»]+) » \((?P<where>[^)]+)\) ou « (?P<other>[^»]+) » \((?P<there>[^)]+)\)"
)
_TWO_STARTS = re.compile(
    r"soit un (?P<field>lancement) en (?P<one>[^;]+?) ; (?P<there>la fiche) situe la phase pilote en (?P<other>\d{4})"
)
FIELDS: Final = {
    "Durée": "duration_years",
    "Population": "population",
    "Nommé": "territory",
    "lancement": "starts",
}
SIDE_BY_SIDE: Final = (
    *("title", "territory", "signed_on", "signed_at_place", "ends_on", "first_year", "last_year", "duration_years"),
    *("total_cents", "diagnosis", "nature", "status"),
)
"""Fields of a record on which two sources may differ."""


def variants_of(record: ContractRecord) -> list[Variant]:
    """Return the contradictions that the record itself states."""
    found = [variant for note in record.notes if (variant := _in_note(note))]
    if record.axes_variant:
        other = record.axes_variant
        values = [
            {"value": [axis.title for axis in record.axes], "source": _page(record.source)},
            {"value": other.get("axes") or [], "source": other.get("source") or ""},
        ]
        found.append({"field": "axes", "values": values, "note": other.get("note") or ""})
    return found


def beside(kept: ContractRecord, other: ContractRecord) -> list[Variant]:
    """Return what another source says differently of the same contract."""
    found = []
    for name in SIDE_BY_SIDE:
        one, two = getattr(kept, name), getattr(other, name)
        if one not in (None, "") and two not in (None, "") and one != two:
            values = [
                {"value": _plain(one), "source": _page(kept.source)},
                {"value": _plain(two), "source": _page(other.source)},
            ]
            found.append({"field": name, "values": values})
    return found


def _in_note(note: str) -> Variant | None:
    for pattern in (_TWO_FIGURES, _TWO_NAMES, _TWO_STARTS):
        if match := pattern.search(note):
            parts = match.groupdict()
            return {
                "field": FIELDS.get(parts["field"], parts["field"]),
                "values": [
                    {"value": parts["one"].strip(), "source": parts.get("where") or "le texte principal"},
                    {"value": parts["other"].strip(), "source": parts["there"].strip()},
                ],
                "note": note,
            }
    return None


def _page(source: Mapping[str, Any]) -> str:
    document, page = source.get("document"), source.get("page")
    return f"{document}, p. {page}" if page else str(document or "")


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | list) else str(value)
