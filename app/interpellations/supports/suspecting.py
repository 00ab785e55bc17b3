"""Suspected groups of a file's supports, under keys that say nothing of who is in them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.interpellations.models import Support
from app.interpellations.rules.addresses import canonical, digest
from app.interpellations.rules.suspicion import Given, Group, groups
from app.journal.queries import database_id
from app.people.models import Person


def groups_of(session: Session, file_id: int, now: datetime) -> list[tuple[str, Group]]:
    """Return (key, group) of the supports that count, the largest group first. One read."""
    rows = session.execute(
        select(Support.id, Person.email, Support.supported_at, Person.created_at)
        .join(Person, Person.id == Support.person_id)
        .where(Support.interpellation_id == file_id, Support.invalidation_id.is_(None))
        .order_by(Support.id)
    )
    given = [Given(id=id, address=canonical(email), at=at, account_since=since) for id, email, at, since in rows]
    secret = database_id(session)
    return [(digest(secret, f"{file_id}:{group.doubt}:{group.mark}"), group) for group in groups(given, now)]


def group_of(session: Session, file_id: int, key: str, now: datetime) -> Group | None:
    """Return the group of a key as it is now, None when there is no such group any longer."""
    return next((group for known, group in groups_of(session, file_id, now) if known == key), None)
