"""The worker: `python -m app.commands.worker`. One is enough; several share the queue."""

import asyncio
import logging
import sys

from app import create_app
from app.config import BadSetting
from app.jobs import catch_up, make_queue
from app.web.house import House

CONCURRENCY = 4
POLLING = 5
"""Seconds between two looks at the queue; a job that is queued wakes the worker without waiting for that."""


async def work(home: House) -> None:
    """Catch up with what was missed, then run jobs until SIGTERM or SIGINT; a running job is let finish."""
    queue = make_queue(home)
    async with queue.open_async():
        await asyncio.to_thread(catch_up, home)
        await queue.run_worker_async(
            name="cotap",
            concurrency=CONCURRENCY,
            delete_jobs="successful",
            shutdown_graceful_timeout=10,
            fetch_job_polling_interval=POLLING,
        )


def main() -> int:
    """Run until told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    try:
        home: House = create_app().extensions["cotap"]
    except BadSetting as fault:
        print(fault, file=sys.stderr)
        return 2
    asyncio.run(work(home))
    return 0


if __name__ == "__main__":
    sys.exit(main())
