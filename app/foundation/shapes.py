"""The base of every wire shape: unknown fields refused, messages in French, forms and JSON read alike."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load, validate

from .errors import Invalid
from .seen import as_seen

FRENCH = {
    "required": "À remplir.",
    "null": "À remplir.",
    "validator_failed": "Valeur non valable.",
    "invalid": "Valeur non valable.",
    "unknown": "Ce champ n’est pas attendu ici.",
    "type": "La forme n’est pas celle attendue.",
}
MESSAGES: dict[type[fields.Field[Any]], dict[str, str]] = {
    fields.Integer: {"invalid": "Écrivez un nombre entier.", "too_large": "Ce nombre est trop grand."},
    fields.Decimal: {"invalid": "Écrivez un nombre.", "special": "Écrivez un nombre fini."},
    fields.Date: {"invalid": "Écrivez une date : jour, mois, année.", "format": "Date illisible."},
    fields.DateTime: {"invalid": "Écrivez une date et une heure.", "format": "Date et heure illisibles."},
    fields.AwareDateTime: {"invalid": "Écrivez une date et une heure.", "awareness": "Précisez le fuseau."},
    fields.Boolean: {"invalid": "Répondez par oui ou par non."},
    fields.String: {"invalid": "Écrivez un texte.", "invalid_utf8": "Ce texte n’est pas lisible."},
    fields.UUID: {"invalid_uuid": "Identifiant illisible."},
    fields.Enum: {"unknown": "Choisissez parmi : {choices}."},
    fields.List: {"invalid": "Donnez une liste."},
    fields.Email: {"invalid": "Cette adresse électronique n’est pas complète. Exemple\u00a0: camille@exemple.fr"},
}


def speak_french() -> None:
    """Give marshmallow's own messages in French, once."""
    fields.Field.default_error_messages.update(FRENCH)
    for kind, messages in MESSAGES.items():
        kind.default_error_messages = {**kind.default_error_messages, **messages}


speak_french()

UNKEPT = "Un signe de ce texte n’est pas accepté."
UNREADABLE = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL and UTF-8 cannot keep: the null sign, and halves of signs, which JSON may spell."""
VERBATIM = frozenset({"password", "current", "token", "content"})
"""Fields taken as they come: what is compared, and files."""

ID = validate.Range(min=1, max=2**31 - 1, error="Cet identifiant n’existe pas.")


class Shape(Schema):
    """A command's data or an answer. An empty text from a form counts as not given."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": FRENCH["unknown"], "type": FRENCH["type"]}
    clearable: ClassVar[frozenset[str]] = frozenset()
    """Fields for which an empty text means « nothing from now on », in a command that changes something."""

    @pre_load
    def _empty_means_absent(self, data: Any, **_: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {k: v for k, v in data.items() if v != "" or k in self.clearable}


def identifier(**kwargs: Any) -> fields.Integer:
    """Return a required identifier field."""
    return fields.Integer(required=True, validate=ID, **kwargs)


def text(maximum: int = 500, *, required: bool = True, **kwargs: Any) -> fields.String:
    """Return a text field, trimmed of nothing, not blank when required, bounded."""
    checks: list[Any] = [validate.Length(max=maximum, error=f"{maximum} signes au plus."), readable]
    if required:
        checks.append(not_blank)
    else:
        kwargs.setdefault("load_default", "")
    return fields.String(required=required, validate=checks, **kwargs)


def readable(value: str) -> None:
    """Refuse the signs that cannot be kept."""
    if UNREADABLE.search(value):
        raise ValidationError(UNKEPT)


def not_blank(value: str) -> None:
    """Refuse a text made of spaces."""
    if not value.strip():
        raise ValidationError("À remplir.")


def moment(**kwargs: Any) -> fields.DateTime:
    """Return a field for a date and time: ISO 8601 with its zone, or without it as `datetime-local` fields send.

    What comes without a zone stays naive: give it the zone of the place with `clock.localised`.
    """
    return fields.DateTime(format="iso", validate=[_in_this_century], **kwargs)


def _in_this_century(value: datetime) -> None:
    if not 2000 <= value.year < 2100:
        raise ValidationError("Cette année n’est pas plausible.")


def load(shape: type[Schema], data: Any) -> dict[str, Any]:
    """Return the data read through the shape, or raise `Invalid` with a pointer for each fault."""
    try:
        unreadable = list(_unreadable(data))
    except RecursionError as fault:
        raise Invalid("Ces informations s’emboîtent trop profondément.") from fault
    if unreadable:
        raise Invalid("Corrigez les informations signalées, puis recommencez.", errors=unreadable)
    try:
        return dict(shape().load(_seen(data)))
    except ValidationError as fault:
        errors = list(pointers(fault.messages))
        raise Invalid("Corrigez les informations signalées, puis recommencez.", errors=errors) from fault


def _seen(value: Any) -> Any:
    """Return the data as people see it: without the signs that are not shown."""
    if isinstance(value, str):
        return as_seen(value)
    if isinstance(value, Mapping):
        return {key: inner if key in VERBATIM else _seen(inner) for key, inner in value.items()}
    return [_seen(inner) for inner in value] if isinstance(value, list) else value


def _unreadable(value: Any, path: str = "#") -> Iterator[dict[str, str]]:
    """Yield a fault for each text that cannot be kept, wherever it is: not every field of a shape is a `text()`."""
    if isinstance(value, str) and UNREADABLE.search(value):
        yield {"pointer": path, "detail": UNKEPT}
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            named = UNREADABLE.sub("", str(key))
            yield from _unreadable(key, path)
            yield from _unreadable(inner, f"{path}/{named}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _unreadable(inner, f"{path}/{number}")


def pointers(messages: Any, path: str = "#") -> Iterator[dict[str, str]]:
    """Yield `{pointer, detail}` for each message of a marshmallow error."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from pointers(inner, path if key == "_schema" else f"{path}/{key}")
    elif isinstance(messages, list):
        for message in messages:
            yield from pointers(message, path)
    else:
        yield {"pointer": path, "detail": str(messages)}
