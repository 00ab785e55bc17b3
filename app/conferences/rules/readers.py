"""How each kind of setting is read from JSON, checked and written back; faults name the field in French."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from app.foundation.errors import Invalid
from app.institutions.words import Level


class FaultError(ValueError):
    """A value that cannot be this setting; the message completes « <setting> : … »."""


def _setting(rule: str, label: str, kind: str, read: Callable[[Any], Any], **more: Any) -> Mapping[str, Any]:
    return {"rule": rule, "label": label, "kind": kind, "read": read, "write": lambda value: value, **more}


def whole(rule: str, label: str, at_least: int, at_most: int) -> Mapping[str, Any]:
    """Describe a whole number between two bounds, both allowed."""

    def read(value: Any) -> int:
        # A boolean is an int for Python and never one for a person.
        if not isinstance(value, int) or isinstance(value, bool) or not at_least <= value <= at_most:
            raise FaultError(f"écrivez un nombre entier entre {at_least} et {at_most}.")
        return value

    return _setting(rule, label, "whole", read, at_least=at_least, at_most=at_most)


def yes_no(rule: str, label: str) -> Mapping[str, Any]:
    """Describe a yes or no."""

    def read(value: Any) -> bool:
        if not isinstance(value, bool):
            raise FaultError("répondez par oui ou par non.")
        return value

    return _setting(rule, label, "yes_no", read)


def part(rule: str, label: str) -> Mapping[str, Any]:
    """Describe a share written as a fraction (`"1/4"`), above zero and at most one."""

    def read(value: Any) -> Fraction:
        try:
            share = Fraction(value) if isinstance(value, (str, Fraction)) else Fraction(0)
        except (ValueError, ZeroDivisionError):
            share = Fraction(0)
        if not 0 < share <= 1 or share.denominator > 1000:
            raise FaultError("écrivez une fraction entre 0 et 1, par exemple 1/4.")
        return share

    return _setting(rule, label, "part", read, write=str)


def choice(rule: str, label: str, choices: Sequence[str]) -> Mapping[str, Any]:
    """Describe one word among several."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in choices:
            raise FaultError(f"choisissez parmi : {', '.join(choices)}.")
        return value

    return _setting(rule, label, "choice", read, choices=tuple(choices))


def level_seconds(rule: str, label: str) -> Mapping[str, Any]:
    """Describe optional seconds per level; an absent level has no quota."""

    def read(value: Any) -> Mapping[Level, int]:
        known = {level.value for level in Level}
        if not isinstance(value, Mapping) or not known.issuperset(value):
            raise FaultError(f"donnez des secondes pour les niveaux voulus : {', '.join(sorted(known))}.")
        for seconds in value.values():
            if not isinstance(seconds, int) or isinstance(seconds, bool) or not 0 < seconds <= 86_400:
                raise FaultError("chaque niveau a un nombre entier de secondes, de 1 à 86 400.")
        return MappingProxyType({Level(level): seconds for level, seconds in value.items()})

    def write(value: Mapping[Level, int]) -> dict[str, int]:
        return {level.value: value[level] for level in Level if level in value}

    return _setting(rule, label, "level_seconds", read, write=write)


def read(settings: Sequence[Field[Any]], data: Any, dependencies: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """Return the values of the settings present in `data`; raise `Invalid` with every fault found."""
    if not isinstance(data, Mapping):
        fault = {"pointer": "#", "detail": "Donnez un objet dont chaque champ est un réglage."}
        raise Invalid("Ces réglages ne sont pas lisibles.", errors=[fault])
    known = {setting.name: setting for setting in settings}
    values: dict[str, Any] = {}
    errors: list[dict[str, str]] = []
    for name, value in data.items():
        try:
            values[name] = _read_one(known.get(name), value)
        except FaultError as fault:
            errors.append({"pointer": f"#/{name}", "detail": str(fault)})
    errors += _broken(known, values, dependencies)
    if errors:
        raise Invalid("Corrigez les réglages signalés.", errors=errors)
    return values


def _read_one(setting: Field[Any] | None, value: Any) -> Any:
    if setting is None:
        raise FaultError("Ce réglage n’existe pas.")
    try:
        return setting.metadata["read"](value)
    except FaultError as fault:
        raise FaultError(f"{setting.metadata['label']}\u00a0: {fault}") from fault


def _broken(
    known: Mapping[str, Field[Any]], values: Mapping[str, Any], dependencies: Sequence[tuple[str, str, str]]
) -> list[dict[str, str]]:
    def value_of(name: str) -> Any:
        default = known[name].default
        assert default is not MISSING
        return values.get(name, default)

    return [
        {"pointer": f"#/{low}", "detail": sentence}
        for low, high, sentence in dependencies
        if value_of(low) > value_of(high)
    ]
