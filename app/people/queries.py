"""Reads about persons."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.foundation.accounts import AccountFacts
from app.foundation.database import among

from .models import Person


def person_by_email(session: Session, email: str) -> Person | None:
    """Return the account of an address, whatever its case."""
    return session.scalars(select(Person).where(func.lower(Person.email) == email.strip().lower())).one_or_none()


def accounts_facts(session: Session, person_ids: Sequence[int]) -> dict[int, AccountFacts]:
    """Return what the door-frame must know of these accounts; those closed or unknown are absent. One read."""
    rows = session.execute(
        select(Person.id, Person.given_name, Person.family_name, Person.administrator, Person.session_generation).where(
            among(Person.id, person_ids), Person.disabled_at.is_(None)
        )
    )
    return {
        id: AccountFacts(person_id=id, name=f"{given} {family}", administrator=administrator, generation=generation)
        for id, given, family, administrator, generation in rows
    }
