"""Hours as the place of the sitting reads them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.foundation import french
from app.sittings.minutes.facts import Mark


class Clock:
    """Writes instants in the zone of the conference; the day is said when it is not the sitting's."""

    def __init__(self, zone: ZoneInfo, day: date | None) -> None:
        self._zone, self._day = zone, day

    def local(self, at: datetime) -> datetime:
        """Return the instant on the clocks of the place."""
        return at.astimezone(self._zone)

    def hour(self, mark: Mark) -> str:
        """Return « 14 h 05 », or « 4 mars 2026, 9 h » on another day."""
        local = self.local(mark.at)
        words = french.hour(local)
        return words if self._day in (None, local.date()) else f"{french.day(local.date())}, {words}"
