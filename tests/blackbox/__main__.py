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

from .ground import CAPACITIES, cookie_file, session_for, signed_in, trial
from .listener import listening
from .report import Finding, explanations, unexplained

HERE = Path(__file__).parent
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


def main() -> int:
    """Scan, say what was seen in each capacity, and return 1 when something is left to explain."""
    asked = _arguments()
    folder = ROOT / "instance" / "scan"
    folder.mkdir(parents=True, exist_ok=True)
    python = wapiti(folder)
    bounds = Bounds(crawl=asked.crawl, module=asked.module, modules=asked.modules)
    left: list[Finding] = []
    with trial(folder) as url, listening() as listener:
        for capacity in asked.as_.split(","):
            report = scan(python, folder, url, capacity, bounds, listener.url)
            found = unexplained(report, explanations())
            click.echo(json.dumps(_coverage(capacity, report, folder) | {"unexplained": len(found)}))
            left += found
        called = sum(len(parameters) for calls in listener.calls.values() for parameters in calls.values())
    for finding in left:
        click.echo(finding)
    if called:
        click.echo(f"the site called an address of the attacker’s {called} times")
    return 1 if left or called else 0


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


def scan(python: Path, folder: Path, url: str, capacity: str, bounds: Bounds, listener: str) -> dict[str, Any]:
    """Run wapiti once in a capacity and return its report."""
    work = folder / capacity
    work.mkdir(exist_ok=True)
    out = work / "report.json"
    out.unlink(missing_ok=True)
    (work / "counts.json").write_text("{}")
    session = session_for(url, CAPACITIES[capacity])
    cookies = cookie_file(session, work / "cookies.json")
    command = [python, HERE / "driver.py", *_options(url, work, bounds, listener), "-c", cookies, "-o", out]
    with (work / "log.txt").open("w") as log:
        environ = {**os.environ, "SCAN_COUNTS": str(work / "counts.json"), "SCAN_NOT_TOUCHED": " ".join(NOT_TOUCHED)}
        # The bound of the whole is above the sum of the bounds of its parts: it only ends what hangs.
        ends = bounds.crawl + (bounds.module + 30) * (bounds.modules.count(",") + 1) + 120
        subprocess.run(command, env=environ, stdout=log, stderr=log, check=True, timeout=ends, preexec_fn=_politely)
    if CAPACITIES[capacity] and not signed_in(session, url):
        raise SystemExit(f"the {capacity} was signed out on the way: most of the scan was a visitor’s")
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def _options(url: str, work: Path, bounds: Bounds, listener: str) -> list[str]:
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
    options += ["--flush-session", "--no-bugreport", "--endpoint", listener, "--store-session", str(work / "session")]
    options += [str(part) for pair in limits.items() for part in pair]
    options += [part for start in STARTS for part in ("-s", f"{url}{start}")]
    return options + [part for path in NOT_TOUCHED for part in ("-x", f"{url}{path}")]


def _politely() -> None:
    os.nice(10)


def _coverage(capacity: str, report: dict[str, Any], folder: Path) -> dict[str, Any]:
    attacked: dict[str, int] = json.loads((folder / capacity / "counts.json").read_text())
    return {"as": capacity, "crawled": report["infos"].get("crawled_pages_nbr", 0), "attacked": attacked}


if __name__ == "__main__":
    sys.exit(main())
