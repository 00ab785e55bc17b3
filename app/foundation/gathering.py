"""Serving together those who ask at the same moment, without making anybody wait for it.

The first to come is served at once, alone. Whoever comes meanwhile queues, and the first of the queue serves all of
it as soon as the service before is done. So the load makes the groups: one request costs what it cost alone, and two
hundred in the same instant cost a few services. Works under threads and under gevent alike.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class _Turn(Generic[Question, Answer]):
    """Somebody in the queue: what they ask, and later their outcome or the turn to serve."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.called = threading.Event()
        self.leads = False
        self.outcome: list[Answer] = []
        self.fault: BaseException | None = None


class Gathering(Generic[Question, Answer]):
    """`serve` answers several questions in their order; an answer is given only once `serve` has returned."""

    def __init__(self, serve: Callable[[Sequence[Question]], Sequence[Answer]]) -> None:
        self._serve = serve
        self._lock = threading.Lock()
        self._queue: list[_Turn[Question, Answer]] = []
        self._busy = False

    def ask(self, question: Question) -> Answer:
        """Return the answer, found by this thread or by another one; raise what kept it from being found."""
        turn: _Turn[Question, Answer] = _Turn(question)
        with self._lock:
            self._queue.append(turn)
            turn.leads = not self._busy
            self._busy = True
        if not turn.leads:
            turn.called.wait()
        if turn.leads:
            self._lead(turn)
        if turn.fault is not None:
            raise turn.fault
        return turn.outcome[0]

    @property
    def waiting(self) -> int:
        """Return how many are in the queue."""
        return len(self._queue)

    def _lead(self, leader: _Turn[Question, Answer]) -> None:
        with self._lock:
            served, self._queue = self._queue, []
        try:
            self._answer(served)
        except BaseException as end:
            # This thread is being stopped: nobody may be left waiting for it.
            for turn in served:
                turn.fault = end if not turn.outcome else turn.fault
            raise
        finally:
            self._hand_over()
            for turn in served:
                if turn is not leader:
                    turn.called.set()

    def _hand_over(self) -> None:
        with self._lock:
            self._busy = bool(self._queue)
            if self._queue:
                self._queue[0].leads = True
                self._queue[0].called.set()

    def _answer(self, served: Sequence[_Turn[Question, Answer]]) -> None:
        try:
            for turn, answer in zip(served, self._serve([turn.question for turn in served]), strict=True):
                turn.outcome.append(answer)
        except Exception as fault:
            if len(served) == 1:
                served[0].fault = fault
                return
            # One question that cannot be answered must not spoil the others: each is served alone.
            for turn in served:
                turn.outcome.clear()
                self._answer([turn])
