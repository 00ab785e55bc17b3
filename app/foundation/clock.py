"""Time is an argument: operations read `work.now()`, never the system."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

from .errors import Refused

Clock = Callable[[], datetime]

PARIS = ZoneInfo("Europe/Paris")


def system_clock() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def local_date(moment: datetime, zone: ZoneInfo = PARIS) -> date:
    """Return the calendar day of an instant where the conference is."""
    return moment.astimezone(zone).date()


def localised(value: datetime, zone: ZoneInfo = PARIS) -> datetime:
    """Return the instant of a time typed without its zone; raise `Refused` for an hour that the clocks skip there."""
    if value.tzinfo is not None:
        return value.astimezone(UTC)
    instant = value.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != value:
        raise Refused("Cette heure n’existe pas ce jour-là : on passe à l’heure d’été. Choisissez-en une autre.")
    return instant


def frozen(moment: datetime) -> Clock:
    """Return a clock that always says the same instant."""
    return lambda: moment


def clock_of(session: "Session") -> Clock:
    """Return the clock of the house that opened this session."""
    clock: Clock = session.info.get("clock", system_clock)
    return clock
