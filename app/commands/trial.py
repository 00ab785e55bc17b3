"""`make run`: everything a trial needs, in one command and one folder, and nothing left behind when it stops."""

import fcntl
import os
import signal
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from app import create_app
from app.commands.demo import accounts_table, forget_everything, load_with_progress
from app.commands.directory import import_with_progress, sentence
from app.foundation import embedded
from app.foundation.migrations import migrate
from app.institutions.queries import is_empty
from app.institutions.source import BadSource
from app.web.house import House

from .children import Children

DATABASE = "cotap"
READY_WITHIN = 60.0
LEAVING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C, a polite stop, a terminal that was closed."""


class CannotStart(Exception):
    """The trial cannot start; the message says why and what to do, in French."""


def main() -> int:
    """Run the trial until Ctrl-C, SIGTERM or the death of one of its processes."""
    data = Path(os.environ.get("COTAP_DATA_DIR", "instance")).resolve()
    for number in LEAVING:
        signal.signal(number, _leave)
    try:
        port = chosen_port()
        require_free(port)
        with alone(data), database(data) as url:
            os.environ.update(settings(data, url, port))
            prepare(fresh=os.environ.get("FRESH") == "1")
            return run(port)
    except BadSource as fault:
        click.echo(f"{fault.title}.\n{fault.detail}\nRéinstallez les fichiers : make ready", err=True)
        return 1
    except CannotStart as reason:
        click.echo(str(reason), err=True)
        return 1
    except SystemExit:
        click.echo(f"\nTout est arrêté. Vos données d’essai restent dans {data}.")
        return 0


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def chosen_port() -> int:
    """Return the port asked for, 8000 by default."""
    asked = os.environ.get("PORT") or "8000"
    if not (asked.isascii() and asked.isdecimal() and 0 < int(asked) < 65536):
        raise CannotStart(f"PORT vaut « {asked} » : donnez un nombre de 1 à 65535.")
    return int(asked)


def require_free(port: int) -> None:
    """Refuse a port that another program already listens on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as taken:
            raise CannotStart(
                f"Le port {port} est déjà pris par un autre programme. Choisissez-en un autre : "
                f"make run PORT={port + 1 if port < 65535 else 8000}"
            ) from taken


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the data folder: two trials on one folder would stop each other's database."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "trial.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise CannotStart(f"Un essai tourne déjà dans {data}. Arrêtez-le d’abord (Ctrl-C).") from held
        yield


@contextmanager
def database(data: Path) -> Iterator[str]:
    """Yield the address of the embedded PostgreSQL's database; the server stops on leaving."""
    click.echo("Base de données : démarrage de PostgreSQL…")
    server = embedded.start(data / "pg")
    try:
        embedded.create_database(server.get_uri(), DATABASE)
        yield server.get_uri(DATABASE)
    finally:
        with _undisturbed():
            embedded.stop(server)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a stop finish even when Ctrl-C is pressed again."""
    kept = {s: signal.signal(s, signal.SIG_IGN) for s in LEAVING}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def settings(data: Path, url: str, port: int) -> dict[str, str]:
    """Return the environment of the trial."""
    return {
        "COTAP_TRIAL": "1",
        "COTAP_DATABASE_URL": url,
        "COTAP_DATA_DIR": str(data),
        "COTAP_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


def prepare(*, fresh: bool) -> None:
    """Bring the database to what the trial shows: structure, directory, demo conference."""
    app = create_app()
    home: House = app.extensions["cotap"]
    if fresh:
        forget_everything(home)
    migrate(home.engine)
    with home.units.reading() as session:
        empty = is_empty(session)
    if empty:
        click.echo(sentence(import_with_progress(home.units)))
    with app.app_context():
        load_with_progress(home)
    home.engine.dispose()


def run(port: int) -> int:
    """Start the web process and the worker, say where, and stay until one of them ends."""
    children = Children(os.environ)
    try:
        children.start("le serveur web", "app.commands.serve", "--port", str(port))
        children.start("le travailleur", "app.commands.worker")
        if not children.wait_until(lambda: is_ready(port), seconds=READY_WITHIN):
            dead = children.dead()
            click.echo(_obituary(*dead) if dead else "Le site ne répond pas : voyez les messages ci-dessus.", err=True)
            return 1
        welcome(port)
        click.echo(_obituary(*children.wait()), err=True)
        return 1
    finally:
        with _undisturbed():
            children.stop()


def _obituary(name: str, status: int) -> str:
    return f"Arrêt : {name} s’est terminé de façon inattendue (code {status}). Tout est arrêté."


def is_ready(port: int) -> bool:
    """Tell whether the site answers that it is ready."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def welcome(port: int) -> None:
    """Say where the site is and who can sign in."""
    home: House = create_app().extensions["cotap"]
    with home.units.reading() as session:
        table = accounts_table(session, home.units.clock())
    home.engine.dispose()
    click.echo(f"\n{table}\n\nCotap est prêt : http://127.0.0.1:{port}   (Ctrl-C pour tout arrêter)")


if __name__ == "__main__":
    sys.exit(main())
