"""The clauses of a contract: their fields, how they are read, and the sentences they make."""

from collections.abc import Mapping
from typing import Any, Final

from app.contracts.words import ClauseKind
from app.foundation.errors import Invalid

from .form import Form
from .forms import FORMS, ORDER
from .reading import Asked, FieldFaultError

__all__ = ["FORMS", "ORDER", "Form", "checked", "is_complete", "read_fields"]

CRITERIA: Final = ("commune_population", "epci_population", "fiscal_potential", "priority_places")


def read_fields(kind: ClauseKind, given: Any) -> dict[str, Any]:
    """Return the fields of a clause as they are kept, or raise `Invalid` naming every faulty one in French."""
    values, errors = checked(kind, given)
    if errors:
        raise Invalid(
            "Corrigez les informations signalées, puis recommencez.",
            errors=[{"pointer": f"#/fields/{name}" if name else "#/fields", "detail": said} for name, said in errors],
        )
    return values


def is_complete(kind: ClauseKind, fields: Mapping[str, Any]) -> bool:
    """Tell whether what is kept says all that the clause must say."""
    return not checked(kind, fields)[1]


def checked(kind: ClauseKind, given: Any) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return what can be read of the fields, and every fault as (field, sentence); "" is the clause as a whole."""
    if not isinstance(given, Mapping):
        return {}, [("", "Donnez un objet dont chaque champ est une information de la clause.")]
    asked = FORMS[kind].fields
    known = {field.name for field in asked}
    errors = [(str(name), "Ce champ n’est pas attendu ici.") for name in given if name not in known]
    values: dict[str, Any] = {}
    for field in asked:
        value, fault = _read(field, given.get(field.name), values)
        if fault:
            errors.append((field.name, fault))
        elif value is not None:
            values[field.name] = value
    if kind is ClauseKind.ASSISTANCE and not errors and not any(values.get(name) for name in CRITERIA):
        errors.append((CRITERIA[0], "Donnez au moins un critère objectif (règle R23.1)."))
    return values, errors


def _read(field: Asked, given: Any, others: Mapping[str, Any]) -> tuple[Any, str]:
    if not field.asked_with(others):
        return None, ""
    try:
        value = None if given in (None, "", []) else field.read(given)
    except FieldFaultError as fault:
        return None, str(fault)
    return value, "À remplir." if value is None and field.required else ""
