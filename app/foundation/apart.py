"""Long computations, on a thread of their own: the sockets of a gevent process go on meanwhile."""

from collections.abc import Callable
from typing import TypeVar

import gevent
from gevent import monkey

Answer = TypeVar("Answer")


def apart(work: Callable[[], Answer]) -> Answer:
    """Return what the work returns; under gevent it is done on a thread."""
    if monkey.is_module_patched("socket"):
        done: Answer = gevent.get_hub().threadpool.apply(work)
        return done
    return work()
