"""Named reads of bodies: what a reader sees of their offices and watchers depends on who reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.contracts.concerned import conferences_concerned
from app.contracts.models import Contract
from app.contracts.overview.conditions import readable_by
from app.foundation.actors import Actor, CapacityKind
from app.foundation.database import among
from app.interpellations.models import Attachment, Body, BodyOffice, Interpellation, Watcher
from app.interpellations.rules.bodies import said_period
from app.interpellations.words import InterpellationState, RequesterKind

from .policies import may_know_watchers

FILES = 12


@dataclass(frozen=True, kw_only=True)
class BodyLine:
    """One line of the list of bodies."""

    body: Body
    contracts: int
    """How many contracts its watchers watch today."""


@dataclass(frozen=True, kw_only=True)
class OfficeLine:
    """An office; `name` is empty for who may not know who held it."""

    office: BodyOffice
    name: str
    period: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class WatchLine:
    """A designation; `name` is empty for who may not know it."""

    watcher: Watcher
    name: str
    period: str
    current: bool
    to_come: bool
    may_end: bool
    may_read_act: bool


def bodies(session: Session, today: date) -> list[BodyLine]:
    """Return the bodies by institution and name, with how many contracts they watch. Two reads."""
    watched = (
        select(Watcher.body_id, func.count(Watcher.contract_id.distinct()))
        .where(running(today))
        .group_by(Watcher.body_id)
    )
    counts: dict[int, int] = dict(session.execute(watched).all())
    known = session.scalars(select(Body).options(joinedload(Body.institution)).order_by(Body.name, Body.id))
    return [BodyLine(body=body, contracts=counts.get(body.id, 0)) for body in known]


def running(today: date) -> ColumnElement[bool]:
    """Return the condition that a designation gives its right that day."""
    return and_(Watcher.starts_on <= today, or_(Watcher.ends_on.is_(None), Watcher.ends_on > today))


def offices(session: Session, actor: Actor, body: Body, today: date) -> list[OfficeLine]:
    """Return the offices of a body, those of today first; who held one before is known to few. One read."""
    knows = may_know_watchers(actor, body.id, _concerned(session, actor, [body])[body.institution_id])
    rows = session.scalars(
        select(BodyOffice)
        .where(BodyOffice.body_id == body.id)
        .options(joinedload(BodyOffice.person))
        .order_by(BodyOffice.starts_on.desc(), BodyOffice.id)
    )
    lines = [_office(row, today, knows) for row in rows]
    return sorted(lines, key=lambda line: not line.current)


def _office(row: BodyOffice, today: date, knows: bool) -> OfficeLine:
    over = row.ends_on is not None and row.ends_on <= today
    return OfficeLine(
        office=row,
        name=row.person.name if knows or not over else "",
        period=said_period(row.starts_on, row.ends_on, today),
        current=not over,
    )


def watchers_of_body(session: Session, actor: Actor, body: Body, today: date) -> list[WatchLine]:
    """Return the designations made by a body, with their contracts, those of today first. One read."""
    return _lines(session, _watchers(actor).where(Watcher.body_id == body.id), actor, today)


def watchers_of_contract(session: Session, actor: Actor, contract: Contract, today: date) -> list[WatchLine]:
    """Return who is designated to watch a contract, by which body, those of today first. One read."""
    return _lines(session, _watchers(actor).where(Watcher.contract_id == contract.id), actor, today)


def _watchers(actor: Actor) -> Select[Watcher]:
    return (
        select(Watcher)
        .join(Contract, Contract.id == Watcher.contract_id)
        .where(readable_by(actor))
        .options(joinedload(Watcher.body), joinedload(Watcher.person), joinedload(Watcher.contract))
        .order_by(Watcher.starts_on.desc(), Watcher.id)
    )


def _lines(session: Session, wanted: Select[Watcher], actor: Actor, today: date) -> list[WatchLine]:
    rows = session.scalars(wanted).all()
    concerned = _concerned(session, actor, [row.body for row in rows])
    lines = [_line(row, actor, today, concerned[row.body.institution_id]) for row in rows]
    return sorted(lines, key=lambda line: not line.current)


def _concerned(session: Session, actor: Actor, bodies: Sequence[Body]) -> dict[int, frozenset[int]]:
    """Return which conferences each institution with a body concerns: read for secretariats, none for the others."""
    keeps = any(c.kind is CapacityKind.SECRETARY for c in actor.capacities)
    ids = {body.institution_id for body in bodies}
    return {id: conferences_concerned(session, id) if keeps else frozenset() for id in ids}


def conference_watched(row: Watcher) -> frozenset[int]:
    """Return the conference of the contract that is watched: its secretariat keeps that contract."""
    return frozenset(() if row.contract.conference_id is None else (row.contract.conference_id,))


def _line(row: Watcher, actor: Actor, today: date, concerned: frozenset[int]) -> WatchLine:
    over = row.ends_on is not None and row.ends_on <= today
    knows = (
        may_know_watchers(actor, row.body_id, concerned | conference_watched(row)) or row.person_id == actor.person_id
    )
    return WatchLine(
        watcher=row,
        name=row.person.name if knows else "",
        period=said_period(row.starts_on, row.ends_on, today),
        current=not over,
        to_come=row.starts_on > today,
        may_end=not over and row.body_id in actor.bodies_of(),
        may_read_act=knows and row.proof_sha256 is not None,
    )


def files_of_body(session: Session, body: Body) -> tuple[int, Sequence[Interpellation]]:
    """Return how many questions the body and its watchers have filed, and the last ones. Two reads."""
    filed = (Interpellation.body_id == body.id, Interpellation.number.is_not(None))
    total = session.scalar(select(func.count(Interpellation.id)).where(*filed)) or 0
    last = (
        select(Interpellation)
        .where(*filed)
        .options(joinedload(Interpellation.contract))
        .order_by(Interpellation.registered_at.desc(), Interpellation.id.desc())
        .limit(FILES)
    )
    return total, session.scalars(last).all() if total else ()


def drafts_of_body(session: Session, body: Body) -> Sequence[Interpellation]:
    """Return what is being written in the body's own name. One read."""
    return session.scalars(
        select(Interpellation)
        .where(
            Interpellation.body_id == body.id,
            Interpellation.requester_kind == RequesterKind.BODY,
            Interpellation.state == InterpellationState.DRAFT,
        )
        .options(joinedload(Interpellation.contract))
        .order_by(Interpellation.id.desc())
    ).all()


