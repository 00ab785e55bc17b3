"""The rows and the sums of the overview. What is heavy was counted before, with each change (`ContractRollup`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.contracts.models import Contract, ContractReview, ContractRollup, Scheme
from app.contracts.words import ReviewState

from .conditions import Selection, missed_review

PAGE = 30
AHEAD = (ReviewState.DUE, ReviewState.PROPOSED)
NO_ACTIONS = ContractRollup(contract_id=0)
"""What is shown of a contract whose actions were never counted: none is known."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A contract in the overview. `concerns`: its perimeter holds the territory asked for, else it is inside it."""

    contract: Contract
    rollup: ContractRollup
    review_on: date | None
    review_missed: bool
    concerns: bool

    @property
    def next_on(self) -> date | None:
        """Return the next date of the contract: an action, a milestone or a review."""
        return min((d for d in (self.rollup.next_due_on, self.review_on) if d is not None), default=None)

    @property
    def late(self) -> int:
        """Return how many actions are late or failing."""
        return self.rollup.late + self.rollup.failing


@dataclass(frozen=True, kw_only=True)
class Totals:
    """The sums of a selection, each with what is unknown of it. Whole cents."""

    contracts: int
    concerning: int
    actions: int
    done: int
    on_time: int
    late: int
    failing: int
    unknown: int
    known_costs: int
    cost_cents: int
    part_cost_cents: int
    funding_cents: int
    without_total: int
    bounded_totals: int

    @property
    def own_cost_cents(self) -> int:
        """Return the known costs, each counted once: parts of other actions are left out."""
        return self.cost_cents - self.part_cost_cents


def next_review_on(today: date) -> Any:
    """Return the column of the next review of a contract that has not taken place."""
    return (
        select(func.min(ContractReview.due_on))
        .where(
            ContractReview.contract_id == Contract.id, ContractReview.state.in_(AHEAD), ContractReview.due_on >= today
        )
        .scalar_subquery()
    )


def rows(session: Session, chosen: Selection, today: date, *, most: int = PAGE) -> list[Row]:
    """Return one page of the selection: what concerns the territory, then what is inside it. Two reads."""
    query = _listed(chosen, today).options(
        joinedload(Contract.scheme).load_only(Scheme.code, Scheme.name), selectinload(Contract.parties)
    )
    found = session.execute(query.offset((chosen.asked.page - 1) * PAGE).limit(most))
    return [
        Row(contract=contract, rollup=rollup or NO_ACTIONS, review_on=review, review_missed=missed, concerns=concerns)
        for contract, rollup, review, missed, concerns in found
    ]


def _listed(chosen: Selection, today: date) -> Select[Any]:
    concerns, review = chosen.concerns, next_review_on(today)
    apart = [concerns.desc()] if chosen.lens else []
    return (
        select(Contract, ContractRollup, review.label("review"), missed_review().label("missed"), concerns.label("own"))
        .outerjoin(ContractRollup, ContractRollup.contract_id == Contract.id)
        .where(*chosen.conditions)
        .order_by(*apart, *_order(chosen.asked.tri, review), Contract.search, Contract.id)
    )


def _order(wanted: str, review: Any) -> Sequence[ColumnElement[Any]]:
    late = func.coalesce(ContractRollup.late + ContractRollup.failing, 0)
    by: dict[str, tuple[ColumnElement[Any], ...]] = {
        "retard": (late.desc(), missed_review().desc()),
        # LEAST leaves out what is null.
        "date": (func.least(ContractRollup.next_due_on, review).asc().nulls_last(),),
        "cout": (func.coalesce(Contract.total_cents, ContractRollup.cost_cents).desc().nulls_last(),),
        "actions": (func.coalesce(ContractRollup.actions, 0).desc(),),
    }
    return by.get(wanted, ())


def totals(session: Session, chosen: Selection) -> Totals:
    """Return the sums of the whole selection. One read."""
    summed = ("actions", "done", "on_time", "late", "failing", "unknown", "known_costs")
    cents = ("cost_cents", "part_cost_cents", "funding_cents")
    row = session.execute(
        select(
            func.count().label("contracts"),
            _counted(chosen.concerns).label("concerning"),
            *(func.coalesce(func.sum(getattr(ContractRollup, name)), 0).label(name) for name in (*summed, *cents)),
            _counted(Contract.total_cents.is_(None)).label("without_total"),
            _counted((Contract.total_qualifier != "") & Contract.total_cents.is_not(None)).label("bounded_totals"),
        )
        .select_from(Contract)
        .outerjoin(ContractRollup, ContractRollup.contract_id == Contract.id)
        .where(*chosen.conditions)
    ).one()
    return Totals(**{name: int(value) for name, value in row._mapping.items()})


def _counted(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)
