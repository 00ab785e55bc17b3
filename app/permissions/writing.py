"""docs/permissions.md: the matrix as a page."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from flask import Flask

from .matrix import Row, command_rows, policy_name, policy_rows, route_rows
from .typical import ACTORS, PLAIN, SITUATIONS

HEADS: Final = {
    "visitor": "visitor",
    "citizen": "account",
    "delegate": "delegate",
    "observer": "observer",
    "chair": "chair",
    "secretary": "secretary",
    "partner": "State",
    "group_member": "group",
    "contract_officer": "officer",
    "watcher": "watcher",
    "body_officer": "body",
    "administrator": "admin",
    "elsewhere": "elsewhere",
}
INTRODUCTION: Final = """\
# Who may do what

Written by `flask --app wsgi permissions write` from the policies themselves; a test compares this file with the code,
another plays each command and each route. Do not edit.

A cell says what the policies answer to a person who holds that one capacity **here** (in this conference, for this
contract, in this institution or body). `elsewhere` is a person who holds *every* capacity in another conference,
contract, institution and body: a right found there would be a hole, unless it is everybody's or belongs to no place.
An account whose capacity waits for a second factor has the column `account`.
"""


def page(app: Flask) -> str:
    """Return the whole file."""
    parts = [INTRODUCTION, _legend(), *_commands(), *_routes(app), *_policies()]
    return "\n".join(parts).rstrip() + "\n"


def _legend() -> str:
    plain = f"| cell | means |\n|---|---|\n| yes | even for {PLAIN.words} |\n| – | never |"
    others = "\n".join(f"| {s.mark} | only {s.words} |" for s in SITUATIONS if s.mark)
    return f"{plain}\n{others}\n"


def _commands() -> Iterable[str]:
    yield "## Commands\nEach is behind the three doors: form, API and socket. Who may pass is the same at each.\n"
    for subject, rows in groupby(command_rows(), key=lambda row: row.name.partition(".")[0]):
        yield f"### {subject}\n"
        yield _table("command", rows, asks=True)


def _routes(app: Flask) -> Iterable[str]:
    yield "## Routes\n`yes`: the page opens; what it shows is still only what the reader may read.\n"
    rows = route_rows(app)
    for part, found in groupby(rows, key=lambda row: row.name.partition(" /")[2].partition("/")[0]):
        yield f"### /{part}\n"
        yield _table("route", found, asks=True)


def _policies() -> Iterable[str]:
    yield "## Policies\nThe sentence is what the refused person reads.\n"
    for room, rows in groupby(policy_rows(), key=lambda row: row.name.rpartition(".")[0]):
        yield f"### {room}\n"
        yield _table("policy", rows, asks=False)


def _table(what: str, rows: Iterable[Row], *, asks: bool) -> str:
    last = "asks" if asks else "sentence"
    lines = [
        f"| {what} | {' | '.join(HEADS[holder] for holder in ACTORS)} | {last} |",
        "|---" * (len(ACTORS) + 2) + "|",
    ]
    for row in rows:
        name = row.name if asks else row.name.rpartition(".")[2]
        asked = [policy_name(policy) for policy in row.asks] + ([f"*{row.reason}*"] if row.reason else [])
        told = ", ".join(asked) if asks else row.words
        lines.append(f"| `{name}` | {' | '.join(row.cells)} | {told} |")
    return "\n".join(lines) + "\n"
