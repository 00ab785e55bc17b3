"""Powers as their pages show them: plain values, and what the reader may do with each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.foundation.actors import Actor
from app.sittings.attendance.queries import HeldSeat
from app.sittings.models import ProxyGiven
from app.sittings.words import ProxyWay

from . import policies
from .standings import RUNNING, Standing, Worth


@dataclass(frozen=True, kw_only=True)
class PowerLine:
    """One power, who may do what with it, and what became of it."""

    id: int
    principal: str
    principal_institution: str
    holder: str
    holder_institution: str
    sitting_id: int | None
    sitting: str
    sitting_starts_at: datetime | None
    starts_at: datetime
    last_day: datetime | None
    given_at: datetime
    ended_at: datetime | None
    on_paper: bool
    reference: str
    has_file: bool
    standing: Standing
    fallen_with: str
    """The person whose mandate ended, when the power fell."""
    fallen_on: date | None
    given_by_me: bool
    carried_by_me: bool
    can_revoke: bool
    must_say_why: bool
    can_decline: bool
    can_read: bool

    @property
    def running(self) -> bool:
        """Tell whether it has not ended."""
        return self.standing in RUNNING


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A seat to which a power may be given, or from which one is recorded."""

    seat_id: int
    words: str
    full: bool


def lines(powers: Iterable[ProxyGiven], actor: Actor, worth: Mapping[int, Worth]) -> list[PowerLine]:
    """Return powers as the reader sees them, each with what it is worth."""
    return [_line(power, actor, worth[power.id]) for power in powers]


def _line(power: ProxyGiven, actor: Actor, worth: Worth) -> PowerLine:
    running, own = worth.standing in RUNNING, power.principal_id == actor.person_id
    return PowerLine(
        id=power.id,
        principal=power.principal.name,
        principal_institution=power.principal_seat.institution.name,
        holder=power.holder.name,
        holder_institution=power.holder_seat.institution.name,
        sitting_id=power.sitting_id,
        sitting=power.sitting.title if power.sitting else "",
        sitting_starts_at=power.sitting.starts_at if power.sitting else None,
        starts_at=power.starts_at,
        last_day=power.ends_at - timedelta(minutes=1) if power.ends_at else None,
        given_at=power.given_at,
        ended_at=power.ended_at,
        on_paper=power.way is ProxyWay.PAPER,
        reference=power.reference,
        has_file=power.file_sha256 is not None,
        standing=worth.standing,
        fallen_with=worth.whose,
        fallen_on=worth.ends_on,
        given_by_me=own,
        carried_by_me=power.holder_id == actor.person_id,
        can_revoke=running and policies.may_revoke_proxy(actor, power),
        must_say_why=not own,
        can_decline=running and policies.may_decline_proxy(actor, power),
        can_read=policies.may_read_written(actor, power),
    )


def choices(
    places: Iterable[HeldSeat], powers: Iterable[PowerLine], given: Iterable[ProxyGiven], most: int
) -> list[Choice]:
    """Return the seats to which a power may go; those that carry enough already are said to be full."""
    running = {line.id for line in powers if line.running}
    carried = [power.holder_seat_id for power in given if power.id in running]
    return [
        Choice(
            seat_id=place.seat.id,
            words=f"{place.person.name} – {place.seat.institution.name}",
            full=carried.count(place.seat.id) >= most,
        )
        for place in places
    ]
