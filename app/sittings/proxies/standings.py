"""What each power is worth: in force, asleep, over, or fallen with a mandate, whose and on which day (S4)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.conferences.models import Mandate
from app.foundation.clock import local_date
from app.people.models import Person
from app.sittings.models import Presence, ProxyGiven, Sitting
from app.sittings.words import OVER, ProxyEnd, ProxyState

from .queries import in_force, state


class Standing(StrEnum):
    """What is told of a power in a list."""

    TO_COME = "to_come"
    ACTING = "acting"
    SUSPENDED = "suspended"
    WAITING = "waiting"
    REVOKED = "revoked"
    DECLINED = "declined"
    OVER = "over"
    FALLEN = "fallen"
    REPLACED = "replaced"


RUNNING = frozenset({Standing.TO_COME, Standing.ACTING, Standing.SUSPENDED, Standing.WAITING})
ENDS = {
    ProxyEnd.REVOKED: Standing.REVOKED,
    ProxyEnd.DECLINED: Standing.DECLINED,
    ProxyEnd.OVER: Standing.OVER,
}
STATES = {
    ProxyState.ACTING: Standing.ACTING,
    ProxyState.SUSPENDED: Standing.SUSPENDED,
    ProxyState.WAITING: Standing.WAITING,
}


@dataclass(frozen=True, kw_only=True)
class Worth:
    """What a power is worth, and the mandate with which it fell."""

    standing: Standing
    whose: str = ""
    ends_on: date | None = None
    """First day without that mandate, where the record knows one."""


@dataclass(frozen=True, kw_only=True)
class _Known:
    mandates: Mapping[tuple[int, int], Sequence[Mandate]]
    present: Mapping[int, Collection[int]]
    now: datetime


def worth_of(session: Session, powers: Sequence[ProxyGiven], now: datetime) -> dict[int, Worth]:
    """Return what each power is worth in the sitting or the period it was given for. Two reads at most."""
    known = _known(session, powers, [power.sitting for power in powers if power.sitting], now)
    return {power.id: _worth(known, power, power.sitting) for power in powers}


def worth_in(session: Session, sitting: Sitting, powers: Sequence[ProxyGiven], now: datetime) -> dict[int, Worth]:
    """Return what each power of a sitting's register is worth in it. Three reads at most."""
    known = _known(session, powers, [sitting], now)
    found = {power.id: _worth(known, power, sitting) for power in powers}
    serving = {power.id for power in in_force(session, sitting, _moment(sitting, now))}
    idle = [id for id, worth in found.items() if worth.standing in RUNNING and id not in serving]
    return found | dict.fromkeys(idle, Worth(standing=Standing.REPLACED))


def _known(session: Session, powers: Sequence[ProxyGiven], sittings: Iterable[Sitting], now: datetime) -> _Known:
    going = [power for power in powers if power.ended_at is None]
    live = {sitting.id for sitting in sittings if sitting.live}
    mandates: dict[tuple[int, int], list[Mandate]] = {}
    if going:
        seats = {seat for power in going for seat in (power.principal_seat_id, power.holder_seat_id)}
        for mandate in session.scalars(select(Mandate).where(Mandate.seat_id.in_(seats)).order_by(Mandate.starts_on)):
            mandates.setdefault((mandate.seat_id or 0, mandate.person_id), []).append(mandate)
    present: dict[int, set[int]] = {}
    if live:
        there = select(Presence.sitting_id, Presence.seat_id).where(
            Presence.sitting_id.in_(live), Presence.seat_id.is_not(None), Presence.left_at.is_(None)
        )
        for sitting_id, seat_id in session.execute(there):
            present.setdefault(sitting_id, set()).add(seat_id or 0)
    return _Known(mandates=mandates, present=present, now=now)


def _worth(known: _Known, power: ProxyGiven, sitting: Sitting | None) -> Worth:
    if power.ended_how is not None:
        return Worth(standing=ENDS[power.ended_how])
    if (power.ends_at is not None and power.ends_at <= known.now) or (sitting and sitting.state in OVER):
        return Worth(standing=Standing.OVER)
    day = local_date(_moment(sitting, known.now) if sitting else max(known.now, power.starts_at))
    for seat_id, person in ((power.principal_seat_id, power.principal), (power.holder_seat_id, power.holder)):
        fallen = _fallen(known.mandates.get((seat_id, person.id), ()), person, day)
        if fallen is not None:
            return fallen
    if sitting is not None and sitting.live:
        return Worth(standing=STATES[state(power, known.present.get(sitting.id, ()))])
    return Worth(standing=Standing.TO_COME)


def _fallen(held: Sequence[Mandate], person: Person, day: date) -> Worth | None:
    if any(mandate.runs_on(day) for mandate in held):
        return None
    last = max((mandate.ends_on for mandate in held if mandate.ends_on), default=None)
    return Worth(standing=Standing.FALLEN, whose=person.name, ends_on=last)


def _moment(sitting: Sitting, now: datetime) -> datetime:
    """Return when the sitting is weighed: now, or at its hour when it has not begun."""
    return now if sitting.opened_at is not None else max(now, sitting.starts_at)
