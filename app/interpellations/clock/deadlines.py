"""Deadlines begin, are met, stand still and fall. Called by the operations of every part, in their transaction."""

from datetime import date

from sqlalchemy import select

from app.conferences.rules.settings import Reglement
from app.deadlines.computing import Deadline as Computed
from app.deadlines.computing import Suspension as Held
from app.deadlines.computing import compute
from app.deadlines.words import steps
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Deadline, Interpellation
from app.interpellations.rules.deadlines import rule_of, very_late_on
from app.interpellations.words import DeadlineKind

from .places import territory_for, today_for


def begin(
    work: UnitOfWork,
    file: Interpellation,
    kind: DeadlineKind,
    *,
    since: date | None = None,
    owed_by: int | None = None,
    rank: int = 1,
) -> Deadline:
    """Open a deadline that runs from that day (today by default); begun again, it replaces the former one."""
    starts_on = since or today_for(work, file)
    computed = _compute(work, file, kind, starts_on, [])
    found = find(work, file, kind, rank=rank)
    if found is not None:
        work.session.delete(found)
        work.session.flush()
    deadline: Deadline = work.add(
        Deadline(
            interpellation_id=file.id,
            kind=kind,
            starts_on=starts_on,
            due_on=computed.due_on,
            very_late_on=very_late_on(computed.due_on),
            owed_by_id=owed_by,
            rank=rank,
            computation=steps(computed),
        )
    )
    return deadline


def find(work: UnitOfWork, file: Interpellation, kind: DeadlineKind, *, rank: int = 1) -> Deadline | None:
    """Return a deadline of the file, whatever became of it."""
    return work.session.scalars(
        select(Deadline).where(Deadline.interpellation_id == file.id, Deadline.kind == kind, Deadline.rank == rank)
    ).one_or_none()


def meet(work: UnitOfWork, file: Interpellation, kind: DeadlineKind, *, rank: int = 1) -> bool:
    """Note that what was owed is done; tell whether it came in time (True too when nothing was owed)."""
    deadline = find(work, file, kind, rank=rank)
    if deadline is None or deadline.met_at is not None:
        return True
    deadline.met_at = work.now()
    return today_for(work, file) <= deadline.due_on


def drop(work: UnitOfWork, file: Interpellation, kind: DeadlineKind, *, rank: int = 1) -> None:
    """Let one thing owed fall, if it is still owed."""
    deadline = find(work, file, kind, rank=rank)
    if deadline is not None and deadline.met_at is None and deadline.dropped_at is None:
        deadline.dropped_at = work.now()


def drop_all(work: UnitOfWork, file: Interpellation) -> None:
    """Let everything still owed fall: the file is closed, withdrawn or not admissible."""
    running = select(Deadline).where(
        Deadline.interpellation_id == file.id, Deadline.met_at.is_(None), Deadline.dropped_at.is_(None)
    )
    for deadline in work.session.scalars(running):
        deadline.dropped_at = work.now()


def compute_again(work: UnitOfWork, file: Interpellation, deadline: Deadline) -> Computed:
    """Compute a deadline with its suspensions as they are today, and keep the result."""
    held = [Held(starts_on=s.starts_on, resumes_on=s.ends_on, reason=s.reason) for s in deadline.suspensions]
    computed = _compute(work, file, deadline.kind, deadline.starts_on, held)
    deadline.due_on, deadline.very_late_on = computed.due_on, very_late_on(computed.due_on)
    deadline.computation = steps(computed)
    return computed


def _compute(work: UnitOfWork, file: Interpellation, kind: DeadlineKind, starts_on: date, held: list[Held]) -> Computed:
    conference = file.contract.conference
    reglement = Reglement.from_json(conference.reglement) if conference else Reglement()
    territory = territory_for(work.session, file)
    return compute(rule_of(kind, reglement), starts_on, territory, suspensions=held, today=today_for(work, file))
