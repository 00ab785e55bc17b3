"""Writing down that a duty was done. The time is the database's: several machines must agree on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from app.foundation.actors import SYSTEM
from app.foundation.unit_of_work import Units

from .models import WorkerDuty

LONGEST = 300


@contextmanager
def noted(units: Units, name: str, title: str) -> Iterator[None]:
    """Write down when this work began and how it ended; its failure goes on as it was."""
    _note(units, name, title, started_at=func.clock_timestamp())
    try:
        yield
    except Exception as fault:
        _note(
            units, name, title, failed_at=func.clock_timestamp(), failure=f"{type(fault).__name__}: {fault}"[:LONGEST]
        )
        raise
    _note(units, name, title, done_at=func.clock_timestamp())


def _note(units: Units, name: str, title: str, **values: Any) -> None:
    new = {"started_at": func.clock_timestamp(), "failure": "", **values}
    row = insert(WorkerDuty).values(name=name, title=title, **new)
    with units.begin(SYSTEM) as work:
        work.session.execute(row.on_conflict_do_update(index_elements=["name"], set_={"title": title, **values}))
