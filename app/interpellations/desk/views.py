"""What the desk's pages show of a file, as plain values: nothing is asked of the database while they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.foundation.actors import Actor
from app.interpellations.models import Deadline, InternalNote, Interpellation
from app.interpellations.public.telling import Moment, standing_of
from app.interpellations.public.telling import due as due_moments
from app.interpellations.rules.deadlines import OWED
from app.interpellations.rules.lateness import Standing, sentence

from .policies import REGISTRY, desks_of
from .queue import OF_THE_REQUESTER, Row
from .workers import Worker, workers_of

OWES = {"secretariat": "le secrétariat", "chair": "la présidence"}
"""Who owes, where the words of what is owed do not say it."""


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One thing owed, in words."""

    what: str
    by: str
    sentence: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """One file of the queue as it is shown; `late`: of what the desk answers for."""

    file: Interpellation
    when: date | None
    owed: tuple[Owed, ...]
    late: bool
    assignee: str


def line_of(row: Row, actor: Actor, today: date) -> Line:
    """Say what is owed in a file, by whom, and how it stands."""
    first = row.owed[0] if row.owed else None
    return Line(
        file=row.file,
        when=first.due_on if first else None,
        owed=tuple(_owed(due, today) for due in row.owed),
        late=first is not None and first.due_on < today and answers_for(actor, first),
        assignee=row.assignee,
    )


def answers_for(actor: Actor, due: Deadline) -> bool:
    """Tell whether the actor's desks answer for a deadline; `queue.of_the_desk` for one."""
    registry = any(c.kind in REGISTRY for c in actor.capacities)
    return due.kind not in OF_THE_REQUESTER and (registry or due.owed_by_id in actor.officer_for())


def _owed(due: Deadline, today: date) -> Owed:
    kind, stands = OWED[due.kind], standing_of(due, today)
    said = sentence(due.kind, stands, due.due_on, today)
    return Owed(
        what=kind.words,
        by=due.owed_by.name if due.owed_by else OWES.get(kind.owed_by, ""),
        sentence=said[:1].upper() + said[1:],
        late=stands in (Standing.LATE, Standing.VERY_LATE) and due.kind not in OF_THE_REQUESTER,
    )


@dataclass(frozen=True, kw_only=True)
class DeskFile:
    """A file as those who work on it see it."""

    owed: Sequence[Moment]
    workers: Sequence[Worker]
    assignee: Worker | None
    gone: bool
    """Entrusted to somebody who no longer works on it."""
    notes: Sequence[InternalNote]
    desks: tuple[int | None, ...]


def desk_file(session: Session, actor: Actor, file: Interpellation, today: date) -> DeskFile:
    """Return what the desk's page of a file shows to the actor: the notes of their own desks alone. Four reads."""
    deadlines = session.scalars(
        select(Deadline)
        .where(Deadline.interpellation_id == file.id)
        .options(joinedload(Deadline.suspensions), joinedload(Deadline.owed_by))
    )
    workers, desks = workers_of(session, file, today), desks_of(actor, file)
    assignee = next((worker for worker in workers if worker.person_id == file.assignee_id), None)
    return DeskFile(
        owed=due_moments(deadlines.unique().all(), today),
        workers=workers,
        assignee=assignee,
        gone=file.assignee_id is not None and assignee is None,
        notes=_notes(session, file, desks),
        desks=desks,
    )


def _notes(session: Session, file: Interpellation, desks: tuple[int | None, ...]) -> Sequence[InternalNote]:
    every = session.scalars(
        select(InternalNote)
        .where(InternalNote.interpellation_id == file.id)
        .options(joinedload(InternalNote.person))
        .order_by(InternalNote.id.desc())
    )
    return [note for note in every if note.institution_id in desks]
