"""Which version of the code answers."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

GIT = Path(__file__).resolve().parents[3] / ".git"


def release() -> str:
    """Return the released version, empty when the code runs without having been installed."""
    try:
        return version("cotap")
    except PackageNotFoundError:
        return ""


def commit(git: Path = GIT) -> str:
    """Return the commit checked out beside the code, empty when the code came without its history."""
    if git.is_file():
        # A second working tree: the file says where its own head is.
        git = Path(git.read_text().removeprefix("gitdir:").strip())
    head = _read(git / "HEAD")
    if not head.startswith("ref:"):
        return head
    shared = git / (_read(git / "commondir") or ".")
    name = head.removeprefix("ref:").strip()
    return _read(git / name) or _read(shared / name) or _packed(shared / "packed-refs", name)


def _packed(refs: Path, name: str) -> str:
    lines = (line.split() for line in _read(refs).splitlines() if not line.startswith(("#", "^")))
    return next((line[0] for line in lines if len(line) == 2 and line[1] == name), "")


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
