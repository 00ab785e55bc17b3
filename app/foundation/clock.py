"""Time is an argument: operations read `work.now()`, never the system."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

PARIS = ZoneInfo("Europe/Paris")


def system_clock() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def local_date(moment: datetime, zone: ZoneInfo = PARIS) -> date:
    """Return the calendar day of an instant where the conference is."""
    return moment.astimezone(zone).date()


def frozen(moment: datetime) -> Clock:
    """Return a clock that always says the same instant."""
    return lambda: moment
