"""Reads of the worker's last signs of life."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from .models import WorkerDuty

# A worker that stops takes its heartbeat away with it; what it did stays.
_SEEN = text(
    """
    SELECT extract(epoch FROM now() - seen.at) FROM (
        SELECT greatest(
            (SELECT max(last_heartbeat) FROM procrastinate_workers),
            (SELECT max(greatest(done_at, failed_at)) FROM worker_duties)
        ) AS at
    ) AS seen
    """
)


def seconds_since_seen(session: Session) -> float | None:
    """Return how long ago a worker last showed that it lives, None when none ever did."""
    seconds = session.scalar(_SEEN)
    return None if seconds is None else max(0.0, round(float(seconds), 1))


def is_late(seconds: float | None, minutes: int) -> bool:
    """Tell whether a worker seen so many seconds ago (None: never) has been away longer than so many minutes."""
    return seconds is None or seconds > 60 * minutes


def duties(session: Session) -> list[WorkerDuty]:
    """Return the duties of the worker, those that fail first."""
    found = session.scalars(select(WorkerDuty)).all()
    return sorted(found, key=lambda duty: (not duty.fails, duty.title))
