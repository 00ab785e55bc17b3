"""The address that attacks ask the site to call. It is ours, on loopback: whoever calls it is caught."""

import json
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Calls = dict[str, dict[str, dict[str, list[dict[str, Any]]]]]


class Listener(ThreadingHTTPServer):
    """Remembers calls to `/ssrf/<session>/<request>/<parameter>/`, and tells wapiti of them."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.calls: Calls = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        parts = self.path.strip("/").split("/")
        if len(parts) >= 4 and parts[0] in ("ssrf", "xxe"):
            self.server.calls[parts[1]][parts[2]][parts[3]].append(self._call())
        asked = self.path.partition("session_id=")[2]
        body = json.dumps(self.server.calls.get(asked, {}) if asked else {}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def _call(self) -> dict[str, Any]:
        when = datetime.now(UTC).isoformat()
        return {"url": self.path, "date": when, "ip": self.client_address[0], "method": self.command, "size": 0}

    def log_message(self, *_: object) -> None:
        """Say nothing: what was called is in the report."""


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen as long as the scan lasts."""
    listener = Listener()
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    try:
        yield listener
    finally:
        listener.shutdown()
        listener.server_close()
