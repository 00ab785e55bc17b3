"""Reads about linked identities and passages."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.foundation.accounts import digest
from app.people.models import Passkey, Person

from .models import Passage, PersonIdentity
from .words import ProviderName


def identity_of(session: Session, provider: ProviderName, subject: str) -> PersonIdentity | None:
    """Return the linked identity a provider knows by this identifier."""
    return session.scalars(
        select(PersonIdentity).where(PersonIdentity.provider == provider, PersonIdentity.subject == subject)
    ).one_or_none()


def identities_of(session: Session, person_id: int) -> Sequence[PersonIdentity]:
    """Return the identities linked to an account, oldest first."""
    return session.scalars(
        select(PersonIdentity).where(PersonIdentity.person_id == person_id).order_by(PersonIdentity.id)
    ).all()


def waiting_passage(session: Session, browser: str, now: datetime, *, lock: bool = False) -> Passage | None:
    """Return the passage whose identity waits, in this browser, for its owner to decide."""
    asked = (
        select(Passage)
        .where(Passage.browser_digest == digest(browser), Passage.attested.isnot(None), Passage.expires_at > now)
        .order_by(Passage.id.desc())
        .limit(1)
    )
    return session.scalars(asked.with_for_update() if lock else asked).one_or_none()


def passage_in_session(session: Session, browser: str, person_id: int | None, now: datetime) -> Passage | None:
    """Return the passage that opened the session of this person in this browser."""
    return session.scalars(
        select(Passage)
        .where(Passage.browser_digest == digest(browser), Passage.person_id == person_id)
        .where(Passage.id_token.isnot(None), Passage.expires_at > now)
        .order_by(Passage.id.desc())
        .limit(1)
        .with_for_update()
    ).one_or_none()


def ways_in(session: Session, person: Person) -> int:
    """Count what opens the account by itself: a password, passkeys, linked identities."""
    passkeys = session.scalar(select(func.count()).where(Passkey.person_id == person.id)) or 0
    return len(identities_of(session, person.id)) + passkeys + (person.password_hash is not None)
