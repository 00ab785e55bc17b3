"""All that the page of a contract shows, in few reads."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.contracts.models import (
    Action,
    Axis,
    Contract,
    ContractReview,
    ContractRollup,
)
from app.contracts.words import Health
from app.foundation.facts import PUBLIC
from app.journal.models import JournalEntry

from .surroundings import surroundings

TOLD = 8
LATE_SHOWN = 6
NOT_WELL = (Health.FAILING, Health.LATE)


@dataclass(frozen=True, kw_only=True)
class AxisView:
    """An axis and how many of its actions stand how; None for the actions that are on no axis."""

    axis: Axis | None
    counts: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A part of the perimeter; `id` None: the directory does not know it."""

    name: str
    id: int | None
    kind: str


@dataclass(frozen=True, kw_only=True)
class Served:
    """A finalité the contract serves, and where its group is."""

    title: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """A dated event of the contract's steering."""

    label: str
    dated: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Measured:
    """An indicator of the contract itself, with its latest value. None: nobody says."""

    name: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    value: Decimal | None
    qualifier: str
    dated: str


@dataclass(frozen=True, kw_only=True)
class Around:
    """What surrounds a contract: perimeter, finalités, parties with a contract officer, events, indicators."""

    places: list[Place] = field(default_factory=list)
    finalites: list[Served] = field(default_factory=list)
    with_officer: set[int] = field(default_factory=set)
    events: list[Event] = field(default_factory=list)
    indicators: list[Measured] = field(default_factory=list)


def around(session: Session, contract: Contract, today: date) -> Around:
    """Return what surrounds a contract. One read: each is a few lines, and the page has many of them."""
    found = Around()
    for what, id, name, more, detail in session.execute(surroundings(contract.id, today)):
        if what == "place":
            found.places.append(Place(name=name, id=id, kind=more or ""))
        elif what == "officer":
            found.with_officer.add(id)
        elif what == "event":
            found.events.append(Event(label=name, dated=more, place=detail["place"]))
        elif what == "indicator":
            found.indicators.append(_measured(name, more, detail))
        else:
            found.finalites.append(Served(title=name, href=f"/conferences/{more}/groupes/{id}"))
    return found


def _measured(name: str, unit: str, said: dict[str, str | None]) -> Measured:
    exact = {key: Decimal(value) if (value := said[key]) else None for key in ("baseline", "target", "value")}
    return Measured(name=name, unit=unit, qualifier=said["qualifier"] or "", dated=said["dated"] or "", **exact)


def counted(session: Session, contract: Contract) -> tuple[ContractRollup | None, list[ContractReview]]:
    """Return the counts of the contract and its reviews, the first due first. One read."""
    rows = session.execute(
        select(ContractRollup, ContractReview)
        .select_from(Contract)
        .outerjoin(ContractRollup, ContractRollup.contract_id == Contract.id)
        .outerjoin(ContractReview, ContractReview.contract_id == Contract.id)
        .where(Contract.id == contract.id)
        .order_by(ContractReview.due_on, ContractReview.id)
    ).all()
    return rows[0][0], [review for _, review in rows if review is not None]


def axes(session: Session, contract: Contract) -> list[AxisView]:
    """Return the axes in their order with the health of their actions, those on no axis last. One read."""
    counts = (
        select(Action.axis_id, Action.health, func.count().label("n"))
        .where(Action.contract_id == contract.id)
        .group_by(Action.axis_id, Action.health)
        .subquery()
    )
    own = aliased(Axis, select(Axis).where(Axis.contract_id == contract.id).subquery())
    rows = session.execute(
        select(own, counts.c.health, counts.c.n)
        .select_from(own)
        .join(counts, counts.c.axis_id == own.id, full=True)
        .order_by(own.rank.nulls_last(), own.id)
    )
    found: dict[int | None, AxisView] = {}
    for axis, health, n in rows:
        view = found.setdefault(axis.id if axis else None, AxisView(axis=axis, counts={}))
        if health is not None:
            view.counts[health.value] = n
    return list(found.values())


def late_actions(session: Session, contract: Contract, rollup: ContractRollup | None) -> list[Action]:
    """Return the failing and late actions, the worst first, with their milestones. One read, when there are any."""
    if rollup is None or not rollup.late + rollup.failing:
        return []
    worst = func.array_position([health.value for health in NOT_WELL], Action.health)
    return list(
        session.scalars(
            select(Action)
            .where(Action.contract_id == contract.id, Action.health.in_(NOT_WELL))
            .options(joinedload(Action.owner), joinedload(Action.milestones))
            .order_by(worst, Action.due_on.asc().nulls_last(), Action.rank)
            .limit(LATE_SHOWN)
        ).unique()
    )


def told(session: Session, contract: Contract, *, most: int = TOLD) -> list[JournalEntry]:
    """Return the last public entries of the contract's record, the newest first."""
    return list(
        session.scalars(
            select(JournalEntry)
            .where(JournalEntry.stream == contract.stream, JournalEntry.audience == PUBLIC)
            .order_by(JournalEntry.position.desc())
            .limit(most)
        )
    )
