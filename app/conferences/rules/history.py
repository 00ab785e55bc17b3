"""The règlement intérieur on a past day: today's, with the changes made since undone. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .settings import Reglement

PREFIX = "reglement."


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of settings as the record tells it: `{name: [before, after]}`, settings of the règlement only."""

    at: datetime
    by_id: int | None
    settings: Mapping[str, tuple[Any, Any]]


def read_change(at: datetime, by_id: int | None, changes: Mapping[str, Sequence[Any]]) -> Change | None:
    """Return what a recorded change did to the règlement; None when it changed something else only."""
    known = {setting["name"] for setting in Reglement.describe()}
    found = {name.removeprefix(PREFIX): (pair[0], pair[1]) for name, pair in changes.items() if name.startswith(PREFIX)}
    kept = {name: pair for name, pair in found.items() if name in known}
    return Change(at=at, by_id=by_id, settings=kept) if kept else None


def settings_at(current: Reglement, changes: Sequence[Change], moment: datetime) -> dict[str, Any]:
    """Return every setting as it was at that moment. `changes` in the order of the record."""
    settings = current.to_json()
    for change in reversed(changes):
        if change.at > moment:
            settings |= {name: before for name, (before, _after) in change.settings.items()}
    return settings
