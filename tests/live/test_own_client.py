"""The site's own client (frontend/live) against real processes: the two sides of the protocol understand each other."""

import json
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

from app.foundation.actors import SYSTEM
from app.foundation.facts import MEMBERS, Fact
from tests.processes import ROOT, WebProcess

pytestmark = pytest.mark.usefixtures("real_time")


@dataclass(frozen=True, kw_only=True)
class ClientTold(Fact):
    kind: ClassVar[str] = "test.told"
    what: str


class OwnClient:
    """The client in a Node process, telling what it hears, one JSON line each."""

    def __init__(self, script: Path, url: str, stream: str) -> None:
        self.lines: list[dict[str, Any]] = []
        self._node = subprocess.Popen(["node", str(script), url, stream], stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._node.stdout is not None
        for line in self._node.stdout:
            self.lines.append(json.loads(line))

    def wait_for(self, condition: Callable[[list[dict[str, Any]]], bool], *, seconds: float = 40) -> None:
        deadline = time.monotonic() + seconds
        while not condition(self.lines):
            assert time.monotonic() < deadline, self.lines
            time.sleep(0.05)

    def link(self) -> str:
        return next((line["link"] for line in reversed(self.lines) if "link" in line), "")

    def heard(self) -> list[str]:
        return [line["payload"]["what"] for line in self.lines if line.get("kind") == "test.told"]

    def close(self) -> None:
        self._node.kill()
        self._node.wait()


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("client") / "follow.cjs"
    esbuild = ROOT / "frontend/node_modules/.bin/esbuild"
    source = ROOT / "frontend/testing/follow.ts"
    flags = ["--bundle", "--platform=node", "--format=cjs", "--log-level=error", f"--outfile={built}"]
    subprocess.run([str(esbuild), str(source), *flags], check=True)
    return built


@pytest.fixture
def stream(world):
    return f"conference:{world.conference().id}"


@pytest.fixture
def mortal(database_url: str) -> Iterator[WebProcess]:
    with WebProcess(database_url) as process:
        yield process


def _tell(home, stream, what, audience="public"):
    with home.units.begin(SYSTEM) as work:
        work.record(ClientTold(stream=stream, audience=audience, what=what))


def test_the_client_hears_each_entry_once_through_the_death_of_the_process(mortal, script, home, stream):
    client = OwnClient(script, mortal.url, stream)
    try:
        client.wait_for(lambda _: client.link() == "live")
        _tell(home, stream, "1")
        client.wait_for(lambda _: client.heard() == ["1"])
        mortal.kill()
        client.wait_for(lambda _: client.link() == "reconnecting")
        _tell(home, stream, "2")
        _tell(home, stream, "a secret of members", MEMBERS)
        _tell(home, stream, "3")
        mortal.start()
        client.wait_for(lambda _: client.link() == "live")
        _tell(home, stream, "4")
        client.wait_for(lambda _: "4" in client.heard())
        assert client.heard() == ["1", "2", "3", "4"]
        assert sum("reset" in line for line in client.lines) == 1
    finally:
        client.close()


def test_the_client_stays_up_to_date_through_silence(mortal, script, stream):
    client = OwnClient(script, mortal.url, stream)
    try:
        client.wait_for(lambda _: client.link() == "live")
        time.sleep(25)
        assert [line["link"] for line in client.lines if "link" in line] == ["connecting", "live"]
    finally:
        client.close()


def test_the_client_is_told_that_a_stream_is_not_for_it(mortal, script):
    client = OwnClient(script, mortal.url, "sitting:999999")
    try:
        client.wait_for(lambda lines: {"refused": 404} in lines)
    finally:
        client.close()
