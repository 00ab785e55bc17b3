"""What the secretariat sees of the supports of a file: how many, when, what deserves a look. Never who."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.drawings.support_pace import PaceColumn, support_pace, support_pace_table
from app.drawings.svg import Table
from app.foundation.clock import PARIS, local_date
from app.foundation.french import day, hour
from app.interpellations.models import Interpellation, Support, SupportInvalidation, ThresholdCrossing
from app.interpellations.rules.pace import Column, Pace, pace
from app.interpellations.rules.suspicion import Group
from app.interpellations.rules.thresholds import Threshold

from .suspecting import groups_of


@dataclass(frozen=True, kw_only=True)
class Suspected:
    """A group to look at, under its key, and what setting it aside would leave."""

    key: str
    group: Group
    left: int
    undoes: tuple[Threshold, ...]
    """The thresholds that the count would no longer reach and whose effect has not taken place."""


@dataclass(frozen=True, kw_only=True)
class SupportsPage:
    """Everything the page shows."""

    aside: int
    suspected: tuple[Suspected, ...]
    crossings: tuple[ThresholdCrossing, ...]
    invalidations: tuple[SupportInvalidation, ...]
    drawing: str
    table: Table | None
    pace_words: str


def supports_page(
    session: Session, file: Interpellation, declared: tuple[Threshold, ...], now: datetime
) -> SupportsPage:
    """Return the page of a file's supports. Four reads."""
    zone = ZoneInfo(file.contract.conference.timezone) if file.contract.conference else PARIS
    came = session.execute(
        select(Support.supported_at, Support.invalidation_id.is_(None))
        .where(Support.interpellation_id == file.id)
        .order_by(Support.supported_at)
    ).all()
    crossings = crossings_of(session, file)
    found = pace([(at, counts) for at, counts in came], zone)
    columns = [_column(one, found) for one in found.columns]
    title = f"Les soutiens, {found.words}"
    return SupportsPage(
        aside=sum(not counts for _, counts in came),
        suspected=tuple(_suspected(one, file, declared, crossings) for one in groups_of(session, file.id, now)),
        crossings=crossings,
        invalidations=tuple(
            session.scalars(
                select(SupportInvalidation)
                .where(SupportInvalidation.interpellation_id == file.id)
                .order_by(SupportInvalidation.id.desc())
            )
        ),
        drawing=support_pace(columns, id="rythme", title=title) if columns else "",
        table=support_pace_table(columns, caption=title) if columns else None,
        pace_words=found.words,
    )


def crossings_of(session: Session, file: Interpellation) -> tuple[ThresholdCrossing, ...]:
    """Return the thresholds that stand crossed, the lowest first."""
    standing = select(ThresholdCrossing).where(
        ThresholdCrossing.interpellation_id == file.id, ThresholdCrossing.undone_at.is_(None)
    )
    return tuple(session.scalars(standing.order_by(ThresholdCrossing.threshold)))


def _column(column: Column, found: Pace) -> PaceColumn:
    when = day(column.begins.date())
    words = when if found.days else f"{when} à {hour(column.begins)}"
    return PaceColumn(words=words, counted=column.counted, aside=column.aside)


def _suspected(
    one: tuple[str, Group],
    file: Interpellation,
    declared: tuple[Threshold, ...],
    crossings: tuple[ThresholdCrossing, ...],
) -> Suspected:
    key, group = one
    left = file.supports - len(group.ids)
    lost = {c.threshold for c in crossings if c.happened_at is None and c.threshold > left}
    return Suspected(key=key, group=group, left=left, undoes=tuple(t for t in declared if t.at in lost))


def criteria_words(invalidation: SupportInvalidation, zone: ZoneInfo = PARIS) -> str:
    """Say how the supports set aside were found."""
    said = invalidation.criteria
    if "words" in said:
        return str(said["words"])
    parts = []
    for name, word in (("since", "depuis le"), ("until", "jusqu’au")):
        if name in said:
            at = datetime.fromisoformat(said[name])
            parts.append(f"{word} {day(local_date(at, zone))} à {hour(at.astimezone(zone))}")
    if "domain" in said:
        parts.append(f"du domaine {said['domain']}")
    return "Soutiens " + ", ".join(parts)
