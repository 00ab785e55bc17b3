"""The powers to vote of a day, told with the act that proves each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.conferences.models import Conference
from app.foundation.french import day as in_words
from app.foundation.french import quoted
from app.sittings.models import ProxyGiven
from app.sittings.proxies.queries import during
from app.sittings.words import ProxyWay


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A power to vote in force that day: who gave it to whom, for what, and the act that proves it (S4)."""

    principal_id: int
    principal: str
    principal_institution: str
    holder_id: int
    holder: str
    holder_institution: str
    scope: str
    since: datetime
    until: datetime | None
    """When it ended; None while no end is on record."""
    proof: str


def carried_on(session: Session, conference: Conference, day: date, *, inside: bool) -> Iterator[Carried]:
    """Yield the powers in force at some moment of that day; the public reads those of its own sittings. One read."""
    zone = ZoneInfo(conference.timezone)
    midnight = datetime.combine(day, time(), zone)
    for power in during(session, conference.id, midnight, midnight + timedelta(days=1)):
        if inside or _told_to_all(power):
            yield _carried(power, zone)


def _told_to_all(power: ProxyGiven) -> bool:
    """Tell whether the public record names the power: how long somebody will be away is for members."""
    sitting = power.sitting
    return sitting is not None and sitting.public and sitting.agenda_published_at is not None


def _carried(power: ProxyGiven, zone: ZoneInfo) -> Carried:
    return Carried(
        principal_id=power.principal_id,
        principal=power.principal.name,
        principal_institution=power.principal_seat.institution.name,
        holder_id=power.holder_id,
        holder=power.holder.name,
        holder_institution=power.holder_seat.institution.name,
        scope=f"Séance {quoted(power.sitting.title)}" if power.sitting else "Toutes les séances",
        since=power.starts_at,
        until=power.ended_at or power.ends_at,
        proof=_proof(power, zone),
    )


def _proof(power: ProxyGiven, zone: ZoneInfo) -> str:
    given = in_words(power.given_at.astimezone(zone).date())
    how = "enregistré sur papier par le secrétariat" if power.way is ProxyWay.PAPER else "donné par compte personnel"
    return f"Pouvoir écrit nº\u00a0{power.id}, {how} le {given}"
