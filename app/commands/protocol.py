"""The types of the live protocol, written for the front end from the facts: `flask --app wsgi protocol types`."""

import typing
from dataclasses import fields
from pathlib import Path
from types import NoneType, UnionType

import click
from flask.cli import AppGroup

from app.foundation.facts import CATALOGUE, Fact

group = AppGroup("protocol", help="The live protocol.")
TYPES = Path(__file__).resolve().parents[2] / "frontend" / "live" / "protocol.ts"
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}

HEAD = """\
// Written by `flask --app wsgi protocol types` from the facts of app/**/events.py. Do not edit: a test compares.

/** What an entry says, whatever its kind. */
export type Payload = Readonly<Record<string, unknown>>;

/** What each kind of entry says. */
export interface Payloads {
"""


def typescript(annotation: object) -> str:
    """Return the TypeScript type of a fact's field; what JSON leaves open is unknown."""
    if annotation in PLAIN:
        return PLAIN[annotation]
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (UnionType, typing.Union):
        return " | ".join(typescript(part) for part in inner)
    if origin in (list, tuple):
        part = typescript(inner[0])
        return f"readonly ({part})[]" if " | " in part else f"readonly {part}[]"
    if origin is dict:
        return f"Readonly<Record<{typescript(inner[0])}, {typescript(inner[1])}>>"
    return "unknown"


def _payload(fact: type[Fact]) -> str:
    hints = typing.get_type_hints(fact)
    told = [f"{f.name}: {typescript(hints[f.name])}" for f in fields(fact) if f.name not in ("stream", "audience")]
    return "{ " + "; ".join(told) + " }" if told else "Record<string, never>"


def types() -> str:
    """Return the whole file."""
    ours = {kind: fact for kind, fact in CATALOGUE.items() if fact.__module__.startswith("app.")}
    lines = [f'  /** {(f.__doc__ or "").splitlines()[0]} */\n  "{k}": {_payload(f)};' for k, f in sorted(ours.items())]
    return HEAD + "\n".join(lines) + "\n}\n"


@group.command("types", help="Write frontend/live/protocol.ts.")
def write_types() -> None:
    """Write the file."""
    TYPES.write_text(types())
    click.echo(f"{len(CATALOGUE)} sortes d’entrées décrites.")
