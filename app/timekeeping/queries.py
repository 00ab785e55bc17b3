"""What time has made of conferences and commitments."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.conferences.models import Conference, Mandate, PresidencyTerm
from app.conferences.queries.capacities import running
from app.conferences.rules.findings import Alert
from app.conferences.rules.rhythm import Course, SittingFact, alerts
from app.conferences.rules.settings import Reglement
from app.conferences.words import Office
from app.foundation.clock import local_date
from app.journal.models import JournalEntry
from app.people.models import Person
from app.sittings.models import Commitment, Decision, Presence, Sitting
from app.sittings.words import CommitmentState, SittingState

PLANNED = (SittingState.PREPARING, SittingState.CONVENED)


def alerts_of(session: Session, conference: Conference, today: date) -> tuple[Alert, ...]:
    """Return the warnings of the day about a conference, the gravest first (R3.7, R3.8, R3.10)."""
    terms = session.scalars(select(PresidencyTerm).where(PresidencyTerm.conference_id == conference.id)).all()
    return alerts(
        sitting_facts(session, conference),
        terms,
        reglement=Reglement.from_json(conference.reglement),
        created_on=local_date(conference.created_at, ZoneInfo(conference.timezone)),
        today=today,
        profile=conference.profile,
    )


def sitting_facts(session: Session, conference: Conference) -> list[SittingFact]:
    """Return what the rhythm needs to know of the conference's own sittings."""
    sittings = session.scalars(
        select(Sitting).where(Sitting.conference_id == conference.id, Sitting.group_id.is_(None))
    ).all()
    attended = _with_the_state(session, conference.id)
    zone = ZoneInfo(conference.timezone)
    return [
        SittingFact(
            day=local_date(sitting.starts_at, zone),
            course=_course(sitting),
            prefect=sitting.prefect_expected if sitting.state in PLANNED else sitting.id in attended,
        )
        for sitting in sittings
    ]


def _course(sitting: Sitting) -> Course:
    if sitting.state is SittingState.CANCELLED:
        return Course.CANCELLED
    if sitting.state in PLANNED:
        return Course.PLANNED
    return Course.WITHOUT_QUORUM if sitting.without_quorum else Course.HELD


def _with_the_state(session: Session, conference_id: int) -> frozenset[int]:
    """Return the sittings that a representative of the State attended."""
    return frozenset(
        session.scalars(
            select(Presence.sitting_id)
            .join(Sitting, Sitting.id == Presence.sitting_id)
            .join(Mandate, Mandate.person_id == Presence.person_id)
            .where(
                Sitting.conference_id == conference_id,
                Mandate.conference_id == conference_id,
                Mandate.office == Office.STATE_REPRESENTATIVE,
                Presence.seat_id.is_(None),
            )
        )
    )


def state_representatives(session: Session, conference_id: int, day: date) -> list[Person]:
    """Return who represents the State in the conference on that day."""
    mandates = session.scalars(
        select(Mandate)
        .where(
            Mandate.conference_id == conference_id,
            Mandate.office == Office.STATE_REPRESENTATIVE,
            running(Mandate.starts_on, Mandate.ends_on, day),
        )
        .options(joinedload(Mandate.person))
        .order_by(Mandate.id)
    )
    return [mandate.person for mandate in mandates]


def terms_begun(session: Session, conference_id: int, today: date) -> list[PresidencyTerm]:
    """Return the terms with an institution that began today or before, the oldest first."""
    return list(
        session.scalars(
            select(PresidencyTerm)
            .where(
                PresidencyTerm.conference_id == conference_id,
                PresidencyTerm.starts_on <= today,
                PresidencyTerm.institution_id.is_not(None),
            )
            .options(joinedload(PresidencyTerm.institution))
            .order_by(PresidencyTerm.starts_on, PresidencyTerm.id)
        )
    )


def recorded(session: Session, stream: str, kinds: Collection[str]) -> list[dict[str, Any]]:
    """Return the payloads of the entries of these kinds in the stream: what needs no second telling."""
    return list(
        session.scalars(
            select(JournalEntry.payload)
            .where(JournalEntry.stream == stream, JournalEntry.kind.in_(kinds))
            .order_by(JournalEntry.position)
        )
    )


def commitments_overdue(session: Session, conference_id: int, today: date) -> Iterable[Commitment]:
    """Return the commitments of a conference whose day has passed and which nobody settled."""
    return session.scalars(
        select(Commitment)
        .join(Commitment.decision)
        .where(
            Decision.conference_id == conference_id,
            Commitment.state == CommitmentState.OPEN,
            Commitment.due_on < today,
        )
        .options(contains_eager(Commitment.decision), joinedload(Commitment.owner))
        .order_by(Commitment.due_on, Commitment.id)
    )


def conference_ids(session: Session) -> list[int]:
    """Return every conference."""
    return list(session.scalars(select(Conference.id).order_by(Conference.id)))
