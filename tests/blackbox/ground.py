"""The trial under attack: its own data, its own port, and one session for each capacity."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from app.people.passwords import DEMO_PASSWORD
from tests.processes import ROOT, free_port

READY_WITHIN = 600
CAPACITIES = {
    # In this order: those who can take rights away come after those who would lose them.
    "visitor": "",
    "citizen": "maud.fable@essai.invalid",
    "delegate": "camille.exemple@essai.invalid",
    "officer": "victor.pastiche@essai.invalid",
    "chair": "charlie.maquette@essai.invalid",
    "secretary": "ines.brouillon@essai.invalid",
    "administrator": "robin.demonstration@essai.invalid",
}


@contextmanager
def trial(folder: Path) -> Iterator[str]:
    """Start a fresh trial and yield its address; it stops on leaving."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environ = {**os.environ, "PORT": str(port), "COTAP_DATA_DIR": str(folder / "trial"), "FRESH": "1"}
    with (folder / "trial.log").open("w") as log:
        command = [sys.executable, "-m", "app.commands.trial"]
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
        try:
            _wait_until_ready(process, url)
            yield url
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def _wait_until_ready(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while True:
        try:
            requests.get(f"{url}/readyz", timeout=5).raise_for_status()
            return
        except requests.RequestException:
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("verdict: FAILED, the trial did not start: see trial.log") from None
            time.sleep(0.5)


def session_for(url: str, email: str) -> requests.Session:
    """Return a browser's session, signed in when there is an address, with the token that its forms carry."""
    session = requests.Session()
    page = session.get(f"{url}/connexion", timeout=60)
    if email:
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        assert token, "the sign-in form carries no token"
        form = {"csrf_token": token[1], "email": email, "password": DEMO_PASSWORD}
        answer = session.post(f"{url}/connexion", data=form, timeout=60)
        assert signed_in(session, url), f"{email} could not sign in ({answer.status_code})"
    return session


def signed_in(session: requests.Session, url: str) -> bool:
    """Tell whether a session is still somebody's."""
    return session.get(f"{url}/compte", timeout=60, allow_redirects=False).status_code == 200


def cookie_file(session: requests.Session, file: Path) -> Path:
    """Write the session as wapiti reads it."""
    kept = {"value": session.cookies["cotap"], "expires": None, "secure": False, "port": None, "version": 0}
    file.write_text(json.dumps({"127.0.0.1": {"/": {"cotap": kept}}}))
    return file
