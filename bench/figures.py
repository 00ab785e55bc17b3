"""The figures. Each returns (value, peer, goal) and says in which sense the goal is read."""

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench import bare
from bench import imports as contract_files
from bench.contracts import contracts
from bench.load import generate
from bench.machine import Machine

GALLERY = 1000


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`value` and `peer` in `unit`; `at_most` says whether the ratio must stay under or reach the goal."""

    figure: str
    value: float
    peer: float
    unit: str
    goal: float
    at_most: bool

    @property
    def ratio(self) -> float:
        return self.value / self.peer

    @property
    def holds(self) -> bool:
        return self.ratio <= self.goal if self.at_most else self.ratio >= self.goal


def fan_out_and_joins(machine: Machine) -> Iterator[Figure]:
    """A vote opened by the chair reaches 1,000 gallery sockets; and how long they take to join."""
    stage = machine.small
    gallery = {"stream": stage.stream, "clients": GALLERY}
    opening = {
        "path": "/api/v1/commands/ballot.open",
        "body": {"data": {"item_id": stage.item.id, "question": "Mesure de la diffusion ?"}},
        "cookie": machine.cookie(stage.chair),
    }
    cancelling = {
        "path": "/api/v1/commands/ballot.cancel",
        "cookie": machine.cookie(stage.chair),
    }
    rounds = [{"hear": '"ballot.opened"', "post": opening, "cancel": cancelling}] * 7
    lasts: list[float] = []
    peer_lasts: list[float] = []
    joins: list[float] = []
    peer_joins: list[float] = []
    for _ in range(3):
        ours = generate("sockets", {**gallery, "url": machine.url, "rounds": rounds})
        with bare.socket_server(ours["snapshot"]) as url:
            blank = "x" * max(1, ours["bytes"] - 70)
            broadcast = {"path": "/", "body": {"stream": stage.stream, "kind": "ballot.opened", "payload": blank}}
            theirs = generate(
                "sockets", {**gallery, "url": url, "rounds": [{"hear": '"ballot.opened"', "post": broadcast}] * 7}
            )
        lasts += ours["lasts"]
        peer_lasts += theirs["lasts"]
        joins.append(ours["joined"])
        peer_joins.append(theirs["joined"])
    yield _figure("fan_out_last_client", statistics.median(lasts), statistics.median(peer_lasts), "ms", 2.0)
    yield _figure("gallery_joins", statistics.median(joins), statistics.median(peer_joins), "ms", 3.0)


def votes(machine: Machine) -> Iterator[Figure]:
    """Acknowledged public votes per second, against the bare inserts; then with 300 viewers following."""
    alone = _votes(machine, voters=200, viewers=0)
    yield _figure("acknowledged_votes", alone, bare.insert_rate(machine.database_url), "votes/s", 0.25, at_most=False)
    quiet = _votes(machine, voters=300, viewers=0)
    watched = _votes(machine, voters=300, viewers=300)
    yield _figure("votes_with_300_viewers", watched, quiet, "votes/s", 0.7, at_most=False)


def _votes(machine: Machine, *, voters: int, viewers: int) -> float:
    stage = machine.stage
    chosen = [{"cookie": machine.cookie(p), "seat_id": p.seat.id} for p in stage.voters[:voters]]  # type: ignore[attr-defined]
    measured = generate(
        "votes",
        {
            "url": machine.url,
            "stream": stage.stream,
            "voters": chosen,
            "viewers": viewers,
            "chair": machine.cookie(stage.chair),
            "item_id": stage.item.id,
            "ballots": 6,
        },
    )
    if measured["refused"]:
        raise RuntimeError(f"{measured['refused']} votes were refused")
    return statistics.median(measured["rates"])


def supports(machine: Machine) -> Iterator[Figure]:
    """Accepted supports per second on one interpellation, all at once, against the bare inserts."""
    crowd = machine.crowd
    supporters = [machine.cookie(person) for person in crowd.supporters]
    files = [{"id": file.id, "stream": file.stream} for file in crowd.files]
    measured = generate("supports", {"url": machine.url, "supporters": supporters, "files": files})
    if measured["refused"]:
        raise RuntimeError(f"{measured['refused']} supports were refused or not new")
    rate = statistics.median(measured["rates"])
    yield _figure("accepted_supports", rate, bare.support_rate(machine.database_url), "supports/s", 0.3, at_most=False)


def pages(machine: Machine) -> Iterator[Figure]:
    """The public page of a conference under keep-alive at concurrency 8, against a bare page of 20 rows."""
    asked = {"concurrency": 8, "seconds": 6}
    ours = generate("pages", {**asked, "url": machine.url, "path": f"/conferences/{machine.small.conference.slug}"})
    with bare.page_server(machine.database_url) as url:
        theirs = generate("pages", {**asked, "url": url, "path": "/"})
    yield _figure("conference_page", ours["rate"], theirs["rate"], "pages/s", 0.4, at_most=False)
    yield _figure("conference_page_p99_over_p50", ours["p99"], ours["p50"], "ms", 5.0)


def memory(machine: Machine) -> Iterator[Figure]:
    """What one web process holds with 1,000 sockets; the peer is the budget in megabytes."""
    with machine.fresh_process() as process:
        task = {"url": process.url, "stream": machine.small.stream, "clients": GALLERY, "hold": 4000}
        megabytes = generate("sockets", task, meanwhile=process.memory, after=2.5)["meanwhile"]
    yield _figure("memory_1000_sockets", megabytes, 200.0, "MB", 1.0)


def imports(machine: Machine) -> Iterator[Figure]:
    """Actions imported from a file, per second against the 2,000 wanted, and against a bare COPY of the same rows."""
    ours, theirs = contract_files.seconds_to_import(machine), contract_files.seconds_to_copy(machine)
    rate = contract_files.CONTRACTS * contract_files.ACTIONS / ours
    yield _figure("imported_actions", rate, 2000.0, "actions/s", 1.0, at_most=False)
    yield _figure("import_over_bare_copy", ours, theirs, "s", 20.0)


def _figure(figure: str, value: float, peer: float, unit: str, goal: float, *, at_most: bool = True) -> Figure:
    return Figure(figure=figure, value=value, peer=peer, unit=unit, goal=goal, at_most=at_most)


ALL: tuple[Callable[[Machine], Iterator[Any]], ...] = (
    fan_out_and_joins,
    votes,
    supports,
    pages,
    memory,
    imports,
    contracts,
)
