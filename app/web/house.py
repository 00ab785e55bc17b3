"""What one running process holds, reachable from any door."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.config import Settings
from app.foundation.accounts import AccountFacts
from app.foundation.actors import Actor, Capacity
from app.foundation.errors import Denied
from app.foundation.sealing import Sealer
from app.foundation.throttle import Throttle
from app.foundation.unit_of_work import Units

ReadAccounts = Callable[[Session, Sequence[str]], dict[str, AccountFacts]]
NoteSeen = Callable[[Engine, int, datetime], None]
NoteRefusal = Callable[[Units, Actor, str, Denied], None]
CheckCommand = Callable[[Actor, str], None]
ReadCapacities = Callable[[Session, Sequence[int], date], dict[int, tuple[Capacity, ...]]]


@dataclass(kw_only=True)
class House:
    """Settings, database, units of work, and how to read people's accounts and capacities."""

    settings: Settings
    engine: Engine
    units: Units
    throttle: Throttle
    sealer: Sealer
    read_accounts: ReadAccounts
    read_capacities: ReadCapacities
    note_seen: NoteSeen
    note_refusal: NoteRefusal
    command_checks: list[CheckCommand] = field(default_factory=list)
    """What is asked at every door before a command runs: each raises what refuses it."""
    file_checks: list[CheckCommand] = field(default_factory=list)
    """And before the files of a command are opened."""
    notes: dict[str, Any] = field(default_factory=dict)


def house() -> House:
    """Return the house of the current application."""
    found: House = current_app.extensions["cotap"]
    return found


@contextmanager
def reading() -> Iterator[Session]:
    """Yield a session for a page or an API read."""
    with house().units.reading() as session:
        yield session
