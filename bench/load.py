"""Runs a load generator (bench/load_js/*.mjs): one task in, one result out."""

import json
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def generate(
    name: str, task: dict[str, Any], *, meanwhile: Callable[[], float] | None = None, after: float = 0
) -> dict[str, Any]:
    """Run a generator with its task; `meanwhile` is read once its clients have been there `after` seconds."""
    read: dict[str, Any] = {}
    timer = threading.Timer(after, lambda: read.update(meanwhile=meanwhile())) if meanwhile else None
    process = subprocess.Popen(
        ["node", str(HERE / "load_js" / f"{name}.mjs")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(json.dumps(task))
    process.stdin.close()
    first = process.stdout.readline()
    if timer:
        timer.start()
    errors = process.stderr.read()
    process.wait(timeout=120)
    if timer:
        timer.join()
    if process.returncode:
        raise RuntimeError(f"{name}: {errors[-1500:]}")
    return {**json.loads(first), **read}
