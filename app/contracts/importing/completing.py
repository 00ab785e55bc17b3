"""What several sources say of one contract, put together: the first is kept, the others fill what it leaves open (P2).

Where they differ both stand side by side; nothing of the first source is overwritten by another.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, Final

from .records import ActionRecord, ContractRecord
from .variants import Variant, beside

_OWN_OF_ACTION: Final = frozenset({"place", "code", "source", "axis", "axis_origin", "parent"})
_OWN: Final = frozenset(
    {*("place", "digest", "raw", "slug", "source", "known_as_of", "actions", "signatories_from_scheme")}
)


def together(records: Sequence[ContractRecord]) -> tuple[ContractRecord, list[Variant]]:
    """Return the record that the sources make together, the first of them leading, and what they say differently."""
    kept, *others = records
    variants: list[Variant] = []
    for other in others:
        variants.extend(beside(kept, other))
        kept = _completed(kept, other)
    return kept, variants


def _completed(kept: ContractRecord, other: ContractRecord) -> ContractRecord:
    filled = _filled(kept, other, _OWN)
    if kept.axes:
        filled.pop("axes", None)
    of_kept = {action.code: action for action in kept.actions}
    numbers = {axis.number for axis in kept.axes or other.axes}
    actions = [
        _completed_action(action, found) if (found := _by_code(other, code)) else action
        for code, action in of_kept.items()
    ]
    for action in other.actions:
        if action.code not in of_kept:
            # Axes are numbered by each source for itself.
            same_axes = not kept.axes and action.axis in numbers
            actions.append(action if same_axes else replace(action, axis=None, axis_origin=None))
    return replace(kept, actions=actions, **filled)


def _by_code(record: ContractRecord, code: str) -> ActionRecord | None:
    return next((action for action in record.actions if action.code == code), None)


def _completed_action(kept: ActionRecord, other: ActionRecord) -> ActionRecord:
    return replace(
        kept, **_filled(kept, other, frozenset({"place", "code", "source", "axis", "axis_origin", "parent"}))
    )


def _filled(kept: Any, other: Any, own: frozenset[str]) -> dict[str, Any]:
    names = (field.name for field in fields(kept) if field.name not in own)
    return {name: getattr(other, name) for name in names if _unknown(getattr(kept, name)) and getattr(other, name)}


def _unknown(value: Any) -> bool:
    return value is None or value in ("", [], {}) or value == "unknown"
