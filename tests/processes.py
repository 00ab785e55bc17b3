"""Real web processes on loopback, for what only processes can prove."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import requests
import socketio
from flask import Flask

from app.foundation.database import make_engine
from app.people.models import Person
from app.web.cookies import Sessions

ROOT = Path(__file__).resolve().parents[1]
SECRET = "p" * 40


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class WebProcess:
    """One `app.commands.serve` on a free port. Use as a context manager."""

    module = "app.commands.serve"

    def __init__(self, database_url: str, **environ: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environ = {
            **os.environ,
            "COTAP_DATABASE_URL": database_url,
            "COTAP_SECRET_KEY": SECRET,
            "COTAP_REQUIRE_SECOND_FACTOR": "0",
            "COTAP_PUBLIC_URL": self.url,
            **environ,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "WebProcess":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module, "--port", str(self.port)], cwd=ROOT, env=self._environ
        )
        deadline = time.monotonic() + 120
        while True:
            try:
                requests.get(f"{self.url}/api/v1/openapi.json", timeout=60).raise_for_status()
                return
            except requests.RequestException:
                assert self.process.poll() is None, "the web process died while starting"
                assert time.monotonic() < deadline, "the web process did not start"
                time.sleep(0.1)

    def stop(self, sign: int = signal.SIGTERM) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(sign)
            self.process.wait(timeout=60)

    def kill(self) -> None:
        self.stop(signal.SIGKILL)


def let_everybody_in(database_url: str) -> None:
    """Give every person of a test's database a device whose key the tests know, from the moment they exist."""
    statements = (
        """CREATE FUNCTION signed_in_for_tests() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             INSERT INTO devices (person_id, key_digest, proof, agent, created_at, seen_at, proved_at, second_factor)
             VALUES (NEW.id, encode(sha256(convert_to('test-' || NEW.id, 'UTF8')), 'hex'), 'password', 'Essai',
                     '2100-01-01', '2100-01-01', '2100-01-01', false);
             RETURN NEW; END $$""",
        """CREATE TRIGGER signed_in_for_tests AFTER INSERT ON persons
             FOR EACH ROW EXECUTE FUNCTION signed_in_for_tests()""",
    )
    engine = make_engine(database_url)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def session_of(person: Person) -> dict[str, object]:
    """Return what the session cookie of a signed-in person holds."""
    return {"_user_id": f"{person.id}.test-{person.id}", "_fresh": True}


def cookie_for(app: Flask, person: Person) -> str:
    """Return the session cookie of a signed-in person, as the application would have made it."""
    signer = Sessions().get_signing_serializer(app)
    assert signer is not None
    return f"cotap={signer.dumps(session_of(person))}"


def cookie_of(person: Person) -> str:
    """Return the cookie for the web processes of the tests."""
    app = Flask("signer")
    app.secret_key = SECRET
    return cookie_for(app, person)


class Follower:
    """A Socket.IO client that keeps what it receives."""

    def __init__(self, url: str, person: Person | None = None, *, transports: tuple[str, ...] = ("websocket",)) -> None:
        self.entries: list[dict] = []
        self.states: list[dict] = []
        self.beats: list[dict] = []
        self.moved: list[dict] = []
        self.client = socketio.Client(reconnection=False)
        self.client.on("entry", self.entries.append)
        self.client.on("state", self.states.append)
        self.client.on("beat", self.beats.append)
        self.client.on("moved", self.moved.append)
        headers = {"Cookie": cookie_of(person)} if person else {}
        self.client.connect(url, headers=headers, transports=list(transports), wait_timeout=60)

    def follow(self, stream: str, **more: object) -> dict:
        answer: dict = self.client.call("follow", {"stream": stream, **more}, timeout=60)
        return answer

    def command(self, name: str, data: dict, **more: object) -> dict:
        answer: dict = self.client.call("command", {"name": name, "data": data, **more}, timeout=60)
        return answer

    def wait_for(self, condition: object, *, seconds: float = 60) -> None:
        """Wait until the condition holds; the limit only bounds a failure."""
        deadline = time.monotonic() + seconds
        while not condition(self):  # type: ignore[operator]
            assert time.monotonic() < deadline, f"never came; entries: {[e['kind'] for e in self.entries]}"
            time.sleep(0.02)

    def wait_kind(self, kind: str, *, count: int = 1) -> dict:
        self.wait_for(lambda f: sum(e["kind"] == kind for e in f.entries) >= count)
        found: dict = [e for e in self.entries if e["kind"] == kind][-1]
        return found

    def close(self) -> None:
        self.client.disconnect()
