"""The calendar as a page shows it: chosen sittings by month, and the ways to choose others. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from app.conferences.models import Conference, ThematicGroup
from app.sittings.models import Sitting

WHOLE = "pleniere"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What the reader chose: a conference, one of its groups or its own sittings only, a year or what comes."""

    conference: Conference | None = None
    group: ThematicGroup | None = None
    whole: bool = False
    year: int | None = None

    def href(self, path: str = "/calendrier", **other: object) -> str:
        """Return the address of this choice, with some of it chosen otherwise."""
        chosen = {
            "conference": self.conference.slug if self.conference else None,
            "groupe": self.group.id if self.group else (WHOLE if self.whole else None),
            "annee": self.year,
        } | other
        asked = urlencode({name: value for name, value in chosen.items() if value is not None})
        return f"{path}?{asked}" if asked else path

    @property
    def feed(self) -> str:
        """Return the address of the iCalendar feed of this choice."""
        if self.conference is None:
            return "/calendrier.ics"
        of = f"/conferences/{self.conference.slug}"
        return f"{of}/groupes/{self.group.id}/agenda.ics" if self.group else f"{of}/agenda.ics"


@dataclass(frozen=True, kw_only=True)
class Month:
    """The sittings of one month, in order."""

    first: date
    sittings: tuple[Sitting, ...]


def local_day(sitting: Sitting) -> date:
    """Return the day of a sitting where its conference is."""
    return sitting.starts_at.astimezone(ZoneInfo(sitting.conference.timezone)).date()


def by_month(sittings: Iterable[Sitting]) -> tuple[Month, ...]:
    """Return the sittings, which are in order, under their months."""
    return tuple(
        Month(first=first, sittings=tuple(of))
        for first, of in groupby(sittings, key=lambda sitting: local_day(sitting).replace(day=1))
    )
