"""Reads about persons and the devices where they are signed in."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Engine, Text, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.foundation.accounts import AccountFacts
from app.foundation.actors import SignIn
from app.foundation.clock import clock_of, local_date

from .models import Device, Person
from .rules import IDLE_ACCOUNT, IDLE_SESSION, LONGEST_SESSION


def person_by_email(session: Session, email: str) -> Person | None:
    """Return the account of an address, whatever its case; an address that cannot be stored has none."""
    if "\x00" in email:
        return None
    return session.scalars(select(Person).where(func.lower(Person.email) == email.strip().lower())).one_or_none()


def accounts_facts(session: Session, key_digests: Sequence[str]) -> dict[str, AccountFacts]:
    """Return what the door-frame must know of the accounts behind these keys; those that no longer open are absent."""
    now = clock_of(session)()
    person = (Person.id, Person.given_name, Person.family_name, Person.administrator, Person.demo)
    device = (Device.key_digest, Device.id, Device.proved_at, Device.seen_at, Device.second_factor)
    # Plain columns, not entities: this is asked at every request of everybody.
    rows = session.execute(
        select(*person, *device)
        .join(Device, Device.person_id == Person.id)
        .where(
            Device.key_digest == func.any(literal(list(key_digests), ARRAY(Text))),
            Device.ended_at.is_(None),
            Device.seen_at > now - IDLE_SESSION,
            Device.created_at > now - LONGEST_SESSION,
            Person.disabled_at.is_(None),
        )
    )
    return {
        key_digest: AccountFacts(
            person_id=id,
            name=f"{given} {family}",
            administrator=administrator,
            demo=demo,
            sign_in=SignIn(device_id=device_id, proved_at=proved_at, seen_at=seen_at, second_factor=second_factor),
        )
        for id, given, family, administrator, demo, key_digest, device_id, proved_at, seen_at, second_factor in rows
    }


def note_seen(engine: Engine, device_id: int, now: datetime) -> None:
    """Note that a device was seen: lossy state outside the journal, in a small transaction of its own."""
    today = local_date(now)
    theirs = select(Device.person_id).where(Device.id == device_id).scalar_subquery()
    news = or_(Person.seen_on.is_distinct_from(today), Person.idle_since.is_not(None))
    with engine.begin() as connection:
        connection.execute(update(Device).where(Device.id == device_id).values(seen_at=now))
        connection.execute(update(Person).where(Person.id == theirs, news).values(seen_on=today, idle_since=None))


def open_devices(session: Session, person_id: int) -> list[Device]:
    """Return where the person is signed in, the last seen first."""
    now = clock_of(session)()
    return list(
        session.scalars(
            select(Device)
            .where(
                Device.person_id == person_id,
                Device.ended_at.is_(None),
                Device.seen_at > now - IDLE_SESSION,
                Device.created_at > now - LONGEST_SESSION,
            )
            .order_by(Device.seen_at.desc(), Device.id.desc())
        )
    )


def newly_idle(session: Session, today: date) -> list[Person]:
    """Return the accounts that a year without a visit has just made idle."""
    last = func.coalesce(Person.seen_on, func.date(Person.created_at))
    return list(
        session.scalars(
            select(Person).where(Person.disabled_at.is_(None), Person.idle_since.is_(None), last < today - IDLE_ACCOUNT)
        )
    )
