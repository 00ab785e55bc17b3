"""Supports that arrive while others are being committed are written together, in the next transaction."""

import threading
from collections.abc import Sequence
from functools import partial
from weakref import WeakKeyDictionary

from app.foundation.actors import SYSTEM
from app.foundation.errors import DomainError
from app.foundation.gathering import Gathering
from app.foundation.unit_of_work import UnitOfWork, Units

from .operations import Outcome, support_together

Desk = Gathering[UnitOfWork, Outcome]

# One desk a file in each process; the unique keys of the database are what several processes share.
_desks: WeakKeyDictionary[Units, dict[int, Desk]] = WeakKeyDictionary()
_opening = threading.Lock()


def support(work: UnitOfWork, file_id: int) -> bool:
    """Support a file with whoever else does now; return once it is committed whether it counts as a new one."""
    with _opening:
        desks = _desks.setdefault(work.units, {})
        desk = desks.setdefault(file_id, Gathering(partial(_write_together, work.units, file_id)))
    outcome = desk.ask(work)
    if isinstance(outcome, DomainError):
        raise outcome
    return outcome


def _write_together(units: Units, file_id: int, asking: Sequence[UnitOfWork]) -> list[Outcome]:
    signatures = [(SYSTEM, None), *((work.actor, work.request_id) for work in asking)]
    with units.together(signatures) as (counter, *supporters):
        return support_together(counter, supporters, file_id)
