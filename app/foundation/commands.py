"""The catalogue of what can be asked: one wire name, one shape, one operation.

The three doors (form, API, socket) all dispatch from here, so a command exists everywhere or nowhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from .errors import NotFound
from .throttle import Allowance
from .unit_of_work import UnitOfWork

Answer = dict[str, Any] | None
Run = Callable[..., Answer]


@dataclass(frozen=True, kw_only=True)
class Command:
    """`run(work, **data)` is called with the data read through `shape`."""

    name: str
    shape: type[Schema]
    run: Run
    summary: str
    remembered: bool
    """Whether the answer is kept by request id. A ballot keeps its own receipts and needs no second memory."""
    allowance: Allowance | None = None
    """How often one person may ask it; None for what needs a capacity, or is counted by a rule."""


COMMANDS: dict[str, Command] = {}


def command(
    name: str, shape: type[Schema], *, remembered: bool = True, allowance: Allowance | None = None
) -> Callable[[Run], Run]:
    """Enter a function in the catalogue under its wire name (`floor.ask`)."""

    def enter(run: Run) -> Run:
        if name in COMMANDS:
            raise ValueError(f"command {name!r} is already in the catalogue")
        summary = (run.__doc__ or name).strip().splitlines()[0]
        COMMANDS[name] = Command(
            name=name, shape=shape, run=run, summary=summary, remembered=remembered, allowance=allowance
        )
        return run

    return enter


def find(work: UnitOfWork, entity: type[Any], id: int, *, lock: bool = False) -> Any:
    """Return the entity or raise `NotFound`; `lock` takes its row for update."""
    found = work.session.get(entity, id, with_for_update=True if lock else None)
    if found is None:
        raise NotFound("Cet élément n’existe pas ou n’existe plus.")
    return found
