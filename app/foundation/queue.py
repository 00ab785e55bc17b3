"""Jobs are queued in the transaction of the change: they exist if and only if the change does.

The queue is procrastinate's; its own `defer` would open another connection, so the insertion goes through its SQL
function on ours.
"""

import json
from typing import Any

from sqlalchemy import text

from .unit_of_work import UnitOfWork

_DEFER = text(
    """
    SELECT procrastinate_defer_jobs_v1(ARRAY[
        ROW(:queue, :task, 0, NULL, NULL, CAST(:arguments AS jsonb), NULL)::procrastinate_job_to_defer_v1
    ])
    """
)


def enqueue(work: UnitOfWork, job: str, arguments: dict[str, Any]) -> None:
    """Queue a job of the worker (`app/commands/worker.py`) within this unit of work."""
    work.session.execute(_DEFER, {"queue": "default", "task": job, "arguments": json.dumps(arguments)})
