"""The signed text: how it is sealed, and how riders overlay it without ever editing it. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.contracts.words import ClauseKind
from app.institutions.naming import search_form


def canonical(content: Mapping[str, Any]) -> bytes:
    """Return the bytes whose SHA-256 is the digest: JSON, sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def key_of(kind: ClauseKind, title: str) -> str:
    """Return what makes two clauses the same one: its kind, and for a free clause its title."""
    return kind.value if kind is not ClauseKind.FREE else f"libre-{search_form(title).replace(' ', '-')}"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What one signed text did to a clause: wrote it, or replaced it."""

    number: int
    title: str
    signed_on: str
    parties: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CurrentClause:
    """A clause as it stands: the last signed words, the first ones, and every change between."""

    key: str
    kind: str
    title: str
    paragraphs: tuple[str, ...]
    original: tuple[str, ...] | None
    """The first signed words, when later ones replaced them."""
    history: tuple[Change, ...]


def current_clauses(contents: Sequence[Mapping[str, Any]]) -> list[CurrentClause]:
    """Return the clauses of the text in force: the signed texts overlaid in the order of their signature."""
    standing: dict[str, list[tuple[Mapping[str, Any], Change]]] = {}
    for content in contents:
        change = Change(
            number=content["number"],
            title=content["title"],
            signed_on=content["signed_on"],
            parties=tuple(party["name"] for party in content["parties"]),
        )
        for clause in content["clauses"]:
            standing.setdefault(clause["key"], []).append((clause, change))
    return [
        CurrentClause(
            key=key,
            kind=versions[-1][0]["kind"],
            title=versions[-1][0]["title"],
            paragraphs=tuple(versions[-1][0]["paragraphs"]),
            original=tuple(versions[0][0]["paragraphs"]) if len(versions) > 1 else None,
            history=tuple(change for _, change in versions),
        )
        for key, versions in standing.items()
    ]
