"""What an auditor asks beside the capacities of a day: when each was put on record, and what was held and decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.conferences.events import (
    GroupMemberNamed,
    MandateGiven,
    PresidencyChosen,
    PresidencyPlanned,
    PresidencyVacated,
)
from app.conferences.models import Conference
from app.foundation.clock import local_date
from app.journal.models import JournalEntry
from app.sittings.models import Ballot, Sitting
from app.sittings.words import HELD, SittingState


@dataclass(frozen=True, kw_only=True)
class SittingOfDay:
    """A public sitting held that day, and how many ballots it had."""

    id: int
    title: str
    ballots: int
    closed: bool


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """When mandates, terms and places in groups were put on record, by their identifiers."""

    mandates: dict[int, date]
    terms: dict[int, date]
    members: dict[int, date]


def recorded(session: Session, conference: Conference) -> Recorded:
    """Return when each mandate, presidency and place in a group was written in the journal. One read."""
    facts = (MandateGiven, PresidencyPlanned, PresidencyChosen, PresidencyVacated, GroupMemberNamed)
    kinds = [fact.kind for fact in facts]
    entries = session.execute(
        select(JournalEntry.kind, JournalEntry.payload, JournalEntry.occurred_at)
        .where(JournalEntry.stream == conference.stream, JournalEntry.kind.in_(kinds))
        .order_by(JournalEntry.position)
    )
    zone = ZoneInfo(conference.timezone)
    found = Recorded(mandates={}, terms={}, members={})
    for kind, payload, at in entries:
        _note(found, kind, payload, local_date(at, zone))
    return found


def _note(found: Recorded, kind: str, payload: dict[str, Any], day: date) -> None:
    if kind == MandateGiven.kind:
        found.mandates.setdefault(payload["mandate_id"], day)
    elif kind == GroupMemberNamed.kind:
        found.members.setdefault(payload["member_id"], day)
    elif kind == PresidencyVacated.kind:
        found.terms[payload["interim_term_id"]] = day
    elif payload["institution_id"] is not None:
        # A term says who presides once its institution is known: planned with it, or chosen later.
        found.terms[payload["term_id"]] = day


def sittings_of(session: Session, conference: Conference, day: date) -> tuple[SittingOfDay, ...]:
    """Return the public sittings that were held on a day. One read."""
    zone = ZoneInfo(conference.timezone)
    morning = datetime.combine(day, time(), zone)
    rows = session.execute(
        select(Sitting.id, Sitting.title, Sitting.state, func.count(Ballot.id))
        .outerjoin(Ballot, Ballot.sitting_id == Sitting.id)
        .where(
            Sitting.conference_id == conference.id,
            Sitting.public,
            Sitting.state.in_(HELD),
            Sitting.opened_at >= morning,
            Sitting.opened_at < morning + timedelta(days=1),
        )
        .group_by(Sitting.id)
        .order_by(Sitting.opened_at)
    )
    return tuple(
        SittingOfDay(id=id, title=title, ballots=ballots, closed=state is SittingState.CLOSED)
        for id, title, state, ballots in rows
    )


def latest(*days: date | None) -> date | None:
    """Return the latest of what is known: a capacity stands once everything it rests on is written."""
    known: Sequence[date] = [day for day in days if day is not None]
    return max(known, default=None)
