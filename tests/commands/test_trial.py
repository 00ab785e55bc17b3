import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
import requests

from app.demo.cast import PLAYERS
from app.demo.staging import address
from app.people.passwords import DEMO_PASSWORD
from tests.processes import free_port

ROOT = Path(__file__).resolve().parents[2]


class Trial:
    def __init__(self, data: Path, port: int, **more: str) -> None:
        self.data, self.port = data, port
        environ = {k: v for k, v in os.environ.items() if not k.startswith("COTAP_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app.commands.trial"],
            cwd=ROOT,
            env={**environ, "PORT": str(port), "COTAP_DATA_DIR": str(data), **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def until(self, words: str, seconds: float = 600) -> str:
        assert self.process.stdout is not None
        deadline = time.monotonic() + seconds
        while words not in self.said:
            line = self.process.stdout.readline()
            assert line, f"it ended without saying « {words} »:\n{self.said}"
            assert time.monotonic() < deadline, self.said
            self.said += line
        return self.said

    def descendants(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self, sign: int | None = None) -> int:
        if sign is not None:
            self.process.send_signal(sign)
        rest, _ = self.process.communicate(timeout=120)
        self.said = (self.said + rest).replace("\xa0", " ")
        return self.process.returncode


def servers_of(data: Path) -> list[int]:
    """The PostgreSQL processes of that folder."""
    return [
        p.pid
        for p in psutil.process_iter(["cmdline", "status"])
        if p.info["status"] != psutil.STATUS_ZOMBIE and str(data / "pg") in " ".join(p.info["cmdline"] or [])
    ]


def gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=60)
    return not [p for p in alive if p.status() != psutil.STATUS_ZOMBIE]


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The first run in a folder, from its start to Ctrl-C."""
    trial = Trial(tmp_path_factory.mktemp("trial"), free_port())
    trial.until("Ctrl-C")
    trial.page = requests.get(f"http://127.0.0.1:{trial.port}/", timeout=60).text
    children = trial.descendants()
    trial.end(signal.SIGINT)
    trial.orphans = [] if gone(children) else children
    return trial


@pytest.fixture
def data(first):
    return first.data


def test_one_command_opens_the_demonstration_and_ctrl_c_stops_all_of_it(first):
    assert f"http://127.0.0.1:{first.port}" in first.said
    assert DEMO_PASSWORD in first.said
    assert all(address(player) in first.said for player in PLAYERS.values())
    assert "Suivre en direct" in first.page
    assert "Conférence territoriale des Hauts-de-France" in first.page
    assert (first.process.returncode, first.orphans, servers_of(first.data)) == (0, [], [])
    assert "Tout est arrêté" in first.said


def test_the_second_run_is_up_at_once_and_the_death_of_a_process_ends_all_of_it(data):
    trial = Trial(data, free_port())
    trial.until("Ctrl-C")
    # What takes time at the first run is not done again.
    assert "Annuaire" not in trial.said
    children = trial.descendants()
    next(p for p in children if "app.commands.worker" in p.cmdline()).kill()
    assert trial.end() == 1
    assert "le travailleur s’est terminé de façon inattendue" in trial.said
    assert gone(children)
    assert servers_of(data) == []


def test_a_fresh_trial_tells_its_story_again_and_a_closed_terminal_stops_it(data):
    trial = Trial(data, free_port(), FRESH="1")
    trial.until("Ctrl-C")
    assert "Remise à neuf" in trial.said
    assert "Annuaire à jour" in trial.said
    children = trial.descendants()
    assert trial.end(signal.SIGHUP) == 0
    assert gone(children)
    assert servers_of(data) == []


def test_two_trials_do_not_share_a_folder_and_sigterm_stops_like_ctrl_c(data):
    trial = Trial(data, free_port())
    trial.until("Ctrl-C")
    other = Trial(data, free_port())
    assert other.end() == 1
    assert "Un essai tourne déjà" in other.said
    assert trial.end(signal.SIGTERM) == 0
    assert servers_of(data) == []


@pytest.mark.parametrize("port", ["huit mille", "0", "70000", "-1"])
def test_an_unreadable_port_is_said_in_french(tmp_path, port):
    trial = Trial(tmp_path, port)
    assert trial.end() == 1
    assert "donnez un nombre de 1 à 65535" in trial.said


def test_a_port_already_taken_is_said_in_french(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        trial = Trial(tmp_path, taken.getsockname()[1])
        assert trial.end() == 1
    assert "est déjà pris" in trial.said
    assert "make run PORT=" in trial.said
