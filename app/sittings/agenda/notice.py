"""By when the agenda must be published for the members to have their clear days (S1). Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.sittings.models import Sitting
from app.sittings.rules.lifecycle import earliest_day


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The last day on which publishing leaves the clear days of the règlement intérieur, and whether it is past."""

    clear_days: int
    last_day: date
    late: bool


def notice_of(sitting: Sitting, *, clear_days: int, now: datetime) -> Notice:
    """Return the notice of a sitting; days are those of the place."""
    zone = ZoneInfo(sitting.conference.timezone)
    held_on, today = sitting.starts_at.astimezone(zone).date(), now.astimezone(zone).date()
    return Notice(
        clear_days=clear_days,
        last_day=held_on - timedelta(days=clear_days + 1),
        late=earliest_day(today, clear_days) > held_on,
    )
