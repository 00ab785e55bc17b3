"""Reads about persons."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.foundation.accounts import AccountFacts

from .models import Person


def person_by_email(session: Session, email: str) -> Person | None:
    """Return the account of an address, whatever its case."""
    return session.scalars(select(Person).where(func.lower(Person.email) == email.strip().lower())).one_or_none()


def account_facts(session: Session, person_id: int) -> AccountFacts | None:
    """Return what the door-frame must know of an account, None when it is closed or unknown."""
    person = session.get(Person, person_id)
    if person is None or person.disabled_at:
        return None
    return AccountFacts(
        person_id=person.id,
        name=person.name,
        administrator=person.administrator,
        generation=person.session_generation,
    )
