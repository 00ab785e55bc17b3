"""What an act of composition does to the seats and to the mandates on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.conferences.models import CompositionAct, Mandate, Seat
from app.conferences.queries.capacities import running
from app.conferences.rules.composition import SeatPlan
from app.conferences.substitution import end_with_seat
from app.conferences.succession import cut_short, renew
from app.conferences.words import SeatKind, Specificity
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution


@dataclass(frozen=True, kw_only=True)
class SeatGiven:
    """One seat of the list that the act gives, in its order."""

    institution: Institution
    kind: SeatKind = SeatKind.VOTING
    specificity: Specificity | None = None
    weight: Decimal = Decimal(1)

    @property
    def plan(self) -> SeatPlan:
        """Return what the rules need to know of it."""
        return SeatPlan(
            institution_id=self.institution.id,
            institution_name=self.institution.name,
            institution_kind=self.institution.kind,
            kind=self.kind,
            specificity=self.specificity,
        )


@dataclass(kw_only=True)
class Change:
    """Seats that begin and end by an act; `successors` gives, by ended seat, the one that takes its place."""

    added: list[Seat] = field(default_factory=list)
    ended: list[Seat] = field(default_factory=list)
    successors: dict[int, Seat] = field(default_factory=dict)


def compose(work: UnitOfWork, act: CompositionAct, wanted: Sequence[SeatGiven]) -> Change:
    """Make the seats those of the list, in its order; a seat that the act leaves as it was is kept."""
    existing = _existing(work, act)
    change = Change()
    for rank, given in enumerate(wanted, start=1):
        former = _taken_from(existing, given)
        if former is not None and _same(former, given):
            former.rank = rank
            continue
        seat = _begin(work, act, given, rank)
        change.added.append(seat)
        if former is not None:
            change.ended.append(former)
            change.successors[former.id] = seat
    change.ended += existing
    for seat in change.ended:
        seat.ends_on = act.effective_on
    return change


def _existing(work: UnitOfWork, act: CompositionAct) -> list[Seat]:
    return list(
        work.session.scalars(
            select(Seat)
            .where(
                Seat.conference_id == act.conference_id,
                running(Seat.starts_on, Seat.ends_on, act.effective_on),
            )
            .options(joinedload(Seat.institution))
            .order_by(Seat.rank, Seat.id)
        )
    )


def _same(seat: Seat, given: SeatGiven) -> bool:
    return (seat.specificity, seat.weight) == (given.specificity, given.weight)


def _taken_from(existing: list[Seat], given: SeatGiven) -> Seat | None:
    """Take out of the existing seats the one that this line keeps or changes, if any."""
    candidates = [s for s in existing if (s.institution_id, s.kind) == (given.institution.id, given.kind)]
    chosen = next((s for s in candidates if _same(s, given)), candidates[0] if candidates else None)
    if chosen is not None:
        existing.remove(chosen)
    return chosen


def _begin(work: UnitOfWork, act: CompositionAct, given: SeatGiven, rank: int) -> Seat:
    level = given.institution.level
    assert level is not None  # check_composition refused everybody else
    seat: Seat = work.add(
        Seat(
            conference_id=act.conference_id,
            act_id=act.id,
            institution_id=given.institution.id,
            level=level,
            kind=given.kind,
            rank=rank,
            weight=given.weight,
            specificity=given.specificity,
            starts_on=act.effective_on,
        )
    )
    return seat


def hand_over(work: UnitOfWork, act: CompositionAct, change: Change) -> None:
    """End the mandates of the ended seats; whoever held a seat that the act only changed holds its successor."""
    if not change.ended:
        return
    mandates = work.session.scalars(
        select(Mandate)
        .where(
            Mandate.seat_id.in_([seat.id for seat in change.ended]),
            or_(Mandate.ends_on.is_(None), Mandate.ends_on > act.effective_on),
        )
        .options(joinedload(Mandate.person))
        .order_by(Mandate.id)
    ).all()
    for mandate in mandates:
        ends_on = mandate.ends_on
        cut_short(work, mandate, act.effective_on, f"Siège modifié ou supprimé par {act.reference}")
        successor = change.successors.get(mandate.seat_id or 0)
        if successor is not None:
            renew(work, mandate, successor, act, ends_on=ends_on)
        else:
            end_with_seat(work, mandate)


def described(seat: Seat) -> dict[str, object]:
    """Return the seat as facts tell it."""
    return {
        "seat_id": seat.id,
        "institution_id": seat.institution_id,
        "institution": seat.institution.name,
        "level": seat.level.value,
        "kind": seat.kind.value,
        "specificity": seat.specificity.value if seat.specificity else None,
        "weight": str(seat.weight),
    }
