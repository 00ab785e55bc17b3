"""Group commit: votes that arrive while others are being committed are written together, in the next transaction.

Nobody waits on purpose. The first to come writes what is there; whoever comes meanwhile queues, and the first of
the queue writes for all of it once the commit before is done. A vote is acknowledged after its commit, never before.
Nothing is kept between transactions: a process that dies loses only votes that nobody was told were cast.
"""

import threading
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from app.foundation.unit_of_work import UnitOfWork, Units
from app.sittings.words import Choice

from .operations.casting import Answer, Asked, Receipt, cast_votes


class Waiting:
    """A vote in the queue: what is asked, and later either its outcome or the turn to write for all."""

    def __init__(self, work: UnitOfWork, choice: Choice, seat_id: int | None) -> None:
        self.work, self.choice, self.seat_id = work, choice, seat_id
        self.called = threading.Event()
        self.leads = False
        self.outcome: Answer | BaseException | None = None

    def receipt(self) -> Receipt:
        """Return the receipt, or raise why there is none."""
        if isinstance(self.outcome, Receipt):
            return self.outcome
        assert self.outcome is not None
        raise self.outcome


class Desk:
    """Where the votes of one ballot meet in this process."""

    def __init__(self, units: Units, ballot_id: int) -> None:
        self._units, self._ballot_id = units, ballot_id
        self._lock = threading.Lock()
        self._queue: list[Waiting] = []
        self._busy = False

    def cast(self, vote: Waiting) -> Receipt:
        """Have the vote written, by this thread or by another one, and return its receipt."""
        with self._lock:
            self._queue.append(vote)
            vote.leads = not self._busy
            self._busy = True
        if not vote.leads:
            vote.called.wait()
        if vote.leads:
            self._lead(vote)
        return vote.receipt()

    def _lead(self, leader: Waiting) -> None:
        with self._lock:
            batch, self._queue = self._queue, []
        try:
            self._write(batch)
        except BaseException as end:
            # This thread is being stopped: nobody may be left waiting for it.
            for vote in batch:
                vote.outcome = vote.outcome or end
            raise
        finally:
            self._hand_over()
            for vote in batch:
                if vote is not leader:
                    vote.called.set()

    def _hand_over(self) -> None:
        with self._lock:
            self._busy = bool(self._queue)
            if self._queue:
                self._queue[0].leads = True
                self._queue[0].called.set()

    def _write(self, batch: Sequence[Waiting]) -> None:
        try:
            self._commit(batch)
        except Exception as fault:
            if len(batch) == 1:
                batch[0].outcome = fault
                return
            # One vote that cannot be written must not refuse the others: each goes alone.
            for vote in batch:
                self._write([vote])

    def _commit(self, batch: Sequence[Waiting]) -> None:
        signatures = [(vote.work.actor, vote.work.request_id) for vote in batch]
        with self._units.together(signatures) as works:
            asked = [Asked(work, vote.choice, vote.seat_id) for work, vote in zip(works, batch, strict=True)]
            answers = cast_votes(self._ballot_id, asked)
        for vote, answer in zip(batch, answers, strict=True):
            vote.outcome = answer


_desks: WeakKeyDictionary[Units, dict[int, Desk]] = WeakKeyDictionary()
_opening = threading.Lock()


def cast(work: UnitOfWork, ballot_id: int, choice: Choice, seat_id: int | None) -> Receipt:
    """Cast a vote with whatever other votes of the ballot are waiting; return once it is committed."""
    with _opening:
        desks = _desks.setdefault(work.units, {})
        desk = desks.setdefault(ballot_id, Desk(work.units, ballot_id))
    return desk.cast(Waiting(work, choice, seat_id))


def forget(units: Units, ballot_id: int) -> None:
    """Close the desk of a ballot that has ended; late votes open a new one and are refused there."""
    with _opening:
        _desks.get(units, {}).pop(ballot_id, None)