def contracts_to_watch(session: Session, actor: Actor) -> list[tuple[int, str]]:
    """Return the contracts that a watcher may be designated for, by title. One read."""
    rows = session.execute(select(Contract.id, Contract.title).where(readable_by(actor)).order_by(Contract.title))
    return [(id, title) for id, title in rows]


def bodies_held(session: Session, actor: Actor) -> list[tuple[int, str]]:
    """Return the bodies in whose name the actor acts today, by name. One read, when there are any."""
    mine = actor.bodies_of()
    if not mine:
        return []
    rows = session.execute(select(Body.id, Body.name).where(among(Body.id, sorted(mine))).order_by(Body.name))
    return [(id, name) for id, name in rows]


def deliberations_of(session: Session, body: Body) -> list[tuple[Attachment, str]]:
    """Return the public deliberations joined to the body's questions, the last first, with the file's number."""
    rows = session.execute(
        select(Attachment, Interpellation.number)
        .join(Interpellation, Interpellation.id == Attachment.interpellation_id)
        .where(
            Interpellation.body_id == body.id,
            Interpellation.number.is_not(None),
            Attachment.deliberation,
            Attachment.public,
        )
        .order_by(Attachment.id.desc())
    )
    return [(joined, number) for joined, number in rows if number is not None]
