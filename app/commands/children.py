"""Child processes that live and die together."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 15.0
PR_SET_PDEATHSIG = 1


@dataclass
class Children:
    """The processes started here. Leaving stops all of them, the last started first."""

    environ: Mapping[str, str]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, module: str, *arguments: str) -> None:
        """Start `python -m module`; `name` is what people are told if it dies."""
        self.running[name] = subprocess.Popen(  # noqa: S603 - our own modules, no shell
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=dict(self.environ),
            # Ctrl-C reaches the whole foreground group: only the parent must hear it, and stop the others in order.
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no thread runs yet
        )

    def dead(self) -> tuple[str, int] | None:
        """Return the name and exit status of a child that ended, None while all run."""
        for name, process in self.running.items():
            status = process.poll()
            if status is not None:
                return name, status
        return None

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> bool:
        """Wait until it is ready; False when a child died or the time is over."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.dead() is None:
            if ready():
                return True
            time.sleep(0.1)
        return False

    def wait(self) -> tuple[str, int]:
        """Sleep until one of them dies and return which; a signal handler that raises wakes it up."""
        dead = self.dead()
        while dead is None:
            time.sleep(0.3)
            dead = self.dead()
        return dead

    def stop(self) -> None:
        """Ask each of them to end, and end those that do not."""
        for process in reversed(self.running.values()):
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in reversed(self.running.values()):
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _die_with_parent() -> None:
    """Have the kernel end this child if its parent is killed without a chance to stop it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
