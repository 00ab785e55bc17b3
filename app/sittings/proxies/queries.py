"""Named reads about powers to vote, now or at any past instant."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from app.conferences.models import Mandate, Seat
from app.conferences.queries.capacities import running
from app.conferences.words import SeatKind
from app.foundation.clock import local_date
from app.foundation.database import among
from app.sittings.attendance.queries import HeldSeat, holders
from app.sittings.models import Presence, ProxyGiven, Sitting
from app.sittings.rules.proxies import state_of
from app.sittings.words import OVER, ProxyState

LOADED = (
    joinedload(ProxyGiven.principal),
    joinedload(ProxyGiven.holder),
    joinedload(ProxyGiven.principal_seat).joinedload(Seat.institution),
    joinedload(ProxyGiven.holder_seat).joinedload(Seat.institution),
    joinedload(ProxyGiven.sitting),
)


def voting_places(session: Session, conference_id: int, day: date, *, seat_id: int | None = None) -> list[HeldSeat]:
    """Return the voting seats of a conference that somebody holds that day, in roll-call order."""
    found = holders(session, conference_id, day, seat_id=seat_id)
    return [place for place in found if place.seat.kind is SeatKind.VOTING]


def in_force(session: Session, sitting: Sitting, at: datetime) -> list[ProxyGiven]:
    """Return the powers that can serve in the sitting at an instant, one a principal, past instants included.

    A power falls with the mandate of either side. One given for the sitting comes before one given for a period.
    In a thematic group everybody sits in person.
    """
    if sitting.group_id is not None:
        return []
    found = session.scalars(
        _held(select(ProxyGiven), at)
        .where(
            ProxyGiven.conference_id == sitting.conference_id,
            or_(ProxyGiven.sitting_id == sitting.id, ProxyGiven.sitting_id.is_(None)),
        )
        .order_by(ProxyGiven.sitting_id.nulls_last(), ProxyGiven.id)
        .options(*LOADED)
    )
    first: dict[int, ProxyGiven] = {}
    for power in found:
        first.setdefault(power.principal_seat_id, power)
    return list(first.values())


def during(session: Session, conference_id: int, start: datetime, end: datetime) -> Sequence[ProxyGiven]:
    """Return every power of a conference that was in force at some moment of a day, oldest first."""
    day = local_date(start)
    query = select(ProxyGiven).where(
        ProxyGiven.conference_id == conference_id,
        ProxyGiven.starts_at < end,
        or_(ProxyGiven.ends_at.is_(None), ProxyGiven.ends_at > start),
        or_(ProxyGiven.ended_at.is_(None), ProxyGiven.ended_at > start),
        mandated(ProxyGiven.principal_seat_id, ProxyGiven.principal_id, day),
        mandated(ProxyGiven.holder_seat_id, ProxyGiven.holder_id, day),
    )
    return session.scalars(query.order_by(ProxyGiven.given_at, ProxyGiven.id).options(*LOADED)).all()


def _held(query: Select[ProxyGiven], at: datetime) -> Select[ProxyGiven]:
    day = local_date(at)
    return query.where(
        ProxyGiven.starts_at <= at,
        or_(ProxyGiven.ends_at.is_(None), ProxyGiven.ends_at > at),
        or_(ProxyGiven.ended_at.is_(None), ProxyGiven.ended_at > at),
        mandated(ProxyGiven.principal_seat_id, ProxyGiven.principal_id, day),
        mandated(ProxyGiven.holder_seat_id, ProxyGiven.holder_id, day),
    )


def mandated(
    seat_id: InstrumentedAttribute[int], person_id: InstrumentedAttribute[int], day: date
) -> ColumnElement[bool]:
    """Return the condition that the person holds the seat that day."""
    return exists().where(
        Mandate.seat_id == seat_id, Mandate.person_id == person_id, running(Mandate.starts_on, Mandate.ends_on, day)
    )


def register(session: Session, sitting: Sitting) -> Sequence[ProxyGiven]:
    """Return every power that was given for the sitting or for a period that holds it, ended ones included.

    In a thematic group everybody sits in person.
    """
    if sitting.group_id is not None:
        return []
    covering = and_(
        ProxyGiven.sitting_id.is_(None),
        ProxyGiven.starts_at <= max(sitting.starts_at, sitting.closed_at or sitting.starts_at),
        ProxyGiven.ends_at > sitting.starts_at,
    )
    query = select(ProxyGiven).where(
        ProxyGiven.conference_id == sitting.conference_id, or_(ProxyGiven.sitting_id == sitting.id, covering)
    )
    return session.scalars(query.order_by(ProxyGiven.id).options(*LOADED)).all()


def of_person(session: Session, person_id: int) -> Sequence[ProxyGiven]:
    """Return every power a person gave or was given, the newest first."""
    query = select(ProxyGiven).where(or_(ProxyGiven.principal_id == person_id, ProxyGiven.holder_id == person_id))
    loaded = (*LOADED, joinedload(ProxyGiven.sitting).joinedload(Sitting.conference))
    return session.scalars(query.order_by(ProxyGiven.id.desc()).options(*loaded)).all()


def sittings_to_come(session: Session, conference_ids: Sequence[int]) -> Sequence[Sitting]:
    """Return the sittings for which power can still be given, the next first."""
    query = select(Sitting).where(
        among(Sitting.conference_id, conference_ids), Sitting.group_id.is_(None), Sitting.state.not_in(OVER)
    )
    return session.scalars(query.order_by(Sitting.starts_at, Sitting.id).options(joinedload(Sitting.conference))).all()


def seats_present(session: Session, sitting_id: int, at: datetime | None = None) -> frozenset[int]:
    """Return the seats present now, or at a past instant."""
    query = select(Presence.seat_id).where(Presence.sitting_id == sitting_id, Presence.seat_id.is_not(None))
    if at is None:
        query = query.where(Presence.left_at.is_(None))
    else:
        query = query.where(Presence.entered_at <= at, or_(Presence.left_at.is_(None), Presence.left_at > at))
    return frozenset(seat for seat in session.scalars(query) if seat is not None)


def acting(session: Session, sitting: Sitting, at: datetime) -> list[ProxyGiven]:
    """Return the powers that could be used in the sitting at an instant: principal absent, holder present."""
    present = seats_present(session, sitting.id, at)
    return [power for power in in_force(session, sitting, at) if state(power, present) is ProxyState.ACTING]


def state(power: ProxyGiven, present: Collection[int]) -> ProxyState:
    """Return what a power in force is worth, given the seats present."""
    return state_of(power.principal_seat_id, power.holder_seat_id, present)


def proxy_wire(power: ProxyGiven) -> dict[str, Any]:
    """Return a power as facts and snapshots carry it."""
    return {
        "id": power.id,
        "sitting_id": power.sitting_id,
        "principal_seat_id": power.principal_seat_id,
        "principal": power.principal.name,
        "principal_institution": power.principal_seat.institution.name,
        "holder_seat_id": power.holder_seat_id,
        "holder": power.holder.name,
        "holder_institution": power.holder_seat.institution.name,
        "way": power.way.value,
        "given_at": power.given_at.isoformat(),
        "ends_at": power.ends_at.isoformat() if power.ends_at else None,
    }


def proxies_wire(powers: Iterable[ProxyGiven]) -> list[dict[str, Any]]:
    """Return powers as facts and snapshots carry them."""
    return [proxy_wire(power) for power in powers]
