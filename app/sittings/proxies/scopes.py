"""What a power serves: one sitting, until its end, or every sitting of a bounded period."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.conferences.models import Conference
from app.foundation.clock import local_date, localised
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.models import ProxyGiven, Sitting
from app.sittings.rules.lifecycle import STATE_WORDS
from app.sittings.rules.proxies import ONE_SITTING, Proxy, check_period
from app.sittings.words import OVER

from . import writing


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Where and when a power is to serve."""

    conference: Conference
    sitting: Sitting | None
    starts_at: datetime
    ends_at: datetime | None

    @property
    def zone(self) -> ZoneInfo:
        """Return the conference's time zone."""
        return ZoneInfo(self.conference.timezone)

    @property
    def first_day(self) -> date:
        """Return the first day on which both members must hold their seats."""
        serves_from = self.starts_at if self.sitting is None else max(self.starts_at, self.sitting.starts_at)
        return local_date(serves_from)

    @property
    def words(self) -> str:
        """Say the scope as the written power does."""
        if self.sitting is not None:
            return writing.for_sitting(self.sitting.title, self.sitting.starts_at, self.zone)
        assert self.ends_at is not None
        return writing.for_period(self.starts_at, self.ends_at - timedelta(minutes=1), self.zone)

    def proxy(self, *, principal_seat: int, holder_seat: int, document: str) -> Proxy:
        """Return the power wanted, as the rules weigh it."""
        starts_at, ends_at = window(self.sitting, self.starts_at, self.ends_at)
        return Proxy(
            principal_seat=principal_seat,
            holder_seat=holder_seat,
            starts_at=starts_at,
            ends_at=ends_at,
            document=document,
            sitting_id=self.sitting.id if self.sitting else None,
        )


def of_sitting(work: UnitOfWork, sitting: Sitting) -> Scope:
    """Return the scope of a power for one sitting, from now until its end."""
    if sitting.group_id is not None:
        raise Refused("Dans un groupe thématique, chacun siège en personne : on n’y donne pas pouvoir.", rule="S4")
    if sitting.state in OVER:
        raise IllegalTransition(
            f"La séance est {STATE_WORDS[sitting.state]} : il est trop tard pour donner pouvoir.",
            state=sitting.state.value,
        )
    return Scope(conference=sitting.conference, sitting=sitting, starts_at=work.now(), ends_at=None)


def of_period(work: UnitOfWork, conference: Conference, starts_on: date, ends_on: date) -> Scope:
    """Return the scope of a power for every sitting of a period, both days included; never before now."""
    zone = ZoneInfo(conference.timezone)
    check_period(starts_on, ends_on, local_date(work.now(), zone))
    starts_at = localised(datetime.combine(starts_on, time()), zone)
    ends_at = localised(datetime.combine(ends_on + timedelta(days=1), time()), zone)
    return Scope(conference=conference, sitting=None, starts_at=max(starts_at, work.now()), ends_at=ends_at)


def window(sitting: Sitting | None, starts_at: datetime, ends_at: datetime | None) -> tuple[datetime, datetime]:
    """Return between which instants a power serves: for one sitting, those of the sitting."""
    if sitting is None:
        assert ends_at is not None
        return starts_at, ends_at
    opens = sitting.opened_at or sitting.starts_at
    return opens, sitting.closed_at or max(opens, starts_at) + ONE_SITTING


def as_rule(power: ProxyGiven) -> Proxy:
    """Return a stored power as the rules weigh it."""
    starts_at, ends_at = window(power.sitting, power.starts_at, power.ends_at)
    return Proxy(
        principal_seat=power.principal_seat_id,
        holder_seat=power.holder_seat_id,
        starts_at=starts_at,
        ends_at=ends_at,
        document=power.written,
        revoked_at=power.ended_at,
        sitting_id=power.sitting_id,
    )
