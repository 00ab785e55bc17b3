"""How the data of actions is written: dates of any precision, large amounts, lists of names, what is emptied."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from marshmallow import ValidationError, fields, missing, pre_load, validate

from app.conferences.doors.reading import Euros
from app.contracts.loading import action_of
from app.contracts.models import Action
from app.contracts.rules.partial_dates import read_partial
from app.foundation.errors import Invalid, NotFound
from app.foundation.shapes import ID, Shape, identifier, readable, text
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution

MOST_NAMES: Final = 60


class LargeEuros(Euros):
    """An amount as contracts have them; gives cents, `""` when the person emptied it."""

    most: ClassVar[int] = 10**14
    most_words: ClassVar[str] = "1\u202f000\u00a0milliards d’euros"


class Names(fields.Field[list[str]]):
    """A list of names: one a line from a form, a list from JSON. Blank ones and repetitions are left out."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> list[str]:
        lines = value.splitlines() if isinstance(value, str) else value
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise ValidationError("Donnez un nom par ligne.")
        names = list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
        if len(names) > MOST_NAMES or any(len(name) > 300 or "\x00" in name for name in names):
            raise ValidationError(f"Donnez au plus {MOST_NAMES} noms, de 300 signes chacun.")
        return names


def partial_date(**kwargs: Any) -> fields.String:
    """Return a date of any precision; an empty one means that none is known."""
    return fields.String(validate=[validate.Length(max=10), readable, _dated], **kwargs)


def _dated(value: str) -> None:
    try:
        found = read_partial(value) if value else None
    except Invalid as fault:
        raise ValidationError(fault.detail) from fault
    if found is not None and not 1900 <= found.first.year < 2200:
        raise ValidationError("Cette année n’est pas plausible.")


class Emptying(Shape):
    """What may be emptied may have no value at all."""

    @pre_load
    def _number_emptied(self, data: Any, **_: Any) -> Any:
        """An empty number or choice, where it may be emptied, means that nothing is known."""
        if not isinstance(data, Mapping):
            return data
        return {k: None if v == "" and self._may_be_none(k) else v for k, v in data.items()}

    def _may_be_none(self, name: str) -> bool:
        field = self.fields.get(name)
        return name in self.clearable and field is not None and field.allow_none


class ChangingAction(Emptying):
    """An action and the version that the person saw of it. What is not given does not change."""

    action_id = identifier()
    expected_version = fields.Integer(required=True, validate=ID)


class ToldAction(ChangingAction):
    """The same, with words that the history keeps."""

    text = text(2000, required=False)


def optional_text(maximum: int) -> fields.String:
    """Return a text that changes nothing when absent, and is emptied by an empty one."""
    return text(maximum, required=False, load_default=missing)


def optional_id(**kwargs: Any) -> fields.Integer:
    """Return what may be named or not; an empty one means none from now on."""
    return fields.Integer(allow_none=True, validate=ID, **kwargs)


def found_action(work: UnitOfWork, action_id: int) -> Action:
    """Return the action, its row locked."""
    return action_of(work, action_id)


def check_institution(work: UnitOfWork, id: int | None, field: str) -> Institution | None:
    """Return the institution that the data names, or refuse the field."""
    if id is None:
        return None
    found = work.session.get(Institution, id)
    if found is None:
        detail = "Cette institution n’est pas dans l’annuaire."
        raise NotFound(detail, errors=[{"pointer": f"#/{field}", "detail": detail}])
    return found


def stripped(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with their texts trimmed; an emptied amount is not known any more."""
    return {name: _stripped(name, value) for name, value in values.items()}


def _stripped(name: str, value: Any) -> Any:
    if name.endswith("_cents") and value == "":
        return None
    # A word of a closed vocabulary is a text too, and must stay that word.
    return value.strip() if type(value) is str else value


def missing_name(field: str, detail: str) -> Invalid:
    """Return the refusal of a new thing without a name."""
    return Invalid(detail, errors=[{"pointer": f"#/{field}", "detail": detail}])
