"""One web process: `python -m app.commands.serve --port 8000`. Run several behind nginx to scale out."""

import gevent
from gevent import monkey

# Remembering who spawned each greenlet costs a third of a connection's time and memory, and serves only debugging.
gevent.config.track_greenlet_tree = False
monkey.patch_all()

# Everything below must be imported after the patching: sockets, locks and sleeps then yield to other greenlets.
import argparse  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402

from gevent.pywsgi import WSGIServer  # noqa: E402
from geventwebsocket.handler import WebSocketHandler  # noqa: E402

from app import create_app  # noqa: E402
from app.foundation.fairness import fair  # noqa: E402
from app.live import server as live  # noqa: E402


class Handler(WebSocketHandler):  # type: ignore[misc]  # the library has no types
    """The WebSocket handler, without one log line per request."""

    def log_request(self) -> None:
        """Say nothing: metrics count requests."""


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(description="Cotap, one web process")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    options = parser.parse_args()
    app = create_app()
    live.start(app)
    server = WSGIServer((options.host, options.port), fair(app), handler_class=Handler, log=None)
    for sign in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(sign, server.stop, 2)
    server.serve_forever()


if __name__ == "__main__":
    main()
