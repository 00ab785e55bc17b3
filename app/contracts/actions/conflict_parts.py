"""Two officers on one part of an action – a step, a line of funding, a measure –: mine beside theirs, field by field.

What the person saw is found by going back through the history from what is stored now: each line of it keeps the part
before and after. A part that the other took away leaves what was typed in the panel, where it can be copied from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.contracts.models import Action, ActionUpdate
from app.contracts.pages.filters import typed_euros

from .conflict import Conflict, Difference, FormField, amount_typed, differing, plain_text
from .operations import following, funding, indicators

GONE: Final = "retiré depuis"


def _amount(name: str, label: str) -> FormField:
    return FormField(name=name, of=f"{name}_cents", write=typed_euros, tidy=amount_typed, label=label)


def _number(typed: str) -> str:
    return "".join(typed.split()).replace(".", ",")


def _decimal(value: Any) -> str:
    return plain_text(value).replace(".", ",")


STEP: Final = (
    FormField(name="title", of="title", label="Intitulé"),
    FormField(name="due", of="due", label="Prévue pour"),
    FormField(name="done_on", of="done_on", label="Atteinte le"),
)
LINE: Final = (
    FormField(name="funder_name", of="funder_name", label="Financeur"),
    _amount("amount", "Annoncé"),
    _amount("requested", "Demandé"),
    _amount("granted", "Accordé"),
    _amount("committed", "Engagé"),
    _amount("paid", "Payé"),
    FormField(name="qualifier", of="qualifier", label="Précision"),
    FormField(name="period", of="period", label="Ce que couvre le montant"),
    FormField(name="years", of="years", label="Années"),
    FormField(name="via", of="via", label="Par l’intermédiaire de"),
    FormField(
        name="counted_in_parent",
        of="counted_in_parent",
        write=lambda value: "true" if value else "false",
        label="Compté dans une autre ligne",
    ),
    FormField(name="note", of="note", label="Note"),
)
MEASURE: Final = (
    FormField(name="name", of="name", label="Nom"),
    FormField(name="unit", of="unit", label="Unité"),
    FormField(name="baseline", of="baseline", write=_decimal, tidy=_number, label="Au départ"),
    FormField(name="target", of="target", write=_decimal, tidy=_number, label="Cible"),
    FormField(name="target_on", of="target_on", label="Pour"),
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A form about one part of an action: which of its lists, what names the part, the fields, how history keeps it."""

    of: str
    key: str
    fields: Sequence[FormField]
    snapshot: Any


PARTS: Final[Mapping[str, Part]] = {
    "action.change_milestone": Part(of="milestones", key="milestone_id", fields=STEP, snapshot=following.snapshot),
    "funding.set": Part(of="funding", key="line_id", fields=LINE, snapshot=funding.snapshot),
    "indicator.define": Part(of="indicators", key="indicator_id", fields=MEASURE, snapshot=indicators.snapshot),
}


def compare_part(action: Action, command: str, typed: dict[str, Any], since: Sequence[ActionUpdate]) -> Conflict:
    """Return where what was typed of a part differs from the stored version; take over what only the others changed."""
    part = PARTS[command]
    wanted = typed.get(part.key)
    if wanted is None:
        return Conflict(lines=list(since), differences=[])
    kept = next((one for one in getattr(action, part.of) if str(one.id) == str(wanted)), None)
    if kept is None:
        return Conflict(lines=list(since), differences=_all_typed(part, typed))
    now = part.snapshot(kept)
    stored, seen = _written(part, now), _written(part, _before(part, now, since))
    found = [
        Difference(label=field.label, typed=mine, stored=stored[field.name], taken=taken)
        for field, mine, taken in differing(part.fields, typed, stored, seen)
    ]
    return Conflict(lines=list(since), differences=found)


def _all_typed(part: Part, typed: Mapping[str, Any]) -> list[Difference]:
    return [
        Difference(label=field.label, typed=typed[field.name], stored=GONE, taken=False)
        for field in part.fields
        if isinstance(typed.get(field.name), str) and typed[field.name].strip()
    ]


def _before(part: Part, now: Mapping[str, Any], since: Sequence[ActionUpdate]) -> Mapping[str, Any]:
    """Return the part as it was when the person opened the form."""
    known = now
    for line in reversed(since):
        for old, new in zip(*line.changes.get(part.of, ([], [])), strict=False):
            if old is not None and new == known:
                known = old
    return known


def _written(part: Part, snapshot: Mapping[str, Any]) -> dict[str, str]:
    return {field.name: field.write(snapshot.get(field.of)) for field in part.fields}
