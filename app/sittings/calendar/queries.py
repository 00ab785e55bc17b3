"""What the calendar shows, and to whom."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, extract, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference, ThematicGroup
from app.foundation.actors import Actor, CapacityKind
from app.foundation.clock import PARIS
from app.foundation.errors import NotFound
from app.sittings.agenda.tree import number_key
from app.sittings.models import AgendaItem, Sitting
from app.sittings.rules.timetable import timetable
from app.sittings.words import LIVE

from .ical import Order

MOST = 400
WHOLE_CONFERENCE = (CapacityKind.CHAIR, CapacityKind.SECRETARY, CapacityKind.PARTNER)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that this actor may know of a sitting; the same answer as `roles.inside`, in SQL."""
    whole = {c.conference_id for c in actor.capacities if c.kind in WHOLE_CONFERENCE}
    seated = {c.conference_id for c in actor.capacities if c.seat_id is not None}
    groups = {c.group_id for c in actor.capacities if c.group_id is not None}
    return or_(
        Sitting.public,
        Sitting.conference_id.in_(whole),
        Sitting.conference_id.in_(seated) & Sitting.group_id.is_(None),
        Sitting.group_id.in_(groups),
    )


def upcoming(today: date, zone: ZoneInfo = PARIS) -> ColumnElement[bool]:
    """Return the condition that a sitting is today, later, or still under way."""
    return or_(Sitting.starts_at >= datetime.combine(today, time(), zone), Sitting.state.in_(LIVE))


def in_year(year: int, zone: ZoneInfo = PARIS) -> ColumnElement[bool]:
    """Return the condition that a sitting starts in that year."""
    first, last = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    return (Sitting.starts_at >= first) & (Sitting.starts_at < last)


def since_years(now: datetime, years: int) -> ColumnElement[bool]:
    """Return the condition that a sitting is not older than that many years."""
    return Sitting.starts_at >= now - timedelta(days=366 * years)


def sittings_where(session: Session, *conditions: ColumnElement[bool]) -> list[Sitting]:
    """Return the sittings that meet every condition with their conference and group, in order of time."""
    query = select(Sitting).where(*conditions).order_by(Sitting.starts_at, Sitting.id).limit(MOST)
    return list(session.scalars(query.options(joinedload(Sitting.conference), joinedload(Sitting.group))))


def years_with_sittings(session: Session, *conditions: ColumnElement[bool]) -> list[int]:
    """Return the years in which a sitting that meets every condition starts, the newest first."""
    year = extract("year", func.timezone(PARIS.key, Sitting.starts_at))
    return [int(found) for found in session.scalars(select(year).where(*conditions).distinct().order_by(year.desc()))]


def conferences_by_name(session: Session) -> list[Conference]:
    """Return every conference, for choosing one."""
    return list(session.scalars(select(Conference).order_by(Conference.name)))


def groups_of(session: Session, conference_id: int) -> list[ThematicGroup]:
    """Return the groups of a conference, for choosing one."""
    query = select(ThematicGroup).where(ThematicGroup.conference_id == conference_id)
    return list(session.scalars(query.order_by(ThematicGroup.name)))


def conference_by_slug(session: Session, slug: str) -> Conference:
    """Return a conference, or raise `NotFound`."""
    found = (
        session.scalars(select(Conference).where(Conference.slug == slug)).one_or_none() if "\x00" not in slug else None
    )
    if found is None:
        raise NotFound("Cette conférence n’existe pas. La liste est à la page « Conférences ».")
    return found


def group_in(session: Session, conference: Conference, group_id: int) -> ThematicGroup:
    """Return a group of that conference, or raise `NotFound`."""
    found = session.get(ThematicGroup, group_id)
    if found is None or found.conference_id != conference.id:
        raise NotFound("Ce groupe n’existe pas dans cette conférence.")
    return found


def orders_of(session: Session, sittings: Sequence[Sitting]) -> dict[int, Order]:
    """Return what a diary says of the published agendas among these sittings."""
    published = {s.id: s for s in sittings if s.agenda_published_at is not None}
    query = select(AgendaItem).where(AgendaItem.sitting_id.in_(published), AgendaItem.number != "")
    items: dict[int, list[AgendaItem]] = defaultdict(list)
    for item in session.scalars(query):
        if item.in_public:
            items[item.sitting_id].append(item)
    return {id: _order(sitting, items[id]) for id, sitting in published.items()}


def _order(sitting: Sitting, items: list[AgendaItem]) -> Order:
    plan = timetable(items, starts_at=sitting.starts_at)
    ordered = sorted(items, key=lambda item: number_key(item.number))
    return Order(
        lines=tuple(f"{item.number}. {item.title}" for item in ordered),
        ends_at=plan.planned_end if plan.sure and plan.slots else None,
    )
