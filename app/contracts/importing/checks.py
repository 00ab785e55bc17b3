"""What only the whole file can tell: codes twice, axes and parents that do not exist, circles."""

from collections.abc import Collection, Mapping

from .faults import Faults
from .records import ActionRecord, ContractRecord


def check(
    records: list[ContractRecord],
    faults: Faults,
    *,
    schemes: Collection[str],
    slugs: Collection[str],
    owners: Mapping[str, str],
) -> None:
    """Add the faults of the whole: `slugs` are the contracts known, `owners` the contract of each action known."""
    _twice(records, faults)
    here = {record.slug for record in records}
    _circles({r.slug: (r.parent, r.place, "parent") for r in records}, faults)
    actions = {action.code: action for record in records for action in record.actions}
    _circles({a.code: (a.parent, a.place, "action_parente") for a in actions.values()}, faults)
    for record in records:
        if record.scheme and record.scheme not in schemes:
            _fault(faults, record.place, "dispositif", f"le dispositif « {record.scheme} » n’est pas au catalogue.")
        if record.parent and record.parent not in here and record.parent not in slugs:
            _fault(faults, record.place, "parent", f"le contrat « {record.parent} » n’existe pas.")
        _check_actions(record, faults, schemes, owners)


def _check_actions(record: ContractRecord, faults: Faults, schemes: Collection[str], owners: Mapping[str, str]) -> None:
    axes = {axis.number for axis in record.axes}
    siblings = {action.code for action in record.actions}
    for action in record.actions:
        if action.axis is not None and action.axis not in axes:
            _fault(faults, action.place, "axe", f"l’axe {action.axis} n’existe pas dans ce contrat.")
        elsewhere = owners.get(action.code, record.slug)
        if elsewhere != record.slug:
            _fault(faults, action.place, "id", f"l’action « {action.code} » est celle du contrat « {elsewhere} ».")
        if action.parent and action.parent not in siblings and owners.get(action.parent) != record.slug:
            _fault(faults, action.place, "action_parente", _no_parent(action))
        for code in action.also_schemes:
            if code not in schemes:
                _fault(faults, action.place, "autres_dispositifs", f"le dispositif « {code} » n’est pas au catalogue.")


def _no_parent(action: ActionRecord) -> str:
    return f"l’action « {action.parent} » n’existe pas dans ce contrat."


def _twice(records: list[ContractRecord], faults: Faults) -> None:
    slugs: dict[str, str] = {}
    codes: dict[str, str] = {}
    for record in records:
        if record.slug:
            if record.slug in slugs:
                _fault(faults, record.place, "slug", f"déjà pris par {slugs[record.slug]}.")
            slugs.setdefault(record.slug, record.place)
        for action in record.actions:
            if action.code:
                if action.code in codes:
                    _fault(faults, action.place, "id", f"« {action.code} » est déjà pris par {codes[action.code]}.")
                codes.setdefault(action.code, action.place)


def _circles(parents: Mapping[str, tuple[str, str, str]], faults: Faults) -> None:
    """Refuse what is, through its parents, a part of itself."""
    for start, (_, place, field) in parents.items():
        seen = {start}
        above = parents[start][0]
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above][0]
        if above == start:
            _fault(faults, place, field, f"« {start} » ferait partie de lui-même.")


def _fault(faults: Faults, place: str, field: str, reason: str) -> None:
    faults.add(f"{place}, champ {field}", reason)
