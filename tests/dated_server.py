"""The server of `tests.dated`: `app.commands.serve`, told the time by the file that TESTS_CLOCK names."""

from app.commands import serve  # isort: skip - first of all: it patches sockets and locks

import os
from datetime import datetime
from pathlib import Path

made = serve.create_app


def told() -> datetime:
    return datetime.fromisoformat(Path(os.environ["TESTS_CLOCK"]).read_text())


if __name__ == "__main__":
    serve.create_app = lambda: made(clock=told)
    serve.main()
