"""Named reads of « Mes contrats »: everything for all the contracts at once, however many they are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from app.contracts.models import Action, Contract, ContractReview, ContractRollup
from app.contracts.overview.conditions import readable_by
from app.contracts.reading.queries import NOT_WELL
from app.foundation.actors import Actor
from app.foundation.database import among
from app.foundation.facts import PUBLIC
from app.interpellations.bodies.queries import running
from app.interpellations.models import Deadline, Interpellation, Watcher, WatchVisit
from app.interpellations.rules.states import OPEN
from app.journal.models import JournalEntry
from app.journal.words import UNTOLD

LATE_SHOWN = 4
CHANGES_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What the record of a contract says since a moment: the last entries, and how many are new."""

    entries: list[JournalEntry]
    new: int


def bodies_watching(session: Session, contract_id: int, today: date) -> frozenset[int]:
    """Return the bodies that have somebody watch a contract."""
    return frozenset(session.scalars(select(Watcher.body_id).where(Watcher.contract_id == contract_id, running(today))))


def watches_of(session: Session, actor: Actor, today: date, contract_id: int | None = None) -> Sequence[Watcher]:
    """Return the designations that concern the actor: their own, and those of the bodies they act for. Two reads."""
    own = and_(Watcher.person_id == actor.person_id, running(today))
    wanted = or_(own, and_(among(Watcher.body_id, sorted(actor.bodies_of())), running(today)))
    query = (
        select(Watcher)
        .join(Contract, Contract.id == Watcher.contract_id)
        .where(wanted, readable_by(actor))
        .options(
            joinedload(Watcher.body),
            joinedload(Watcher.contract).options(selectinload(Contract.parties), joinedload(Contract.conference)),
        )
        .order_by(Watcher.id)
    )
    return session.scalars(query.where(Watcher.contract_id == contract_id) if contract_id else query).unique().all()


def seen_at(session: Session, actor: Actor) -> datetime | None:
    """Return up to when the person said they had seen everything. One read."""
    return session.scalar(select(WatchVisit.seen_at).where(WatchVisit.person_id == actor.person_id))


def counts(session: Session, ids: Sequence[int]) -> tuple[dict[int, ContractRollup], dict[int, list[ContractReview]]]:
    """Return the counts and the reviews of each contract, the first due first. One read."""
    rows = session.execute(
        select(Contract.id, ContractRollup, ContractReview)
        .outerjoin(ContractRollup, ContractRollup.contract_id == Contract.id)
        .outerjoin(ContractReview, ContractReview.contract_id == Contract.id)
        .where(among(Contract.id, ids))
        .order_by(ContractReview.due_on, ContractReview.id)
    )
    rollups: dict[int, ContractRollup] = {}
    reviews: defaultdict[int, list[ContractReview]] = defaultdict(list)
    for id, rollup, review in rows:
        if rollup is not None:
            rollups[id] = rollup
        if review is not None:
            reviews[id].append(review)
    return rollups, reviews


def late_actions(session: Session, ids: Sequence[int]) -> dict[int, list[Action]]:
    """Return the worst late actions of each contract, with their milestones and owners. One read."""
    worst = func.array_position([health.value for health in NOT_WELL], Action.health)
    ranked = (
        select(
            Action.id,
            func.row_number()
            .over(partition_by=Action.contract_id, order_by=(worst, Action.due_on.asc().nulls_last(), Action.rank))
            .label("place"),
        )
        .where(among(Action.contract_id, ids), Action.health.in_(NOT_WELL))
        .subquery()
    )
    rows = session.scalars(
        select(Action)
        .join(ranked, ranked.c.id == Action.id)
        .where(ranked.c.place <= LATE_SHOWN)
        .options(joinedload(Action.owner), joinedload(Action.milestones))
        .order_by(Action.contract_id, ranked.c.place)
    )
    found: defaultdict[int, list[Action]] = defaultdict(list)
    for action in rows.unique():
        found[action.contract_id].append(action)
    return found


def changes(session: Session, streams: Sequence[str], since: datetime, seen: datetime | None) -> dict[str, Changes]:
    """Return what the public record of each contract says since a moment, the newest first. One read."""
    by_stream = JournalEntry.stream
    new = func.count().filter(JournalEntry.occurred_at > seen) if seen is not None else func.count()
    ranked = (
        select(
            JournalEntry,
            func.row_number().over(partition_by=by_stream, order_by=JournalEntry.position.desc()).label("place"),
            new.over(partition_by=by_stream).label("new"),
        )
        .where(
            by_stream.in_(streams),
            JournalEntry.audience == PUBLIC,
            JournalEntry.kind.not_in(UNTOLD),
            JournalEntry.occurred_at > since,
        )
        .subquery()
    )
    entry = aliased(JournalEntry, ranked)
    rows = session.execute(
        select(entry, ranked.c.new).where(ranked.c.place <= CHANGES_SHOWN).order_by(ranked.c.stream, ranked.c.place)
    )
    found: dict[str, Changes] = {}
    for one, count in rows:
        known = found.setdefault(one.stream, Changes(entries=[], new=count if seen is not None else 0))
        known.entries.append(one)
    return found


def files_of(
    session: Session, actor: Actor, ids: Sequence[int], file_id: int | None = None
) -> dict[int, list[Interpellation]]:
    """Return the open files that the actor, or a body they act for, has filed on each contract. One read."""
    mine = or_(Interpellation.requester_id == actor.person_id, among(Interpellation.body_id, sorted(actor.bodies_of())))
    query = (
        select(Interpellation)
        .where(mine, among(Interpellation.contract_id, ids), Interpellation.state.in_(OPEN))
        .options(joinedload(Interpellation.contract), joinedload(Interpellation.service))
        .order_by(Interpellation.registered_at, Interpellation.id)
    )
    found: defaultdict[int, list[Interpellation]] = defaultdict(list)
    for file in session.scalars(query.where(Interpellation.id == file_id) if file_id else query):
        found[file.contract_id].append(file)
    return found


def deadlines_of(session: Session, files: Sequence[int]) -> dict[int, list[Deadline]]:
    """Return what is still owed on each file, the first due first. One read, when there are files."""
    found: defaultdict[int, list[Deadline]] = defaultdict(list)
    if not files:
        return found
    rows = session.scalars(
        select(Deadline)
        .where(among(Deadline.interpellation_id, files), Deadline.met_at.is_(None), Deadline.dropped_at.is_(None))
        .options(joinedload(Deadline.suspensions), joinedload(Deadline.owed_by))
        .order_by(Deadline.due_on, Deadline.id)
    )
    for deadline in rows.unique():
        found[deadline.interpellation_id].append(deadline)
    return found
