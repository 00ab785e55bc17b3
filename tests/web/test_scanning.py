"""Files are shown to clamd before anybody keeps them: a strict peer on loopback plays its part."""

import base64
import socket
import struct
import threading
from dataclasses import replace

import pytest

from app import create_app
from app.foundation.errors import Invalid
from app.foundation.scanning import Scanner, ScannerSilent

BAD = b"a-program-that-everybody-knows"


class Clamd:
    """Answers as clamd does, and nothing that is not its protocol: each command ends in NUL, each part has its size."""

    def __init__(self, listening, *, largest=1 << 20, silent=False):
        self.listening, self.largest, self.silent = listening, largest, silent
        self.faults, self.seen = [], []
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        while True:
            try:
                peer, _ = self.listening.accept()
            except OSError:
                return
            with peer:
                peer.settimeout(5)
                try:
                    self._answer(peer)
                except (OSError, AssertionError) as fault:
                    self.faults.append(repr(fault))

    def _answer(self, peer):
        command = b""
        while not command.endswith(b"\0"):
            command += self._exactly(peer, 1)
        if self.silent:
            return
        if command == b"zPING\0":
            peer.sendall(b"PONG\0")
            return
        assert command == b"zINSTREAM\0", command
        content = b""
        while size := struct.unpack("!I", self._exactly(peer, 4))[0]:
            if len(content) + size > self.largest:
                peer.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
            content += self._exactly(peer, size)
        self.seen.append(len(content))
        peer.sendall(b"stream: Essai-1 FOUND\0" if BAD in content else b"stream: OK\0")

    def _exactly(self, peer, size):
        read = b""
        while len(read) < size:
            more = peer.recv(size - len(read))
            assert more, "the client hung up"
            read += more
        return read


@pytest.fixture
def clamd():
    """Return a function that starts a peer and gives its address."""
    opened = []

    def start(**given):
        listening = socket.create_server(("127.0.0.1", 0))
        opened.append(listening)
        peer = Clamd(listening, **given)
        peer.address = f"127.0.0.1:{listening.getsockname()[1]}"
        return peer

    yield start
    for listening in opened:
        listening.close()


@pytest.fixture
def nobody():
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    return f"127.0.0.1:{port}"


@pytest.fixture
def scanned(home, clock, app):
    """Return a client of an application that has a scanner, signed in by the same cookie."""

    def of(client, address):
        guarded = create_app(replace(home.settings, clamd=address), clock=clock)
        guarded.config["WTF_CSRF_ENABLED"] = False
        other = guarded.test_client()
        if cookie := client.get_cookie("cotap"):
            other.set_cookie("cotap", cookie.value)
        return other

    return of


@pytest.fixture
def add(world, as_, scanned):
    """Return a function that joins a file to an item as the secretary."""
    conference = world.conference()
    secretary = world.secretary(conference)
    item = world.item(world.sitting(conference))

    def send(address, content):
        file = {"name": "note.txt", "content": base64.b64encode(content).decode()}
        data = {"item_id": item.id, "file": file, "public": False}
        return scanned(as_(secretary), address).post("/api/v1/commands/document.add", json={"data": data})

    return send


def test_a_clean_file_is_shown_whole_and_kept(clamd, add):
    peer = clamd()
    assert add(peer.address, b"x" * 200_000).status_code == 200
    assert (peer.seen, peer.faults) == ([200_000], [])


def test_an_infected_file_is_refused_in_plain_words_and_not_kept(clamd, add, home):
    answer = add(clamd().address, b"Bonjour " + BAD)
    assert answer.status_code == 422
    assert "malveillant" in answer.json["detail"]
    assert answer.json["errors"][0]["pointer"] == "#/file"
    with home.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM stored_files").scalar() == 0


@pytest.mark.parametrize("given", [{"silent": True}, {"largest": 10}])
def test_a_scanner_that_does_not_answer_lets_nothing_through(clamd, add, given):
    answer = add(clamd(**given).address, b"Une note sans rien de mal.")
    assert (answer.status_code, answer.json["type"]) == (503, "/problems/scanner-silent")


def test_a_scanner_out_of_reach_lets_nothing_through_and_says_so(add, nobody, home):
    answer = add(nobody, b"Une note.")
    assert answer.status_code == 503
    assert "Recommencez" in answer.json["detail"]
    with home.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM stored_files").scalar() == 0


def test_without_a_scanner_files_are_kept_as_before(add):
    assert add(None, BAD).status_code == 200


def test_the_state_of_the_site_tells_of_its_scanner(client, clamd, nobody, scanned):
    assert "scanner" not in client.get("/readyz").json["checks"]
    assert scanned(client, clamd().address).get("/readyz").json["checks"]["scanner"] is True
    gone = scanned(client, nobody).get("/readyz")
    assert (gone.status_code, gone.json["checks"]["scanner"]) == (503, False)


def test_a_scanner_listens_on_a_socket_of_the_file_system_too(tmp_path):
    path = tmp_path / "clamd.sock"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        Clamd(listening)
        Scanner(str(path)).check(b"Une note.", "file")
        with pytest.raises(Invalid):
            Scanner(str(path)).check(BAD, "file")
    with pytest.raises(ScannerSilent):
        Scanner(str(tmp_path / "personne.sock")).check(b"x", "file")


def test_no_file_of_somebody_unknown_is_looked_into(client, monkeypatch):
    """Recognising a file costs: whoever cannot join one does not have one opened."""
    monkeypatch.setattr("app.interpellations.bodies.doors.check", lambda _file: pytest.fail("it was opened"))
    named = {"body_id": 1, "contract_id": 1, "starts_on": "2026-03-10", "proof": "x", "person_id": 1}
    note = {"name": "note.txt", "content": base64.b64encode(b"bonjour").decode()}
    answer = client.post("/api/v1/commands/watcher.designate", json={"data": named | {"file": note}})
    assert answer.status_code == 401
