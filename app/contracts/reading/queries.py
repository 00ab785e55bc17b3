"""All that the page of a contract shows, in few reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference, Finalite, ThematicGroup
from app.contracts.models import (
    Action,
    Axis,
    Contract,
    ContractEvent,
    ContractFinalite,
    ContractIndicator,
    ContractOfficer,
    ContractParty,
    ContractPlace,
    ContractReview,
    ContractRollup,
    IndicatorValue,
    Milestone,
)
from app.contracts.words import Health
from app.foundation.facts import PUBLIC
from app.institutions.models import Institution
from app.journal.models import JournalEntry

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
class Around:
    """What surrounds a contract: its perimeter, its finalités, the parties that have named a contract officer."""

    places: list[Place] = field(default_factory=list)
    finalites: list[Served] = field(default_factory=list)
    with_officer: set[int] = field(default_factory=set)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """An indicator with its latest value."""

    indicator: ContractIndicator
    latest: IndicatorValue | None


def around(session: Session, contract: Contract, today: date) -> Around:
    """Return perimeter, finalités and officers of a contract. One read."""
    found = Around()
    for kind, id, name, more in session.execute(_around(contract.id, today)):
        if kind == "place":
            found.places.append(Place(name=name, id=id, kind=more or ""))
        elif kind == "officer":
            found.with_officer.add(id)
        else:
            found.finalites.append(Served(title=name, href=f"/conferences/{more}/groupes/{id}"))
    return found


def _around(id: int, today: date) -> Any:
    places = (
        select(
            literal("place").label("what"),
            ContractPlace.institution_id.label("id"),
            ContractPlace.name.label("name"),
            Institution.kind.label("more"),
            ContractPlace.rank.label("rank"),
        )
        .outerjoin(Institution, Institution.id == ContractPlace.institution_id)
        .where(ContractPlace.contract_id == id)
    )
    served = (
        select(literal("finalite"), ThematicGroup.id, Finalite.title, Conference.slug, Finalite.rank)
        .join(ContractFinalite, ContractFinalite.finalite_id == Finalite.id)
        .join(ThematicGroup, ThematicGroup.finalite_id == Finalite.id)
        .join(Conference, Conference.id == Finalite.conference_id)
        .where(ContractFinalite.contract_id == id, ContractFinalite.detached_at.is_(None))
    )
    officers = (
        select(literal("officer"), ContractParty.institution_id, ContractParty.name, null(), ContractParty.rank)
        .join(ContractOfficer, ContractOfficer.institution_id == ContractParty.institution_id)
        .where(
            ContractParty.contract_id == id,
            ContractOfficer.starts_on <= today,
            or_(ContractOfficer.ends_on.is_(None), ContractOfficer.ends_on > today),
        )
    )
    every = union_all(places, served, officers).subquery()
    return select(every.c.what, every.c.id, every.c.name, every.c.more).order_by(every.c.what, every.c.rank)


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
    own = select(Axis).where(Axis.contract_id == contract.id).subquery()
    rows = session.execute(
        select(Axis, counts.c.health, counts.c.n)
        .select_from(own.outerjoin(counts, counts.c.axis_id == own.c.id, full=True))
        .outerjoin(Axis, Axis.id == own.c.id)
        .order_by(Axis.rank.nulls_last())
    )
    found: dict[int | None, AxisView] = {}
    for axis, health, n in rows:
        view = found.setdefault(axis.id if axis else None, AxisView(axis=axis, counts={}))
        if health is not None:
            view.counts[health.value] = n
    return list(found.values())


def late_actions(session: Session, contract: Contract) -> list[Action]:
    """Return the actions that are failing or late, the worst first, with their milestones. Two reads."""
    worst = func.array_position([health.value for health in NOT_WELL], Action.health)
    return list(
        session.scalars(
            select(Action)
            .where(Action.contract_id == contract.id, Action.health.in_(NOT_WELL))
            .options(joinedload(Action.owner))
            .order_by(worst, Action.due_on.asc().nulls_last(), Action.rank)
            .limit(LATE_SHOWN)
        )
    )


def milestones_of(session: Session, actions: Sequence[Action]) -> dict[int, list[Milestone]]:
    """Return the milestones of these actions; no read when there is none."""
    found: dict[int, list[Milestone]] = {action.id: [] for action in actions}
    if found:
        for step in session.scalars(select(Milestone).where(Milestone.action_id.in_(found)).order_by(Milestone.rank)):
            found[step.action_id].append(step)
    return found


def events_of(session: Session, contract: Contract) -> list[ContractEvent]:
    """Return the dated events of the contract's steering, in the order of its source."""
    query = select(ContractEvent).where(ContractEvent.contract_id == contract.id).order_by(ContractEvent.rank)
    return list(session.scalars(query))


def indicators_of(session: Session, contract: Contract) -> list[Measured]:
    """Return the indicators of the contract itself with their latest values. One read."""
    newest = (
        select(IndicatorValue)
        .where(IndicatorValue.indicator_id == ContractIndicator.id)
        .order_by(IndicatorValue.dated.desc(), IndicatorValue.id.desc())
        .limit(1)
        .lateral()
    )
    rows = session.execute(
        select(ContractIndicator, IndicatorValue)
        .outerjoin(newest, literal(True))
        .outerjoin(IndicatorValue, IndicatorValue.id == newest.c.id)
        .where(ContractIndicator.contract_id == contract.id, ContractIndicator.action_id.is_(None))
        .order_by(ContractIndicator.rank)
    )
    return [Measured(indicator=indicator, latest=latest) for indicator, latest in rows]


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
