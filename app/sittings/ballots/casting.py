"""Group commit: votes that arrive while others are being committed are written together, in the next transaction.

A vote is acknowledged after its commit, never before. Nothing is kept between transactions: a process that dies
loses only votes that nobody was told were cast.
"""

import threading
from collections.abc import Sequence
from functools import partial
from weakref import WeakKeyDictionary

from app.foundation.errors import DomainError
from app.foundation.gathering import Gathering
from app.foundation.unit_of_work import UnitOfWork, Units
from app.sittings.words import Choice

from .operations.casting import Answer, Asked, Receipt, cast_votes

Cast = tuple[UnitOfWork, Choice, int | None]
Desk = Gathering[Cast, Answer]

# One desk a ballot in each process; the unique keys of the database are what several processes share.
_desks: WeakKeyDictionary[Units, dict[int, Desk]] = WeakKeyDictionary()
_opening = threading.Lock()


def cast(work: UnitOfWork, ballot_id: int, choice: Choice, seat_id: int | None) -> Receipt:
    """Cast a vote with whatever other votes of the ballot are waiting; return once it is committed."""
    answer = desk_of(work.units, ballot_id).ask((work, choice, seat_id))
    if isinstance(answer, DomainError):
        raise answer
    return answer


def write_together(units: Units, ballot_id: int, votes: Sequence[Cast]) -> list[Answer]:
    """Write and commit these votes in one transaction, each in its voter's name; return their answers."""
    with units.together([(work.actor, work.request_id) for work, _choice, _seat_id in votes]) as works:
        pairs = zip(works, votes, strict=True)
        return cast_votes(ballot_id, [Asked(work, choice, seat_id) for work, (_own, choice, seat_id) in pairs])


def desk_of(units: Units, ballot_id: int) -> Desk:
    """Return where the votes of one ballot meet in this process."""
    with _opening:
        desks = _desks.setdefault(units, {})
        if ballot_id not in desks:
            desks[ballot_id] = Gathering(partial(write_together, units, ballot_id))
        return desks[ballot_id]


def close_desk(units: Units, ballot_id: int) -> None:
    """Forget the desk of a ballot that has ended; late votes open a new one and are refused there."""
    with _opening:
        _desks.get(units, {}).pop(ballot_id, None)
