import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from app.foundation.actors import SYSTEM, VISITOR
from app.foundation.errors import NotSignedIn
from app.people.policies import may_invite

ROOT = Path(__file__).resolve().parents[2]


def jobs(home):
    with home.engine.connect() as connection:
        return connection.execute(text("SELECT task_name, args FROM procrastinate_jobs")).all()


def queue_mail(work, subject="Bonjour"):
    work.later("mail.send", to="personne@exemple.invalid", subject=subject, text="Un message.")


def test_a_job_exists_if_and_only_if_the_change_was_committed(home):
    with home.units.begin(SYSTEM) as work:
        queue_mail(work)

    def refused():
        with home.units.begin(VISITOR) as work:
            queue_mail(work, "jamais")
            work.allow(may_invite)

    with pytest.raises(NotSignedIn):
        refused()
    assert [(name, args["subject"]) for name, args in jobs(home)] == [("mail.send", "Bonjour")]


NEVER_LOOKING = """
import sys
from app.commands import worker

worker.POLLING = 3600
sys.exit(worker.main())
"""
"""A worker that NOTIFY alone wakes."""


@pytest.fixture
def worker(home, database_url, tmp_path):
    environ = {
        **os.environ,
        "COTAP_DATABASE_URL": database_url,
        "COTAP_SECRET_KEY": "w" * 40,
        "COTAP_TRIAL": "1",
        "COTAP_DATA_DIR": str(tmp_path),
    }
    started = []

    def start():
        process = subprocess.Popen([sys.executable, "-c", NEVER_LOOKING], cwd=ROOT, env=environ)
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_worker_runs_what_was_queued_before_and_while_it_runs_and_stops_cleanly(home, client, worker, tmp_path):
    mails = tmp_path / "mails"
    with home.units.begin(SYSTEM) as work:
        queue_mail(work)
    process = worker()
    until(lambda: len(list(mails.glob("*.eml"))) == 1)
    with home.units.begin(SYSTEM) as work:
        queue_mail(work)
    until(lambda: len(list(mails.glob("*.eml"))) == 2)
    until(lambda: "mail.send" not in [name for name, _ in jobs(home)])
    assert client.get("/readyz").get_json()["worker"]["well"] is True
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0


def test_r5_2_the_worker_keeps_time_as_soon_as_it_starts(home, world, worker):
    conference = world.conference()
    world.chair(conference)
    with home.engine.begin() as connection:
        connection.execute(text("UPDATE presidency_terms SET starts_on = current_date, ends_on = current_date + 365"))
    worker()
    until(lambda: "presidency.began" in world.kinds(conference.stream))
