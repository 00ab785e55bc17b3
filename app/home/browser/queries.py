"""Entries across streams, the last first, each only if its own stream shows it to the reader."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, Select, and_, cast, exists, func, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.conferences.models import Mandate, PresidencyTerm, Seat
from app.conferences.words import Office, SeatKind
from app.contracts.models import ContractOfficer
from app.foundation.actors import Actor
from app.foundation.errors import DomainError
from app.interpellations.models import BodyOffice, Watcher
from app.journal.models import JournalEntry, StreamHead
from app.journal.streams import audiences_for
from app.people.models import Person

from .asked import ActedAs, Asked

BATCH = 200
AT_MOST_READ = 20
"""Batches read for one page: whoever may read little is shown little, never waits without end."""
PARIS = ZoneInfo("Europe/Paris")
Day = ColumnElement[bool]


def entries_asked(session: Session, actor: Actor, asked: Asked, limit: int) -> list[JournalEntry]:
    """Return at most `limit` entries after the cursor that the actor may read."""
    found: list[JournalEntry] = []
    for entry in _readable(session, actor, asked):
        found.append(entry)
        if len(found) == limit:
            break
    return found


def kinds_of_stream(session: Session) -> list[str]:
    """Return which kinds of streams have been written to."""
    kind = func.split_part(StreamHead.stream, ":", 1)
    return list(session.scalars(select(kind).distinct().order_by(kind)))


def _readable(session: Session, actor: Actor, asked: Asked) -> Iterator[JournalEntry]:
    shown: dict[str, tuple[str, ...]] = {}
    query, after = _selected(asked), asked.after
    place = tuple_(JournalEntry.occurred_at, JournalEntry.stream, JournalEntry.position)
    key = (after.occurred_at, after.stream, after.position) if after else None
    for _batch in range(AT_MOST_READ):
        page = query if key is None else query.where(place < tuple_(*key))
        batch = session.scalars(page.limit(BATCH)).all()
        for entry in batch:
            if entry.stream not in shown:
                shown[entry.stream] = _audiences(session, actor, entry.stream)
            if entry.audience in shown[entry.stream]:
                yield entry
        if len(batch) < BATCH:
            return
        key = (batch[-1].occurred_at, batch[-1].stream, batch[-1].position)


def _audiences(session: Session, actor: Actor, stream: str) -> tuple[str, ...]:
    try:
        return audiences_for(session, actor, stream)
    except DomainError:
        return ()


def _selected(asked: Asked) -> Select[JournalEntry]:
    entry = JournalEntry
    query = select(entry).order_by(entry.occurred_at.desc(), entry.stream.desc(), entry.position.desc())
    if asked.about:
        query = query.where(entry.stream.startswith(f"{asked.about}:", autoescape=True))
    if asked.kind:
        query = query.where(entry.kind == asked.kind)
    if asked.since:
        query = query.where(entry.occurred_at >= datetime.combine(asked.since, time(), PARIS))
    if asked.until:
        query = query.where(entry.occurred_at < datetime.combine(asked.until, time(), PARIS) + timedelta(days=1))
    return query.where(_acting(asked.acted_as)) if asked.acted_as else query


def _acting(acted_as: ActedAs) -> Day:
    """Return the condition that whoever acted was that, on the day of the entry."""
    if acted_as is ActedAs.SYSTEM:
        return JournalEntry.actor_id.is_(None)
    if acted_as is ActedAs.NOBODY:
        held = or_(*(condition() for condition in HELD.values()))
        return and_(JournalEntry.actor_id.is_not(None), ~held)
    return HELD[acted_as]()


def _running(
    person: InstrumentedAttribute[int], starts: InstrumentedAttribute[datetime], ends: InstrumentedAttribute[datetime]
) -> Day:
    day = cast(func.timezone("Europe/Paris", JournalEntry.occurred_at), Date)
    return and_(person == JournalEntry.actor_id, starts <= day, or_(ends.is_(None), ends > day))


def _mandate(*more: Day) -> Day:
    running = _running(Mandate.person_id, Mandate.starts_on, Mandate.ends_on)  # type: ignore[arg-type]
    return exists().where(running, *more)


def _chair() -> Day:
    """Return the condition that the institution of their voting seat presided, in its own conference, that day."""
    day = cast(func.timezone("Europe/Paris", JournalEntry.occurred_at), Date)
    return _mandate(
        Mandate.seat_id == Seat.id,
        Seat.kind == SeatKind.VOTING,
        PresidencyTerm.conference_id == Mandate.conference_id,
        PresidencyTerm.institution_id == Seat.institution_id,
        PresidencyTerm.starts_on <= day,
        func.coalesce(PresidencyTerm.vacated_on, PresidencyTerm.ends_on) > day,
    )


def _officer(entity: type[ContractOfficer] | type[BodyOffice] | type[Watcher]) -> Day:
    return exists().where(_running(entity.person_id, entity.starts_on, entity.ends_on))  # type: ignore[arg-type]


HELD: dict[ActedAs, Callable[[], Day]] = {
    ActedAs.ADMINISTRATOR: lambda: exists().where(Person.id == JournalEntry.actor_id, Person.administrator),
    ActedAs.CHAIR: _chair,
    ActedAs.OBSERVER: lambda: _mandate(Mandate.seat_id == Seat.id, Seat.kind == SeatKind.OBSERVER),
    ActedAs.WATCHER: lambda: _officer(Watcher),
    ActedAs.DELEGATE: lambda: _mandate(Mandate.seat_id == Seat.id, Seat.kind == SeatKind.VOTING),
    ActedAs.SECRETARY: lambda: _mandate(Mandate.office == Office.SECRETARY),
    ActedAs.PARTNER: lambda: _mandate(Mandate.office == Office.STATE_REPRESENTATIVE),
    ActedAs.CONTRACT_OFFICER: lambda: _officer(ContractOfficer),
    ActedAs.BODY_OFFICER: lambda: _officer(BodyOffice),
}
