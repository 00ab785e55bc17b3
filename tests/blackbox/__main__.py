"""`make scan`: the trial, attacked by wapiti as a visitor and as each capacity. Fails on what nobody has explained."""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from tests.processes import ROOT

from .coverage import Coverage, Site, out_of_reach
from .ground import CAPACITIES, cookie_file, session_for, signed_in, trial
from .listener import listening
from .report import Finding, explanations, unexplained

HERE = Path(__file__).parent
COUNTS = "counts.json"
MODULES = (
    "cookieflags,csp,http_headers,csrf,methods,htaccess,redirect,crlf,xss,permanentxss,sql,timesql,exec,file,ssrf,xxe,"
    "upload,backup"
)
NOT_TOUCHED = (
    # What would end the very session of the scan, or close the part of the site it is about to look at.
    *("/deconnexion*", "/compte/deconnexion-partout*", "/actes/account.*", "/compte/donnees*", "/actes/feature.*"),
    *("/actes/person.close_account*", "/actes/mandate.end*", "/actes/officer.end*", "/actes/sitting.c*"),
    *("/statique/*", "/static/*", "/assets/*"),
)
STARTS = (
    "/",
    "/plan-du-site",
    "/compte",
    "/administration",
    "/conferences",
    "/contrats",
    "/interpellations",
    "/recherche?q=eau",
)


@dataclass(frozen=True)
class Bounds:
    """How long and how far: what makes the scan end."""

    crawl: int
    module: int
    tasks: int = 4
    depth: int = 8
    per_folder: int = 60
    per_page: int = 150
    modules: str = MODULES


class Unfinished(Exception):
    """A scan in one capacity that proves nothing; the message says why."""


def main() -> int:
    """Scan in each capacity, say what was covered, and return 1 unless there is nothing left to explain."""
    asked = _arguments()
    folder = ROOT / "instance" / "scan"
    folder.mkdir(parents=True, exist_ok=True)
    python = wapiti(folder)
    bounds = Bounds(crawl=asked.crawl, module=asked.module, modules=asked.modules)
    site = Site.of_the_product(NOT_TOUCHED)
    left: list[Finding] = []
    covered: list[Coverage] = []
    unfinished: list[str] = []
    with trial(folder) as url, listening() as listener:
        attack = Attack(python=python, folder=folder, url=url, bounds=bounds, listener=listener.url, site=site)
        for capacity in asked.as_.split(","):
            try:
                report = scan(attack, capacity)
            except Unfinished as why:
                unfinished.append(f"{capacity}: {why}")
                continue
            covered.append(Coverage.read(capacity, report, json.loads((folder / capacity / COUNTS).read_text())))
            left += unexplained(report, explanations())
            click.echo(f"{covered[-1]}; to explain: {len(left)} so far")
        called = sum(len(parameters) for calls in listener.calls.values() for parameters in calls.values())
    return verdict(site, covered, left, called=called, unfinished=unfinished)


def verdict(site: Site, covered: list[Coverage], left: list[Finding], *, called: int, unfinished: list[str]) -> int:
    """Say what was covered, what was not, what was found; return 1 unless nothing is left to explain."""
    for line in (*out_of_reach(site, covered), *map(str, left)):
        click.echo(line)
    for line in unfinished:
        click.echo(f"not scanned: {line}")
    if called:
        click.echo(f"the site called an address of the attacker’s {called} times")
    failed = bool(left or called or unfinished or not covered)
    cut = sorted({name for one in covered for name in one.cut})
    partly = f", with attacks cut short by time ({', '.join(cut)}): --module gives them more" if cut else ""
    found = f"{len(left)} to explain" if left else "nothing of medium or above"
    click.echo(f"verdict: {'FAILED' if failed else 'passed'}, {found}, in {len(covered)} capacities{partly}")
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make scan", description=__doc__)
    parser.add_argument("--as", dest="as_", default=",".join(CAPACITIES), help="capacities, separated by commas")
    parser.add_argument("--crawl", type=int, default=240, help="seconds of exploration in each capacity")
    parser.add_argument("--modules", default=MODULES, help="kinds of attacks, separated by commas")
    parser.add_argument("--module", type=int, default=120, help="seconds given to each kind of attack")
    return parser.parse_args()


def wapiti(folder: Path) -> Path:
    """Install wapiti where it disturbs nothing else, once, and return its Python."""
    python = folder / "wapiti" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "wapiti"], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
    return python


@dataclass(frozen=True, kw_only=True)
class Attack:
    """What is the same for every capacity."""

    python: Path
    folder: Path
    url: str
    bounds: Bounds
    listener: str
    site: Site


def scan(attack: Attack, capacity: str) -> dict[str, Any]:
    """Run wapiti once in a capacity and return its report; raise `Unfinished` when it proves nothing."""
    work = attack.folder / capacity
    work.mkdir(exist_ok=True)
    out = work / "report.json"
    out.unlink(missing_ok=True)
    (work / COUNTS).write_text("{}")
    session = session_for(attack.url, CAPACITIES[capacity])
    cookies = cookie_file(session, work / "cookies.json")
    command = [attack.python, HERE / "driver.py", *_options(attack, work), "-c", cookies, "-o", out]
    bounds = attack.bounds
    # The bound of the whole is above the sum of the bounds of its parts: it only ends what hangs.
    ends = bounds.crawl + (bounds.module + 30) * (bounds.modules.count(",") + 1) + 120
    try:
        with (work / "log.txt").open("w") as log:
            environ = _environ(attack, work)
            subprocess.run(command, env=environ, stdout=log, stderr=log, check=True, timeout=ends, preexec_fn=_politely)
        found: dict[str, Any] = json.loads(out.read_text())
    except (subprocess.SubprocessError, OSError, ValueError) as fault:
        raise Unfinished(f"{type(fault).__name__}, see {work / 'log.txt'}") from fault
    if not json.loads((work / COUNTS).read_text()).get("modules"):
        raise Unfinished(f"no attack was launched, see {work / 'log.txt'}")
    if CAPACITIES[capacity] and not signed_in(session, attack.url):
        raise Unfinished("signed out on the way: most of the scan was a visitor’s")
    return found


def _environ(attack: Attack, work: Path) -> dict[str, str]:
    own = {"COUNTS": str(work / COUNTS), "NOT_TOUCHED": " ".join(NOT_TOUCHED)}
    own["ROUTES"] = json.dumps(attack.site.patterns())
    return {**os.environ, **{f"SCAN_{name}": value for name, value in own.items()}}


def _options(attack: Attack, work: Path) -> list[str]:
    url, bounds = attack.url, attack.bounds
    limits = {
        "-d": bounds.depth,
        "--max-files-per-dir": bounds.per_folder,
        "--max-links-per-page": bounds.per_page,
        "--max-scan-time": bounds.crawl,
        "--max-attack-time": bounds.module,
        "--tasks": bounds.tasks,
        "-t": 20,
    }
    options = ["-u", f"{url}/", "--scope", "folder", "-m", bounds.modules, "-f", "json", "-dr", "1", "-v", "1"]
    # The mark against forged forms is looked at before anything else: attacking it would take all the time.
    options += ["--skip", "csrf_token", "--flush-session", "--no-bugreport", "--endpoint", attack.listener]
    options += ["--store-session", str(work / "session")]
    options += [str(part) for pair in limits.items() for part in pair]
    options += [part for start in STARTS for part in ("-s", f"{url}{start}")]
    return options + [part for path in NOT_TOUCHED for part in ("-x", f"{url}{path}")]


def _politely() -> None:
    os.nice(10)


if __name__ == "__main__":
    sys.exit(main())
