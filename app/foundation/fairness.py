"""Fairness of a serving process towards its connections."""

from collections.abc import Callable, Iterable
from typing import Any

import gevent

Wsgi = Callable[..., Iterable[bytes]]


def fair(app: Wsgi) -> Wsgi:
    """Yield once per request: without it a few busy keep-alive connections monopolise the process.

    Measured on a bare page at concurrency 8: p99 from 1 s to 18 ms at the same throughput.
    """

    def yielding(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        gevent.sleep(0)
        return app(environ, start_response)

    return yielding
