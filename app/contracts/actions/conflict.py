"""Two officers on one action: the newer version beside what the second one typed, field by field.

Three versions of each field are compared: what the person saw, what they typed, what is stored now. What only the other
changed is taken over into the form; what both changed keeps what was typed, with the other's beside it. Nothing is
decided without being shown, and sending again is knowing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.contracts.models import Action, ActionUpdate
from app.contracts.pages.filters import typed_euros

from .history import written
from .wording import label_of, say


def plain_text(value: Any) -> str:
    """Return a value as a field holds it; nothing for what is not known."""
    return "" if value is None else str(written(value))


def _lines(value: Any) -> str:
    return "\n".join(one if isinstance(one, str) else one.name for one in value)


def amount_typed(typed: str) -> str:
    """Return what was typed of an amount without its spaces, so that « 1 000 » and « 1000 » are the same."""
    return "".join(typed.split()).replace(".", ",").removesuffix("€").removesuffix(",00")


def _lines_typed(typed: str) -> str:
    return "\n".join(" ".join(line.split()) for line in typed.splitlines() if line.strip())


@dataclass(frozen=True, kw_only=True)
class FormField:
    """A field of a form: its name there, the attribute it is about, how the attribute is written in it."""

    name: str
    of: str
    write: Callable[[Any], str] = plain_text
    tidy: Callable[[str], str] = str.strip
    label: str = ""
    """What it is called, for what only a part of an action has."""


FOLLOWED: Final = (
    FormField(name="progress", of="progress"),
    FormField(name="percent", of="progress_percent"),
    FormField(name="starts", of="starts"),
    FormField(name="due", of="due"),
    FormField(name="done", of="done"),
)
DESCRIBED: Final = (
    FormField(name="title", of="title"),
    FormField(name="description", of="description", tidy=lambda typed: typed.replace("\r\n", "\n").strip()),
    FormField(name="owner_id", of="owner_id"),
    FormField(name="owner_name", of="owner_name"),
    FormField(name="partners", of="partners", write=_lines, tidy=_lines_typed),
    FormField(name="places", of="places", write=_lines, tidy=_lines_typed),
    FormField(name="axis_id", of="axis_id"),
    FormField(name="parent_id", of="parent_id"),
    FormField(name="cost", of="cost_cents", write=typed_euros, tidy=amount_typed),
    FormField(name="cost_qualifier", of="cost_qualifier"),
    FormField(name="starts", of="starts"),
    FormField(name="due", of="due"),
    FormField(name="note", of="note", tidy=lambda typed: typed.replace("\r\n", "\n").strip()),
)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field on which the two versions differ, in words."""

    label: str
    typed: str
    stored: str
    taken: bool
    """Whether the form now holds the stored version, because the person had not touched the field."""


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """What the second officer is shown: who changed the action meanwhile, what they said, and where the two differ."""

    lines: Sequence[ActionUpdate]
    differences: Sequence[Difference]


def form_values(action: Action, fields: Sequence[FormField]) -> dict[str, str]:
    """Return what the form of an action holds when nobody has typed in it."""
    return {field.name: field.write(getattr(action, field.of)) for field in fields}


def compare(
    action: Action, typed: dict[str, Any], since: Sequence[ActionUpdate], fields: Sequence[FormField]
) -> Conflict:
    """Return where what was typed differs from the stored version; take over what only the others changed."""
    seen = _seen(action, since, fields)
    stored = {field.name: field.write(getattr(action, field.of)) for field in fields}
    found = [
        Difference(
            label=label_of(field.of),
            typed=mine,
            stored=say(field.of, _sayable(action, field)) if stored[field.name] else "",
            taken=taken,
        )
        for field, mine, taken in differing(fields, typed, stored, seen)
    ]
    return Conflict(lines=list(since), differences=found)


def differing(
    fields: Sequence[FormField], typed: dict[str, Any], stored: Mapping[str, str], seen: Mapping[str, str]
) -> Iterator[tuple[FormField, str, bool]]:
    """Yield each field that the other changed and that is not as typed: (field, what was typed, whether taken over).

    What the person had not touched takes, in `typed`, the stored version.
    """
    for field in fields:
        if not isinstance(typed.get(field.name), str):
            continue
        mine = typed[field.name].strip()
        if field.tidy(mine) == field.tidy(stored[field.name]):
            continue
        untouched = field.tidy(mine) == field.tidy(seen[field.name])
        if untouched:
            typed[field.name] = stored[field.name]
        if stored[field.name] != seen[field.name]:
            yield field, mine, untouched


def _sayable(action: Action, field: FormField) -> Any:
    value = getattr(action, field.of)
    return [one.name for one in value] if isinstance(value, list) else written(value)


def _seen(action: Action, since: Sequence[ActionUpdate], fields: Sequence[FormField]) -> Mapping[str, str]:
    """Return each field as it was when the person opened the form: before the first change since then."""
    before: dict[str, Any] = {}
    for line in since:
        for name, (old, _new) in line.changes.items():
            before.setdefault(name, old)
    return {
        field.name: field.write(before[field.of] if field.of in before else getattr(action, field.of))
        for field in fields
    }
