"""Reads about persons."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .models import Person


def person_by_email(session: Session, email: str) -> Person | None:
    """Return the account of an address, whatever its case."""
    return session.scalars(select(Person).where(func.lower(Person.email) == email.strip().lower())).one_or_none()


def demo_accounts(session: Session) -> list[Person]:
    """Return the demo accounts, for the trial mode's sign-in page."""
    return list(session.scalars(select(Person).where(Person.demo).order_by(Person.id)))
