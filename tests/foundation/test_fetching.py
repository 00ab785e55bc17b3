"""A machine asks the one it was told to ask, for a bounded time, and nothing else."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.foundation import fetching
from app.foundation.fetching import Unreachable, fetch, origin_of


class Odd(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "/plain")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        pieces = {"/huge": [b"x" * 300_000], "/slow": [b"x"] * 40}.get(self.path, [b"oui"])
        for piece in pieces:
            try:
                self.wfile.write(piece * (20_000 if self.path == "/slow" else 1))
            except OSError:
                return
            time.sleep(0.05 if self.path == "/slow" else 0)

    def do_POST(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def machine():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_an_answer_is_given_with_its_kind(machine):
    answer = fetch(f"{machine}/plain", origin=origin_of(machine))
    assert (answer.status, answer.media_type, answer.body) == (200, "text/plain", b"oui")
    assert fetch(f"{machine}/", origin=origin_of(machine), form="a=b").body == b"a=b"


@pytest.mark.parametrize("path", ["/elsewhere", "/huge"])
def test_redirections_and_large_answers_are_refused(machine, path):
    with pytest.raises(Unreachable):
        fetch(f"{machine}{path}", origin=origin_of(machine))


def test_an_answer_that_drips_is_cut(machine, monkeypatch):
    monkeypatch.setattr(fetching, "PATIENCE", 0.2)
    monkeypatch.setattr(fetching, "LARGEST", 10**9)
    with pytest.raises(Unreachable, match="too long"):
        fetch(f"{machine}/slow", origin=origin_of(machine))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "https://127.0.0.1/",
        "http://localhost/",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://127.0.0.1@ailleurs.invalid/",
        "//127.0.0.1/",
        "http://127.0.0.1:99999/",
        "",
    ],
)
def test_nothing_is_asked_of_another_place(machine, address):
    with pytest.raises(Unreachable):
        fetch(address, origin=origin_of(machine))


def test_a_machine_that_is_not_there_is_out_of_reach():
    with pytest.raises(Unreachable):
        fetch("http://127.0.0.1:1/", origin=origin_of("http://127.0.0.1:1"))


def test_the_surroundings_of_the_process_lend_neither_proxy_nor_password(machine, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login nom password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "")
    assert fetch(f"{machine}/plain", origin=origin_of(machine)).status == 200
