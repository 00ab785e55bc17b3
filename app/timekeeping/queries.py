"""What time has made of conferences and commitments."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.conferences.models import Conference, Mandate, PresidencyTerm
from app.conferences.queries.capacities import running
from app.conferences.words import Office
from app.journal.models import JournalEntry
from app.people.models import Person
from app.sittings.models import Commitment, Decision
from app.sittings.words import CommitmentState


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
