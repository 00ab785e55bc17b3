"""The files that somebody works on, by what is owed next: conditions in SQL, a page of rows, sums."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.contracts.models import Action, Contract
from app.foundation.actors import Actor, CapacityKind
from app.institutions.models import Institution
from app.interpellations.models import Deadline, Interpellation, Suspension
from app.interpellations.words import DeadlineKind, InterpellationState
from app.people.models import Person

from .asked import MINE, NOBODY, Asked
from .policies import REGISTRY

PAGE: Final = 30
OF_THE_REQUESTER: Final = (DeadlineKind.JUDGEMENT, DeadlineKind.CORRECTION)
"""What the desk waits for: nobody there is late with it."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One file of the queue; what is owed is in the order of its dates, what the desk itself owes first."""

    file: Interpellation
    owed: tuple[Deadline, ...]
    assignee: str


@dataclass(frozen=True, kw_only=True)
class Sums:
    """How many files of the actor's desks are under way, late, the actor's own, nobody's."""

    all: int
    late: int
    mine: int
    nobody: int


def worked_on_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the actor works on a file; `standing.at_desk` in SQL."""
    keeps = {c.conference_id for c in actor.capacities if c.kind in REGISTRY and c.conference_id is not None}
    known: list[ColumnElement[bool]] = []
    if keeps:
        known.append(Contract.conference_id.in_(keeps))
    if any(c.kind is CapacityKind.SECRETARY for c in actor.capacities):
        known.append(Contract.conference_id.is_(None))
    if officer_for := actor.officer_for():
        known.append(Interpellation.service_id.in_(officer_for))
    filed = (Interpellation.state != InterpellationState.DRAFT, Interpellation.number.is_not(None))
    return and_(or_(false(), *known), *filed)


def of_the_desk(actor: Actor, deadline: type[Deadline] = Deadline) -> ColumnElement[bool]:
    """Return the condition that the actor's desks answer for a deadline.

    The registry watches over whatever is not the requester's to do, an institution over what it owes itself.
    """
    kinds = deadline.kind.not_in(OF_THE_REQUESTER)
    if any(c.kind in REGISTRY for c in actor.capacities):
        return kinds
    return and_(kinds, deadline.owed_by_id.in_(actor.officer_for()))


def next_due(actor: Actor) -> ColumnElement[int]:
    """Return what is owed next in a file: what the actor's desks answer for, before what they wait for."""
    one = aliased(Deadline)
    return (
        select(one.id)
        .where(one.interpellation_id == Interpellation.id, one.met_at.is_(None), one.dropped_at.is_(None))
        .order_by(of_the_desk(actor, one).desc(), one.due_on, one.id)
        .limit(1)
        .correlate(Interpellation)
        .scalar_subquery()
    )


def late_on(actor: Actor, today: date) -> ColumnElement[bool]:
    """Return the condition that what is owed next is late, and the actor's desks answer for it."""
    return and_(Deadline.due_on < today, of_the_desk(actor))


def wanted(actor: Actor, asked: Asked, today: date) -> Select[Interpellation]:
    """Return the statement of the files asked for: late first, then by what is owed next."""
    found = (
        select(Interpellation)
        .join(Contract, Contract.id == Interpellation.contract_id)
        .outerjoin(Deadline, Deadline.id == next_due(actor))
        .where(worked_on_by(actor), Interpellation.state.in_(asked.states))
    )
    if asked.contrat:
        found = found.where(Contract.slug == asked.contrat)
    if asked.confie:
        theirs = {MINE: Interpellation.assignee_id == actor.person_id, NOBODY: Interpellation.assignee_id.is_(None)}
        found = found.where(theirs[asked.confie])
    if asked.retard:
        found = found.where(late_on(actor, today))
    return found.order_by(
        case((late_on(actor, today), 0), else_=1),
        Deadline.due_on.nulls_last(),
        Interpellation.registered_at,
        Interpellation.id,
    )


def rows(session: Session, actor: Actor, asked: Asked, today: date) -> tuple[list[Row], int]:
    """Return a page of the queue and how many pages there are. Three reads."""
    files = wanted(actor, asked, today)
    total = session.scalar(files.with_only_columns(func.count()).order_by(None)) or 0
    page = (
        files.add_columns(Deadline.id, Person)
        .outerjoin(Person, Person.id == Interpellation.assignee_id)
        .options(
            joinedload(Interpellation.contract).load_only(Contract.slug, Contract.title, Contract.conference_id),
            joinedload(Interpellation.action).load_only(Action.code, Action.title),
            joinedload(Interpellation.service).load_only(Institution.name),
        )
        .limit(PAGE)
        .offset((asked.page - 1) * PAGE)
    )
    read = session.execute(page).all()
    owed = _running(session, [file.id for file, _next, _person in read])
    found = [
        Row(
            file=file,
            owed=tuple(sorted(owed[file.id], key=lambda due: (due.id != next_id, due.due_on, due.id))),
            assignee=person.name if person else "",
        )
        for file, next_id, person in read
    ]
    return found, max(1, ceil(total / PAGE))


def _running(session: Session, file_ids: list[int]) -> defaultdict[int, list[Deadline]]:
    owed: defaultdict[int, list[Deadline]] = defaultdict(list)
    running = (
        select(Deadline)
        .where(Deadline.interpellation_id.in_(file_ids), Deadline.met_at.is_(None), Deadline.dropped_at.is_(None))
        .options(joinedload(Deadline.owed_by), joinedload(Deadline.suspensions))
    )
    for due in session.scalars(running).unique():
        owed[due.interpellation_id].append(due)
    return owed


def suspended() -> ColumnElement[bool]:
    """Return the condition that the clock of what is owed next stands still."""
    return exists().where(Suspension.deadline_id == Deadline.id, Suspension.ends_on.is_(None))


def sums(session: Session, actor: Actor, today: date) -> Sums:
    """Return what the desk has under way. One read."""
    late, mine = late_on(actor, today), Interpellation.assignee_id == actor.person_id
    counted = wanted(actor, Asked(), today).order_by(None)
    every, behind, own, free = session.execute(
        counted.with_only_columns(
            func.count(),
            func.count().filter(late),
            func.count().filter(mine),
            func.count().filter(Interpellation.assignee_id.is_(None)),
        )
    ).one()
    return Sums(all=every, late=behind, mine=own, nobody=free)


def contracts_at(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """Return the contracts about which the actor's desks have a file, by title: (slug, title)."""
    found = (
        select(Contract.slug, Contract.title)
        .join(Interpellation, Interpellation.contract_id == Contract.id)
        .where(worked_on_by(actor))
        .distinct()
        .order_by(Contract.title)
    )
    return [(slug, title) for slug, title in session.execute(found)]
