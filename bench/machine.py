"""The product under measure: a real database, a real web process, and people with their cookies."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from app import create_app
from app.commands.database import migrate
from app.config import Settings
from app.foundation import embedded
from app.foundation.database import make_engine
from app.people.models import Person
from app.web.house import House
from bench.world import Crowd, Stage, gather_crowd, new_world, set_stage
from tests.processes import SECRET, WebProcess, cookie_of, let_everybody_in


class Process(WebProcess):
    """A web process whose memory can be read."""

    def memory(self) -> float:
        """Return its resident memory in megabytes."""
        assert self.process
        return float(psutil.Process(self.process.pid).memory_info().rss) / 1e6


class Machine:
    """Everything the figures need, started once."""

    def __init__(self, folder: Path) -> None:
        self._server = embedded.start(folder / "pg", keep=False)
        embedded.create_database(self._server.get_uri(), "bench")
        self.database_url: str = self._server.get_uri("bench")
        migrate(make_engine(self.database_url))
        let_everybody_in(self.database_url)
        app = create_app(Settings(database_url=self.database_url, secret_key=SECRET, trial=True))
        home: House = app.extensions["cotap"]
        world = new_world(home)
        self.stage: Stage = set_stage(world, seats=300)
        self.small: Stage = set_stage(world, seats=19)
        self.crowd: Crowd = gather_crowd(world, files=6, supporters=300)
        self._cookies: dict[int, str] = {}
        self._process = Process(self.database_url)
        self._process.start()

    @property
    def url(self) -> str:
        return self._process.url

    def cookie(self, person: Person) -> str:
        """Return the session cookie of a person."""
        return self._cookies.setdefault(person.id, cookie_of(person))

    @contextmanager
    def fresh_process(self) -> Iterator[Process]:
        """Start another web process on the same database."""
        with Process(self.database_url) as process:
            assert isinstance(process, Process)
            yield process

    @contextmanager
    def apart(self) -> Iterator[tuple[Process, str]]:
        """Start a web process on an empty database of its own, and give its address too."""
        embedded.create_database(self._server.get_uri(), "bench_apart")
        url = self._server.get_uri("bench_apart")
        migrate(make_engine(url))
        let_everybody_in(url)
        with Process(url) as process:
            assert isinstance(process, Process)
            yield process, url

    def stop(self) -> None:
        """Stop the web process; the database goes with its folder."""
        self._process.stop()


@contextmanager
def started() -> Iterator[Machine]:
    """Start the machine in a folder of its own and stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="cotap-bench-"))
    machine = Machine(folder)
    try:
        yield machine
    finally:
        machine.stop()
